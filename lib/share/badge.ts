import { evidenceGlyph, glyphSize } from "../figure/evidence-glyph";
import { standaloneFigure } from "../figure/standalone";
import { element, escapeXml, fitText, px, textWidth } from "../figure/svg-text";
import { evidences, type Evidence } from "../points/evidence";
import type { ReviewModel, ReviewRow } from "../review/review-model";
import { findRow } from "../series/explore";
import type { ExploreModel, TableRow } from "../series/explore-model";
import type { Theme, View } from "../view/view";
import { imageText } from "./image-text";
import { valueTexts } from "./point-texts";

interface BadgeTexts {
  label: string;
  value: string;
  /** In grey after the value: its spread, or that it is a claim. */
  rest: string;
  evidence: Evidence | null;
  /** A sentence for those who hear it. */
  says: string;
}

const height = 22;
const size = 11.5;
const gap = 8;

/**
 * A README's badge of a view: the value, interval and evidence of its selected or only point, else what it holds; and where
 * that is a choice, that it follows new data.
 */
export function viewBadge(model: ExploreModel, view: View, theme: Theme | "auto", isLatest: boolean): string {
  const texts = viewTexts(model, view);
  if (!isLatest) return badge(texts, theme);
  const rest = [texts.rest, "latest"].filter((part) => part !== "").join(", ");
  return badge({ ...texts, rest, says: `${texts.says}, follows new data` }, theme);
}

/** A README's badge of a review: its verdicts in a few words. */
export function reviewBadge(model: ReviewModel, title: string, theme: Theme | "auto"): string {
  const label = fitText(imageText(title), 200, size);
  const [row, ...others] = model.groups.flatMap(({ rows }) => rows);
  if (row !== undefined && others.length === 0) return badge({ label, ...oneCase(row, model.level) }, theme);
  const value = model.headline.replace(/\.$/, "");
  const says = `${imageText(title)}: ${model.counts}`;
  return badge({ label, value, rest: "", evidence: null, says }, theme);
}

/** The ratio of a review's only case with its interval, and the weaker grade of its sides. */
function oneCase(
  { ratio, verdict, baseline, candidate }: ReviewRow,
  level: string,
): Omit<BadgeTexts, "label"> {
  const grades = [baseline.evidence, candidate.evidence];
  const evidence = evidences.filter((grade) => grades.includes(grade)).at(-1)!;
  const interval = ratio.interval === "" ? "" : `${ratio.interval} (${level} CI)`;
  const rest = [interval, verdict.says].filter((part) => part !== "").join(", ");
  return { value: ratio.text, rest, evidence, says: `${ratio.text} ${rest}, ${evidence}` };
}

function viewTexts({ rows, series }: ExploreModel, view: View): BadgeTexts {
  const row = findRow(rows, view.point) ?? (rows.length === 1 ? rows[0] : undefined);
  const label = imageText(series.title);
  if (row) return rowTexts(row, label, series.unit);
  const { counts, missing } = series;
  const measured = counts.samples + counts.summary + counts.single;
  const all = measured + counts.claim + missing;
  const value = `${all} ${all === 1 ? "point" : "points"}`;
  const rest = `${measured} measured`;
  return { label, value, rest, evidence: null, says: `${label}: ${value}, ${rest}` };
}

function rowTexts(row: TableRow, title: string, unit: string): BadgeTexts {
  const label = fitText([row.label, title].filter((part) => part !== "").join(" · "), 260, size);
  const { value, spread } = valueTexts(row, unit);
  const shown = fitText(imageText(value), 160, size);
  const n = row.n === null ? "" : `n = ${row.n}`;
  const rest = [spread, n].filter((part) => part !== "").join(", ");
  return {
    label,
    value: shown,
    rest,
    evidence: row.evidence,
    says: `${label}: ${shown} ${rest}, ${row.evidence}`,
  };
}

function badge({ label, value, rest, evidence, says }: BadgeTexts, theme: Theme | "auto"): string {
  const glyph = evidence === null ? 0 : glyphSize.width + 6;
  const left = gap + glyph + textWidth(label, size) + gap;
  const restAt = left + gap + textWidth(value, size) * 1.04 + (rest === "" ? 0 : 5);
  const width = Math.ceil(restAt + (rest === "" ? 0 : textWidth(rest, size)) + gap);
  const frame = { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 4.5, fill: "none" };
  const style = `font-size:${size}px`;
  const at = { y: 15.2, style };
  const parts = [
    element("title", {}, escapeXml(says)),
    element("rect", { ...frame, stroke: "var(--axis)" }),
    element("path", { d: `M${px(left)} 1v${height - 2}`, stroke: "var(--line)" }),
    evidence === null
      ? ""
      : element("g", { transform: `translate(${gap} 4)` }, evidenceGlyph(evidence, "var(--ink)")),
    element("text", { x: gap + glyph, ...at, class: "t-2" }, escapeXml(label)),
    element("text", { x: left + gap, ...at, class: "t-b" }, escapeXml(value)),
    rest === "" ? "" : element("text", { x: restAt, ...at, class: "t-3" }, escapeXml(rest)),
  ];
  const box = { width, height, viewBox: `0 0 ${width} ${height}` };
  const attributes = { class: "chart", xmlns: "http://www.w3.org/2000/svg", ...box };
  const spoken = { role: "img", "aria-label": says };
  return standaloneFigure(element("svg", { ...attributes, ...spoken }, parts.join("")), theme);
}

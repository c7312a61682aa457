import { figureTag } from "../figure/figure-tag";
import { forestHead, forestStrip } from "../figure/forest-figure";
import { narrowBelow } from "../figure/row-layout";
import { element, escapeXml, fitText, px, textWidth } from "../figure/svg-text";
import type { ReviewGroup, ReviewModel, ReviewRow } from "../review/review-model";

/** Rows that one picture has; the page has all of them. */
const mostRows = 150;

interface Columns {
  width: number;
  isNarrow: boolean;
  /** Where the strips begin and end, in px. */
  left: number;
  right: number;
  pitch: number;
}

/** The forest plot of a review as one figure: a group a metric, a row a case, its ratio and verdict beside the strip. */
export function reviewFigure(model: ReviewModel, width: number): string {
  const columns = columnsOf(model, width);
  const parts = [stripAt(forestHead(model.axis), columns, 0, headHeight)];
  let y = headHeight + 4;
  let left = mostRows;
  for (const group of model.groups) {
    const rows = group.rows.slice(0, left);
    left -= rows.length;
    if (rows.length === 0) break;
    parts.push(groupTitle(group, width, y));
    y += 24;
    for (const row of rows) {
      parts.push(rowParts(row, model, columns, y));
      y += columns.pitch;
    }
    y += 10;
  }
  const all = model.groups.reduce((sum, { rows }) => sum + rows.length, 0);
  if (all > mostRows) {
    const says = `${all - mostRows} more cases are on the page.`;
    parts.push(element("text", { x: 0, y: y + 6, class: "t-s" }, says));
    y += 16;
  }
  const says = `Forest plot: ${model.headline} ${model.counts}.`;
  return figureTag({ width, height: y + 4, says }, parts.join(""));
}

const headHeight = 42;

function columnsOf({ groups }: ReviewModel, width: number): Columns {
  const rows = groups.flatMap((group) => group.rows);
  if (width < narrowBelow) return { width, isNarrow: true, left: 0, right: width, pitch: 52 };
  const names = Math.max(90, ...rows.map(({ name }) => textWidth(name, 12)));
  const ratios = Math.max(90, ...rows.map((row) => textWidth(ratioText(row), 12)));
  const left = Math.min(names + 18, width * 0.36);
  return { width, isNarrow: false, left, right: width - ratios - 14, pitch: 28 };
}

function ratioText({ ratio }: ReviewRow): string {
  return ratio.interval === "" ? ratio.text : `${ratio.text}  ${ratio.interval}`;
}

/** A strip stands in percent of its box. */
function stripAt(strip: string, { left, right }: Columns, y: number, height: number): string {
  const box = { x: px(left), y: px(y), width: px(right - left), height: px(height), overflow: "visible" };
  return element("svg", box, strip);
}

function groupTitle({ label, direction }: ReviewGroup, width: number, y: number): string {
  const name = fitText(label, width * 0.6, 13);
  const rest = fitText(direction, width - textWidth(name, 13) - 16, 11);
  return (
    element("text", { x: 0, y: y + 15, class: "t-g" }, escapeXml(name)) +
    element("text", { x: width, y: y + 15, class: "t-s", "text-anchor": "end" }, escapeXml(rest))
  );
}

function rowParts(row: ReviewRow, { axis }: ReviewModel, columns: Columns, y: number): string {
  const { width, isNarrow, left, pitch } = columns;
  const top = isNarrow ? y + 20 : y;
  const baseline = isNarrow ? y + 14 : y + pitch / 2 + 4;
  const name = fitText(row.name === "" ? row.title : row.name, isNarrow ? width * 0.55 : left - 12, 12);
  const tone = row.forest?.tone === "better" ? "f-better" : row.forest?.tone === "worse" ? "f-worse" : "t-b";
  const value =
    element("tspan", { class: tone }, escapeXml(row.ratio.text)) +
    element("tspan", { class: "t-3" }, escapeXml(` ${row.ratio.interval}`));
  return (
    stripAt(forestStrip(row.forest, axis), columns, top, isNarrow ? pitch - 22 : pitch) +
    element("text", { x: 0, y: baseline, class: "t-1" }, escapeXml(name)) +
    element("text", { x: width, y: baseline, class: "tn", "text-anchor": "end" }, value)
  );
}

import { evidenceGlyph } from "../figure/evidence-glyph";
import { placedFigure } from "../figure/figure-tag";
import { standaloneFigure } from "../figure/standalone";
import { element, escapeXml, px, textWidth } from "../figure/svg-text";
import { evidenceMeaning, evidences, type Evidence } from "../points/evidence";
import { countText } from "../series/number-text";
import type { Theme } from "../view/view";
import { brand, brandWidth } from "./brand";
import { textLines } from "./text-lines";

/** What stands around a figure in a file of its own. All of it is text of files and people, and is escaped here. */
export interface SheetTexts {
  title: string;
  subtitle: string;
  /** Glyphs and counts; null where the figure is of something else than points. */
  evidence: Record<Evidence, number> | null;
  /** What the reader must know of the figure. */
  notes: readonly string[];
  /** How the numbers came about and where they are from, a text each. */
  foot: readonly string[];
  link: string;
  /** The same for programs, which no picture has room for; as JSON inside the file. */
  metadata: unknown;
}

export interface SheetOptions {
  /** px, at least 320. */
  width: number;
  theme: Theme | "auto";
}

/** Room around everything, in px. A figure in a sheet of `width` is that much narrower on both sides. */
export function sheetPadding(width: number): number {
  return width < 560 ? 16 : 28;
}

/** A figure with its title above it, and under it the legend, the notes, the sources and the link: a file that says all of itself. */
export function sheet(texts: SheetTexts, draw: (width: number) => string, options: SheetOptions): string {
  const width = Math.max(320, Math.round(options.width));
  const pad = sheetPadding(width);
  const inner = width - 2 * pad;
  const head = headOf(texts, pad, inner);
  const figure = placedFigure(draw(inner), pad, head.bottom);
  const foot = footOf(texts, pad, inner, head.bottom + figure.height + 14);
  const height = Math.ceil(foot.bottom + pad - 8);
  const box = { width, height, viewBox: `0 0 ${px(width)} ${px(height)}` };
  const attributes = { class: "chart", xmlns: "http://www.w3.org/2000/svg", ...box };
  const says = { role: "img", "aria-label": `${texts.title}. ${texts.subtitle}` };
  const content =
    element("title", {}, escapeXml(texts.title)) +
    element("metadata", {}, escapeXml(JSON.stringify(texts.metadata))) +
    head.svg +
    figure.svg +
    foot.svg;
  return standaloneFigure(element("svg", { ...attributes, ...says }, content), options.theme);
}

interface Part {
  svg: string;
  bottom: number;
}

function headOf({ title, subtitle, evidence }: SheetTexts, pad: number, inner: number): Part {
  const room = inner - brandWidth(18) - 20;
  const titles = textLines(title, room, 18, 2);
  let y = pad + 14;
  const svg = [brand(pad + inner - brandWidth(18), pad - 2, 18)];
  for (const line of titles) {
    svg.push(element("text", { x: pad, y, class: "t-title" }, escapeXml(line)));
    y += 23;
  }
  for (const line of textLines(subtitle, inner, 12, 2)) {
    svg.push(element("text", { x: pad, y: y - 2, class: "t-2" }, escapeXml(line)));
    y += 17;
  }
  if (evidence === null) return { svg: svg.join(""), bottom: y + 4 };
  const legend = evidenceLegend(evidence, pad, y + 4, inner);
  return { svg: svg.join("") + legend.svg, bottom: legend.bottom + 4 };
}

/** The grades that there are, each with its glyph, its word and its count. */
export function evidenceLegend(
  evidence: Record<Evidence, number>,
  left: number,
  top: number,
  width: number,
): Part {
  let [x, y] = [left, top];
  const items: string[] = [];
  for (const grade of evidences.filter((each) => evidence[each] > 0)) {
    const text = `${evidenceMeaning[grade].label} ${countText(evidence[grade])}`;
    const needs = 32 + textWidth(text, 11.5) + 18;
    if (x > left && x + needs > left + width) [x, y] = [left, y + 20];
    const glyph = element(
      "g",
      { transform: `translate(${px(x)} ${px(y)})` },
      evidenceGlyph(grade, "var(--ink-2)"),
    );
    items.push(glyph, element("text", { x: x + 32, y: y + 11, class: "t-2" }, escapeXml(text)));
    x += needs;
  }
  return { svg: items.join(""), bottom: y + (items.length === 0 ? 0 : 18) };
}

function footOf({ notes, foot, link }: SheetTexts, pad: number, inner: number, top: number): Part {
  const svg = [];
  let y = top + 8;
  for (const note of notes) {
    for (const line of textLines(note, inner, 11.5, 3)) {
      svg.push(element("text", { x: pad, y, class: "t-2", style: "font-size:11.5px" }, escapeXml(line)));
      y += 16;
    }
  }
  if (notes.length > 0) y += 6;
  svg.push(element("path", { class: "sep", d: `M${px(pad)} ${px(y - 8)}H${px(pad + inner)}` }));
  y += 10;
  for (const text of foot) {
    for (const line of textLines(text, inner, 11, 4)) {
      svg.push(element("text", { x: pad, y, class: "t-s" }, escapeXml(line)));
      y += 15;
    }
  }
  for (const line of linkLines(link, inner)) {
    svg.push(element("text", { x: pad, y: y + 2, class: "t-mono" }, escapeXml(line)));
    y += 15;
  }
  return { svg: svg.join(""), bottom: y - 13 };
}

/** A link whole, so that it can be typed off a picture: on as many lines as it needs, of which a query may need many. */
function linkLines(link: string, width: number): string[] {
  // A character of the mono face is 0.6 em wide.
  const most = Math.floor(width / (0.6 * 11));
  const lines = Array.from({ length: Math.ceil(link.length / most) }, (_, i) =>
    link.slice(i * most, (i + 1) * most),
  );
  return lines.length <= mostLinkLines ? lines : [...lines.slice(0, mostLinkLines - 1), "…"];
}

const mostLinkLines = 6;

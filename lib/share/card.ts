import { evidenceGlyph } from "../figure/evidence-glyph";
import { placedFigure } from "../figure/figure-tag";
import { standaloneFigure } from "../figure/standalone";
import { element, escapeXml, fitText, px, textWidth } from "../figure/svg-text";
import { evidenceMeaning, evidences, type Evidence } from "../points/evidence";
import type { Theme } from "../view/view";
import { brand } from "./brand";
import { imageText } from "./image-text";

/** The picture that a link shows where it is pasted: of the size that every such place takes. In px. */
export const cardSize = { width: 1200, height: 630 };

const margin = 48;
const inner = cardSize.width - 2 * margin;
/** Where the figure may stand, and how much larger than on a page it is drawn: such pictures are looked at small. */
const figureTop = 216;
const figureHeight = 338;
export const cardFigure = { width: inner, height: figureHeight, scale: 1.5 };

export interface CardTexts {
  title: string;
  subtitle: string;
  /** At the top right, in grey: counts, or what a review is of. */
  aside: string;
  /** The grades that the figure has; null without a legend. */
  evidence: Record<Evidence, number> | null;
  link: string;
  /** A figure of at most `cardFigure` px, drawn at its scale already. */
  figure: string;
}

export function card(texts: CardTexts, theme: Theme | "auto"): string {
  const { width, height } = cardSize;
  const title = imageText(texts.title);
  const subtitle = imageText(texts.subtitle);
  const figure = placedFigure(texts.figure, margin, figureTop);
  const content = [
    element("title", {}, escapeXml(title)),
    brand(margin, 42, 34),
    asideText(texts.aside),
    titleText(title),
    text(margin, 190, fitText(subtitle, inner, 24), { size: 24, class: "t-2" }),
    figure.svg,
    texts.evidence === null ? "" : legend(texts.evidence),
    linkText(texts.link),
  ];
  const box = { width, height, viewBox: `0 0 ${width} ${height}` };
  const attributes = { class: "chart", xmlns: "http://www.w3.org/2000/svg", ...box };
  const spoken = { role: "img", "aria-label": `${title}. ${subtitle}` };
  return standaloneFigure(element("svg", { ...attributes, ...spoken }, content.join("")), theme);
}

function text(
  x: number,
  y: number,
  content: string,
  { size, ...attributes }: { size: number; class: string; "text-anchor"?: string },
): string {
  return element("text", { x, y, ...attributes, style: `font-size:${size}px` }, escapeXml(content));
}

function asideText(aside: string): string {
  const shown = fitText(imageText(aside), inner * 0.8, 21);
  return text(cardSize.width - margin, 66, shown, { size: 21, class: "t-3", "text-anchor": "end" });
}

/** As large as it fits on one line, down to a size that is still a title. */
function titleText(title: string): string {
  const wanted = Math.floor((48 * inner) / Math.max(inner, textWidth(title, 48)));
  const size = Math.max(30, wanted);
  const style = `font-size:${size}px;letter-spacing:-.03em`;
  return element(
    "text",
    { x: margin, y: 146, class: "t-title", style },
    escapeXml(fitText(title, inner * 1.04, size)),
  );
}

function legend(evidence: Record<Evidence, number>): string {
  let x = margin;
  return evidences
    .filter((grade) => evidence[grade] > 0)
    .map((grade) => {
      const { label } = evidenceMeaning[grade];
      const glyph = element(
        "g",
        { transform: `translate(${px(x)} 571) scale(1.7)` },
        evidenceGlyph(grade, "var(--ink-2)"),
      );
      const word = text(x + 54, 590, label, { size: 20, class: "t-2" });
      x += 54 + textWidth(label, 20) + 26;
      return glyph + word;
    })
    .join("");
}

/** Without its scheme, which nobody reads; cut at its end. */
function linkText(link: string): string {
  const shown = link.replace(/^https?:\/\//, "");
  const most = 46;
  const cut = shown.length > most ? `${shown.slice(0, most - 1)}…` : shown;
  return element(
    "text",
    {
      x: cardSize.width - margin,
      y: 590,
      class: "t-mono",
      "text-anchor": "end",
      style: "font-size:18px",
    },
    escapeXml(cut),
  );
}

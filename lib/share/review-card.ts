import { figureTag } from "../figure/figure-tag";
import { forestHead, forestStrip } from "../figure/forest-figure";
import { element, escapeXml, fitText, textWidth } from "../figure/svg-text";
import type { ReviewModel, ReviewRow } from "../review/review-model";
import type { Theme } from "../view/view";
import { card, cardFigure } from "./card";
import type { ReviewCaption } from "./review-sheet";

/** Cases that stay readable in a picture that is looked at small. */
const mostCases = 9;

/** The picture of a link to a review: the sentence of its verdicts over its forest plot. */
export function reviewCard(model: ReviewModel, caption: ReviewCaption, theme: Theme | "auto"): string {
  const rows = model.groups.flatMap((group) => group.rows);
  const left = rows.length - mostCases;
  const more = left > 0 ? ` ${mostCases} of ${rows.length} cases.` : "";
  return card(
    {
      title: model.headline.replace(/\.$/, ""),
      subtitle: `Candidate over baseline, ${model.level} CI. Right is better.${more}`,
      aside: caption.title,
      evidence: null,
      link: caption.link,
      figure: forest(rows.slice(0, mostCases), model),
    },
    theme,
  );
}

const headHeight = 40;

function forest(rows: readonly ReviewRow[], model: ReviewModel): string {
  const scale = 1.4;
  const [width, height] = [cardFigure.width / scale, cardFigure.height / scale];
  const left = Math.min(Math.max(90, ...rows.map(({ title }) => textWidth(title, 13))) + 14, width * 0.42);
  const ratios = Math.max(80, ...rows.map(({ ratio }) => textWidth(`${ratio.text}  ${ratio.interval}`, 13)));
  const right = width - ratios - 14;
  const pitch = Math.min(28, (height - headHeight) / Math.max(1, rows.length));
  const box = (y: number, tall: number) => ({
    x: left,
    y,
    width: right - left,
    height: tall,
    overflow: "visible",
  });
  const parts = rows.map((row, i) => {
    const y = headHeight + i * pitch;
    return (
      element("svg", box(y, pitch), forestStrip(row.forest, model.axis)) +
      rowTexts(row, { y: y + pitch / 2 + 4.5, nameWidth: left - 12, width })
    );
  });
  const head = element("svg", box(0, headHeight), forestHead(model.axis));
  const scaled = element("g", { transform: `scale(${scale})` }, head + parts.join(""));
  return figureTag({ width: cardFigure.width, height: cardFigure.height, says: model.headline }, scaled);
}

function rowTexts(
  row: ReviewRow,
  { y, nameWidth, width }: { y: number; nameWidth: number; width: number },
): string {
  const style = "font-size:13px";
  const tone = row.forest?.tone === "better" ? "f-better" : row.forest?.tone === "worse" ? "f-worse" : "t-b";
  const value =
    element("tspan", { class: tone }, escapeXml(row.ratio.text)) +
    element("tspan", { class: "t-3" }, escapeXml(` ${row.ratio.interval}`));
  return (
    element("text", { x: 0, y, class: "t-1", style }, escapeXml(fitText(row.title, nameWidth, 13))) +
    element("text", { x: width, y, class: "tn", "text-anchor": "end", style }, value)
  );
}

import { figureTag, placedFigure } from "../figure/figure-tag";
import { element, escapeXml, fitText, textWidth } from "../figure/svg-text";
import { countText, intervalText, unitText } from "../series/number-text";
import type { Mark, RowSeries } from "../series/series";
import { methodText } from "./caption";
import { cardFigure } from "./card";
import { cardRows } from "./card-rows";

/** A chart of one point: its value large, what stands behind it in a line, and the mark on its axis. Null for any other. */
export function cardPoint(series: RowSeries): string | null {
  const rows = series.packing === "rows" ? series.groups.flatMap((group) => group.rows) : [];
  const [mark, ...others] = rows.flatMap((row) => row.marks);
  if (mark === undefined || others.length > 0) return null;
  const { width, height } = cardFigure;
  const strip = cardRows(series, null, { ...cardFigure, height: 150 });
  const parts = [
    valueText(mark, series.unit),
    line(behindText(mark), 136, "t-2"),
    line(`${mark.evidence}, ${mark.source}`, 170, "t-3"),
    placedFigure(strip.svg, 0, 208).svg,
  ];
  return figureTag({ width, height, says: mark.says }, parts.join(""));
}

function valueText(mark: Mark, unit: string): string {
  const size = 84;
  const value = fitText(mark.missing === null ? mark.text : mark.missing || "not stated", 700, size);
  const rest = mark.missing === null ? [mark.spread, unitText(unit)] : [];
  const style = `font-size:${size}px;letter-spacing:-.035em`;
  const after = rest.filter((part) => part !== "").join(" ");
  return (
    element("text", { x: -4, y: 86, class: "t-b", style }, escapeXml(value)) +
    element(
      "text",
      { x: digitsWidth(value, size) + 18, y: 86, class: "t-3", style: "font-size:40px" },
      escapeXml(fitText(after, 460, 40)),
    )
  );
}

function behindText({ interval, n, evidence }: Mark): string {
  if (evidence === "claim") return "A claim: a document prints this number, with no measurement behind it.";
  const count = n === null ? "n not stated" : `n = ${countText(n)}`;
  if (interval === null) return `No interval, ${count}`;
  return `${intervalText(interval, " to ")}: ${methodText(interval)}, ${count}`;
}

function line(text: string, y: number, className: string): string {
  return element(
    "text",
    { x: 0, y, class: className, style: "font-size:22px" },
    escapeXml(fitText(text, cardFigure.width, 22)),
  );
}

/** A value's width at this weight, set tightly: a 1 is narrower than the other digits. */
function digitsWidth(value: string, size: number): number {
  const ones = value.split("1").length - 1;
  return textWidth(value, size) * 0.97 - ones * 0.19 * size;
}

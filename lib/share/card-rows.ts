import { figureTag } from "../figure/figure-tag";
import { slotFill } from "../figure/mark-layers";
import { placeOn } from "../figure/place-on";
import { densityMarks, rowGrid } from "../figure/row-figure";
import {
  detailOf,
  readableTicks,
  type PlacedRow,
  type RowContent,
  type RowLayout,
} from "../figure/row-layout";
import { rowMarks } from "../figure/row-marks";
import { element, escapeXml, fitText, px, textWidth } from "../figure/svg-text";
import { shortText } from "../points/short-text";
import { tickText } from "../series/number-text";
import type { RowSeries } from "../series/series";
import type { cardFigure } from "./card";

/** Rows that stay readable in a picture that is looked at small. */
const mostRows = 8;

/** A row chart as a picture has room for it: the first rows of the chart with the same marks on the same axis. */
export function cardRows(
  series: RowSeries,
  selected: string | null,
  size: typeof cardFigure,
): { svg: string; shown: number } {
  const contents = contentsOf(series);
  const shown = chosenRows(contents, selected);
  const [width, height] = [size.width / size.scale, size.height / size.scale];
  const layout = layoutOf(series, shown, width, height);
  const place = placeOn(series, layout.plot.left, layout.plot.right);
  const { svg } = rowMarks(series, layout, { place, selected, idPrefix: "card" });
  const parts = [
    rowGrid(series, layout, place),
    ...layout.ticks.map((tick) =>
      element(
        "text",
        { x: place(tick) ?? 0, y: layout.bottomTicks, class: "t-ax", "text-anchor": "middle" },
        escapeXml(tickText(tick)),
      ),
    ),
    ...layout.rows.map((row) => rowTexts(row, layout)),
    densityMarks(series, layout, place),
    svg,
  ];
  const says = `${shown.length} of ${contents.length} rows of ${series.title}`;
  const scaled = element("g", { transform: `scale(${size.scale})` }, parts.join(""));
  return { svg: figureTag({ width: size.width, height: size.height, says }, scaled), shown: shown.length };
}

/** How many rows the chart itself has. */
export function rowCount(series: RowSeries): number {
  return contentsOf(series).length;
}

function contentsOf(series: RowSeries): RowContent[] {
  if (series.packing === "density") return series.density.map((row) => ({ kind: "density", row }));
  return series.groups.flatMap(({ label, rows }) =>
    rows.map((row) => ({ kind: "marks", row, group: label })),
  );
}

/** Measured rows and claims both, in the chart's order; the selected point's row is always among them. */
function chosenRows(contents: readonly RowContent[], selected: string | null): RowContent[] {
  const chosen = contents.find(
    (each) => each.kind === "marks" && each.row.marks.some((mark) => mark.pointId === selected),
  );
  const kept = new Set(fairShare(contents, isClaim, mostRows));
  if (chosen !== undefined && !kept.has(chosen)) {
    kept.delete(Array.from(kept).at(-1)!);
    kept.add(chosen);
  }
  return contents.filter((each) => kept.has(each));
}

/** The first of both kinds, where both are there: a picture that left all claims out would say that there are none. */
export function fairShare<T>(all: readonly T[], isClaimed: (each: T) => boolean, most: number): T[] {
  if (all.length <= most) return [...all];
  const [claims, measured] = [all.filter(isClaimed), all.filter((each) => !isClaimed(each))];
  const few = Math.min(claims.length, Math.max(3, most - measured.length));
  const kept = new Set([...measured.slice(0, most - few), ...claims.slice(0, few)]);
  return all.filter((each) => kept.has(each));
}

function isClaim(content: RowContent): boolean {
  return content.kind === "marks" ? content.row.marks[0]?.evidence === "claim" : content.row.isClaim;
}

function layoutOf(
  series: RowSeries,
  contents: readonly RowContent[],
  width: number,
  height: number,
): RowLayout {
  const names = contents.map((each) => textWidth(each.row.label, 13) + 6 + textWidth(detailText(each), 11));
  const nameWidth = Math.min(Math.max(60, ...names), width * 0.36);
  const values = contents.map((each) => textWidth(valueText(each).join(" "), 13));
  const plot = { left: nameWidth + 16, right: width - Math.max(40, ...values) - 16 };
  const bottom = height - 20;
  const pitch = Math.min(34, (bottom - 4) / Math.max(1, contents.length));
  const rows = contents.map((content, i): PlacedRow => {
    const top = 2 + i * pitch;
    return { content, top, bottom: top + pitch, y: top + pitch / 2, baseline: top + pitch / 2 + 4.5 };
  });
  const floor = rows.at(-1)?.bottom ?? bottom;
  return {
    ...{
      width,
      height,
      form: "wide",
      plot: { ...plot, top: 0, bottom: floor + 2 },
      nameWidth,
      valueRight: width,
    },
    ...{ topTicks: 0, bottomTicks: floor + 17, axisTitle: 0, groups: [], rows },
    ticks: readableTicks(series, plot),
  };
}

function detailText(content: RowContent): string {
  const group = content.kind === "marks" ? content.group : content.row.group;
  return [detailOf(content), group].filter((part) => part !== "").join(" · ");
}

/** The value and what follows it in grey; of a claim beside its measurement both. */
function valueText(content: RowContent): [strong: string, rest: string] {
  if (content.kind === "density")
    return ["", `median ${tickText(Number(content.row.median.toPrecision(3)))}`];
  const [first, second, ...more] = content.row.marks;
  if (first === undefined || more.length > 0) return ["", ""];
  const isStrong = first.evidence !== "claim" && first.value !== null;
  const rest = second === undefined ? first.spread : ` · ${second.text} ${second.spread}`;
  const text = shortText(first.text, 24);
  return isStrong ? [text, rest] : ["", `${text} ${rest}`.trim()];
}

function rowTexts({ content, baseline, y }: PlacedRow, { nameWidth, width }: RowLayout): string {
  const isClaimed = isClaim(content);
  const label = fitText(content.row.label, nameWidth, 13);
  const detail = fitText(detailText(content), nameWidth - textWidth(label, 13) - 6, 11);
  const [strong, rest] = valueText(content);
  const name =
    escapeXml(label) + (detail === "" ? "" : element("tspan", { class: "t-s", dx: 6 }, escapeXml(detail)));
  const value =
    (strong === "" ? "" : element("tspan", { class: "t-b" }, escapeXml(strong))) +
    (rest === "" ? "" : element("tspan", { class: "t-3" }, escapeXml(strong === "" ? rest : ` ${rest}`)));
  const bar = { x: -12, y: px(y - 6), width: 4, height: 12, rx: 1.5, fill: slotFill(content.row.slot) };
  const style = "font-size:13px";
  return (
    element("rect", { ...bar, opacity: isClaimed ? 0.5 : 1 }) +
    element("text", { x: 0, y: baseline, class: isClaimed ? "t-2" : "t-1", style }, name) +
    element("text", { x: width, y: baseline, class: "tn", "text-anchor": "end", style }, value)
  );
}

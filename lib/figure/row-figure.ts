import { shortText } from "@/lib/points/short-text";
import { tickText, unitText } from "../series/number-text";
import type { ChartRow, DensityRow, RowSeries } from "../series/series";
import { boundMarks } from "./bound-marks";
import { figureTag, type FigureOptions } from "./figure-tag";
import type { Hit } from "./hit";
import { slotFill } from "./mark-layers";
import { placeOn, type Place } from "./place-on";
import { detailOf, rowLayout, type PlacedGroup, type PlacedRow, type RowLayout } from "./row-layout";
import { rowMarks } from "./row-marks";
import { severityMark } from "./severity-mark";
import { element, escapeXml, fitText, px, textWidth } from "./svg-text";

/** A row chart as one SVG: what the page shows before, and without, its scripts. */
export function rowFigure(series: RowSeries, options: FigureOptions): string {
  const layout = rowLayout(series, options.width);
  const { content } = rowDrawing(series, layout, options);
  return figureTag({ width: layout.width, height: layout.height, says: rowSentence(series) }, content);
}

/** All that stands in the SVG, and where its marks stand: of the static figure and of the interactive chart alike. */
export function rowDrawing(
  series: RowSeries,
  layout: RowLayout,
  { selected, idPrefix }: Omit<FigureOptions, "width">,
): { content: string; hits: Hit[] } {
  const place = placeOn(series, layout.plot.left, layout.plot.right);
  const marks = rowMarks(series, layout, { place, selected, idPrefix });
  const parts = [
    rowGrid(series, layout, place),
    rowTicks(series, layout, place),
    boundMarks(series.groups, layout, place, idPrefix),
    selectionBand(layout, selected),
    rowTexts(series, layout),
    densityMarks(series, layout, place),
    element("g", { class: "marks", "data-marks": marksAttribute(marks.hits) }, marks.svg),
  ];
  return { content: parts.join(""), hits: marks.hits };
}

/** `id:x:y` of each mark, for tests that hold figures together; left out where there are too many. */
export function marksAttribute(hits: readonly { pointId: string; x: number; y: number }[]): string | null {
  if (hits.length === 0 || hits.length > 150) return null;
  return hits.map(({ pointId, x, y }) => `${pointId}:${px(x)}:${px(y)}`).join(" ");
}

export function rowSentence({ title, unit, counts, missing, packing, level, metric }: RowSeries): string {
  const measured = counts.samples + counts.summary + counts.single;
  const kind = packing === "density" ? "Density plot" : "Dot plot";
  const inUnit = unit === "" ? "" : ` in ${unit}`;
  const intervals =
    counts.samples + counts.summary > 0
      ? ` with ${level} percent confidence intervals where the data supports them`
      : "";
  const better =
    metric.better === "not stated" ? "" : ` ${metric.better === "higher" ? "Higher" : "Lower"} is better.`;
  const without = missing > 0 ? `, ${missing} without a value` : "";
  return `${kind}: ${title}${inUnit}; ${measured} measured${intervals}, ${counts.claim} claims${without}.${better} A table with the same values follows.`;
}

/** Grid lines over the whole plot; in the narrow form only over each row's strip. The line at 0 is darker. */
export function rowGrid({ ticks }: RowSeries, layout: RowLayout, place: Place): string {
  const line = (tick: number, strips: string) =>
    element("path", { class: tick === 0 ? "axis" : "grid", d: strips, fill: "none" });
  return ticks
    .map((tick) => {
      const x = place(tick) ?? layout.plot.left;
      return line(tick, gridPath(x, layout));
    })
    .join("");
}

function gridPath(x: number, { form, plot, rows }: RowLayout): string {
  if (form === "wide") return `M${px(x)} ${px(plot.top)}V${px(plot.bottom)}`;
  return rows.map(({ y }) => `M${px(x)} ${px(y - 9)}v18`).join("");
}

function rowTicks(series: RowSeries, layout: RowLayout, place: Place): string {
  const label = (tick: number, y: number) => {
    const text = tickText(tick);
    const x = tickLabelX(place(tick) ?? 0, text, layout);
    return element("text", { x, y, class: "t-ax", "text-anchor": "middle" }, escapeXml(text));
  };
  return layout.ticks.map((tick) => label(tick, layout.topTicks) + label(tick, layout.bottomTicks)).join("");
}

/** The middle of a tick's label: at its tick, but not beyond the figure, where the screen may end. */
function tickLabelX(x: number, text: string, { width }: Pick<RowLayout, "width">): number {
  const half = textWidth(text, 11) / 2;
  return Math.max(half - 6, Math.min(x, width + 6 - half));
}

/** The row of the selected point, in highlighter yellow with the 3 px bar. */
function selectionBand(layout: RowLayout, selected: string | null): string {
  const placed = selected === null ? undefined : layout.rows.find((row) => holds(row, selected));
  if (placed === undefined) return "";
  const { top, bottom } = placed;
  const band = element("rect", {
    x: -10,
    y: top,
    width: layout.width + 20,
    height: bottom - top,
    rx: 4,
    fill: "var(--hl)",
  });
  const bar = element("rect", {
    x: -10,
    y: top,
    width: 3,
    height: bottom - top,
    rx: 1.5,
    fill: "var(--hl-bar)",
  });
  return element("g", { class: "chosen" }, band + bar);
}

function holds({ content }: PlacedRow, pointId: string): boolean {
  return content.kind === "marks" && content.row.marks.some((mark) => mark.pointId === pointId);
}

/** Group titles, names, values and what stands under the axis. */
function rowTexts(series: RowSeries, layout: RowLayout): string {
  const groups = layout.groups.map((group, i) => groupTexts(group, i, layout)).join("");
  const rows = layout.rows.map((placed) => rowText(placed, layout)).join("");
  return groups + rows + axisTexts(series, layout);
}

function groupTexts(group: PlacedGroup, index: number, { width, nameWidth, form }: RowLayout): string {
  const title = fitText(group.label, width * 0.6, 13);
  const noteRoom = width - textWidth(title, 13) - 24;
  const note = fitText(group.note, noteRoom, 11);
  const rule = group.ruleY === null ? "" : `M0 ${px(group.ruleY)}H${px(form === "wide" ? nameWidth : width)}`;
  return [
    index > 0 ? element("path", { class: "sep", d: `M0 ${px(group.top - 10)}H${px(width)}` }) : "",
    element("text", { x: 0, y: group.titleBaseline, class: "t-g" }, titled(title, group.label)),
    note === ""
      ? ""
      : element(
          "text",
          { x: width, y: group.titleBaseline, class: "t-s", "text-anchor": "end" },
          titled(note, group.note),
        ),
    rule === "" ? "" : element("path", { class: "sep", d: rule, "stroke-dasharray": "2 3" }),
  ].join("");
}

/** Text that was cut carries the whole of it for hover. */
function titled(shown: string, whole: string): string {
  return escapeXml(shown) + (shown === whole ? "" : element("title", {}, escapeXml(whole)));
}

function rowText(placed: PlacedRow, layout: RowLayout): string {
  const { content, baseline } = placed;
  const isClaim = content.kind === "marks" ? content.row.marks[0]?.evidence === "claim" : content.row.isClaim;
  const value =
    content.kind === "marks"
      ? valueText(content.row, placed, layout)
      : densityValue(content.row, placed, layout);
  const severity = content.kind === "marks" ? severityMark(content.row, layout.width, baseline) : "";
  return swatch(content.row, isClaim, baseline) + nameText(placed, layout, isClaim) + value + severity;
}

function swatch({ slot }: Pick<ChartRow, "slot">, isClaim: boolean, baseline: number): string {
  const box = { x: 0, y: baseline - 8.5, width: 9, height: 9, rx: 2.5 };
  if (!isClaim) return element("rect", { ...box, fill: slotFill(slot) });
  const inner = { x: 0.7, y: baseline - 7.8, width: 7.6, height: 7.6, rx: 2 };
  return element("rect", {
    ...inner,
    fill: "none",
    stroke: slotFill(slot),
    "stroke-width": 1.4,
    "stroke-dasharray": "2 1.6",
  });
}

/** The label in full where it fits, and as much of the detail as there is room for. */
function nameText({ content, baseline }: PlacedRow, layout: RowLayout, isClaim: boolean): string {
  const room = roomForName(content.kind === "marks" ? content.row : null, layout);
  const detail = detailOf(content);
  const label = fitText(content.row.label, room, 12);
  const left = room - textWidth(label, 12) - 5;
  const shownDetail = detail === "" ? "" : fitText(detail, left, 11);
  const whole = [content.row.label, detail].filter((part) => part !== "").join(" ");
  const isCut = label !== content.row.label || shownDetail !== detail;
  const span = shownDetail === "" ? "" : element("tspan", { class: "t-s", dx: 5 }, escapeXml(shownDetail));
  const title = isCut ? element("title", {}, escapeXml(whole)) : "";
  return element(
    "text",
    { x: 17, y: baseline, class: isClaim ? "t-2" : "t-1" },
    escapeXml(label) + span + title,
  );
}

function roomForName(row: ChartRow | null, { form, valueRight, nameWidth }: RowLayout): number {
  if (form === "wide") return nameWidth - 17;
  const value =
    row === null ? 90 : textWidth(row.marks.map((mark) => `${mark.text} ${mark.spread}`).join(" · "), 12);
  return valueRight - 17 - value - 12;
}

/** `151 ±11`, `117 · 330 claim`: the measured value strong, its spread and claims less so. */
function valueText(row: ChartRow, { baseline }: PlacedRow, layout: RowLayout): string {
  if (row.marks.length > (row.ratio === null ? 1 : 2)) return "";
  const parts = row.marks.map((mark) => {
    const strong = mark.evidence !== "claim" && mark.value !== null;
    const spread = mark.spread === "" ? "" : element("tspan", { class: "t-3" }, escapeXml(` ${mark.spread}`));
    return element("tspan", { class: strong ? "t-b" : "t-2" }, escapeXml(shortText(mark.text, 24))) + spread;
  });
  const dot = element("tspan", { class: "t-4" }, " · ");
  return element(
    "text",
    { x: layout.valueRight, y: baseline, class: "tn", "text-anchor": "end" },
    parts.join(dot),
  );
}

function densityValue(row: DensityRow, { baseline }: PlacedRow, layout: RowLayout): string {
  const text = `median ${tickText(Number(row.median.toPrecision(3)))}`;
  return element(
    "text",
    { x: layout.width, y: baseline, class: "tn t-3", "text-anchor": "end" },
    escapeXml(text),
  );
}

/** Metric and unit at the left of the axis, the direction at its right. */
function axisTexts({ metric, unit, title, scale }: RowSeries, layout: RowLayout): string {
  const inUnit = [title, unitText(unit), scale === "log" ? "log axis" : ""]
    .filter((part) => part !== "")
    .join(", ");
  const better =
    metric.better === "not stated"
      ? ""
      : metric.better === "higher"
        ? "higher is better →"
        : "← lower is better";
  const room = layout.plot.right - layout.plot.left - textWidth(better, 11) - 16;
  const at = { y: layout.axisTitle, class: "t-s" };
  return (
    element("text", { x: layout.plot.left, ...at }, escapeXml(fitText(inUnit, room, 11))) +
    (better === "" ? "" : element("text", { x: layout.plot.right, ...at, "text-anchor": "end" }, better))
  );
}

/** How many values fall into each step, as an area over the row's foot, and a line at their median. */
export function densityMarks(series: RowSeries, layout: RowLayout, place: Place): string {
  return layout.rows
    .map((placed) =>
      placed.content.kind === "density" ? densityMark(placed.content.row, placed, layout, place) : "",
    )
    .join("");
}

function densityMark(
  { bins, slot, median, isClaim }: DensityRow,
  { bottom, y }: PlacedRow,
  { plot }: RowLayout,
  place: Place,
): string {
  const foot = bottom - 3;
  const tallest = (foot - y) * 2 - 2;
  const most = Math.max(1, ...bins);
  const step = (plot.right - plot.left) / bins.length;
  const steps = bins.map((count) => `V${px(foot - (count / most) * tallest)}h${px(step)}`).join("");
  const d = `M${px(plot.left)} ${px(foot)}${steps}V${px(foot)}z`;
  const color = slotFill(slot);
  const claimed = {
    fill: color,
    "fill-opacity": 0.07,
    stroke: color,
    "stroke-width": 1,
    "stroke-dasharray": "3 2",
  };
  const area = element("path", {
    class: "m-density",
    d,
    ...(isClaim ? claimed : { fill: color, opacity: 0.55 }),
  });
  const at = place(median);
  const middle =
    at === null
      ? ""
      : element("path", {
          d: `M${px(at)} ${px(foot)}v${px(-tallest)}`,
          stroke: "var(--ink)",
          "stroke-width": 1.2,
        });
  return area + middle;
}

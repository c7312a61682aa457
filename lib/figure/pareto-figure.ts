import { frontText } from "../series/pareto-series";
import { tickText, unitText } from "../series/number-text";
import type { ParetoLine, ParetoMark, ParetoSeries } from "../series/series";
import { figureTag, type FigureOptions } from "./figure-tag";
import type { Hit } from "./hit";
import { endLabels, legendBelow, spreadLabels, type EndLabel } from "./line-marks";
import { slotFill } from "./mark-layers";
import { circlePath, diamondPath, uprightWhisker, whiskerPath, type Sizes } from "./marks";
import {
  labelPitch,
  plotLayout,
  plotPlaces,
  roomyTicks,
  tickColumn,
  type PlotLayout,
  type PlotPlaces,
} from "./plot-layout";
import { marksAttribute } from "./row-figure";
import { element, escapeXml, px } from "./svg-text";

export interface ParetoLayout extends PlotLayout {
  xTicks: number[];
}

/** Names beside the plot up to here; more stand only where their line is pointed at, and in the table. */
const mostLabels = 24;

const sizes: Sizes = { cap: 8, marker: 4 };

export function paretoLayout(
  series: ParetoSeries,
  width: number,
  wantedHeight: number | undefined = undefined,
): ParetoLayout {
  const layout = plotLayout({
    width,
    names: series.lines.slice(0, mostLabels).map(nameOf),
    column: { least: 96, most: 0.34 },
    left: tickColumn(series.yTicks),
    top: 26,
    plotHeight: { wide: wantedHeight ?? 380, narrow: wantedHeight ?? 300 },
  });
  return { ...layout, xTicks: roomyTicks(series.xTicks, paretoPlaces(series, layout).x, tickText) };
}

export function paretoPlaces(series: ParetoSeries, layout: PlotLayout): PlotPlaces {
  return plotPlaces(
    { scale: series.xScale, domain: series.xDomain },
    { scale: series.scale, domain: series.yDomain },
    layout,
  );
}

/** One metric against another: whiskers in both directions, the front as a stepped line, a line a system. */
export function paretoFigure(series: ParetoSeries, options: FigureOptions): string {
  const layout = paretoLayout(series, options.width, options.plotHeight);
  const places = paretoPlaces(series, layout);
  const { svg, hits } = paretoMarks(series, layout, places, options.selected);
  const marks = element("g", { class: "marks", "data-marks": marksAttribute(hits) }, svg);
  const content = paretoGrid(series, layout, places) + paretoTicks(series, layout, places) + marks;
  const says = paretoSentence(series);
  return figureTag(
    { width: layout.width, height: layout.height, says },
    content + paretoLabels(series, layout, places),
  );
}

export function paretoSentence({ metric, x, lines, front, counts }: ParetoSeries): string {
  const points = lines.reduce((sum, line) => sum + line.points.length, 0);
  return `Pareto chart: ${metric.label} against ${x.metric.label}, ${points} points in ${lines.length} lines, ${front.length} on the front, ${counts.claim} claims. A table with the same values follows.`;
}

export function paretoGrid(
  series: ParetoSeries,
  { plot, xTicks }: ParetoLayout,
  { x, y }: PlotPlaces,
): string {
  const across = series.yTicks.map(
    (tick) => `M${px(plot.left)} ${px(y(tick) ?? plot.bottom)}H${px(plot.right)}`,
  );
  const upright = xTicks.map((tick) => `M${px(x(tick) ?? plot.left)} ${px(plot.top)}V${px(plot.bottom)}`);
  return element("path", { class: "grid", d: [...across, ...upright].join("") });
}

export function paretoTicks(series: ParetoSeries, layout: ParetoLayout, { x, y }: PlotPlaces): string {
  const { plot, xTicks } = layout;
  const label = (at: { x: number; y: number }, tick: number, anchor: string) =>
    element("text", { ...at, class: "t-ax", "text-anchor": anchor }, escapeXml(tickText(tick)));
  const ys = series.yTicks.map((tick) =>
    label({ x: plot.left - 10, y: (y(tick) ?? plot.bottom) + 4 }, tick, "end"),
  );
  const xs = xTicks.map((tick) => label({ x: x(tick) ?? 0, y: plot.bottom + 17 }, tick, "middle"));
  return ys.join("") + xs.join("") + paretoAxisTexts(series, layout);
}

/** What each axis is, and which corner is the good one. */
export function paretoAxisTexts(series: ParetoSeries, { plot }: ParetoLayout): string {
  const at = { y: plot.bottom + 35, class: "t-s" };
  const named = (label: string, unit: string) => (unit === "" ? label : `${label}, ${unitText(unit)}`);
  const logs = [series.scale === "log" && "y", series.xScale === "log" && "x"].filter(Boolean);
  const scale = logs.length === 2 ? "log axes" : logs.length === 1 ? `log ${logs[0]} axis` : "";
  const corner = `up and ${series.x.metric.better === "lower" ? "left" : "right"} is better`;
  return (
    element("text", { x: 0, y: 12, class: "t-s" }, escapeXml(named(series.metric.short, series.unit))) +
    element("text", { x: plot.left, ...at }, escapeXml(named(series.x.label, series.x.unit))) +
    element(
      "text",
      { x: plot.right, ...at, "text-anchor": "end" },
      [scale, corner].filter((part) => part !== "").join(", "),
    )
  );
}

/** A point in px, with both of its whiskers. */
interface PlacedMark {
  mark: ParetoMark;
  x: number;
  y: number;
  across: { from: number; to: number } | null;
  up: { low: number; high: number } | null;
}

export function paretoMarks(
  series: ParetoSeries,
  { plot }: ParetoLayout,
  places: PlotPlaces,
  selected: string | null,
): { svg: string; hits: Hit[] } {
  const placed = series.lines.map((line) =>
    line.points.flatMap((mark) => placedMark(mark, plot, places) ?? []),
  );
  const claimsFirst = [...series.lines.keys()].sort(
    (a, b) => Number(isClaim(series.lines[b]!)) - Number(isClaim(series.lines[a]!)),
  );
  const under = frontSteps(series, placed.flat(), plot);
  const strokes = claimsFirst.map((i) => strokeOf(series.lines[i]!, placed[i]!)).join("");
  const markers = claimsFirst.map((i) => markersOf(series.lines[i]!, placed[i]!, plot)).join("");
  const chosen = chosenMark(series, placed, plot, selected);
  const hits = series.lines.flatMap((line, i) => placed[i]!.map((at) => hitOf(series, line, at)));
  return { svg: under + strokes + markers + loadTexts(placed) + chosen, hits };
}

function isClaim({ evidence }: ParetoLine): boolean {
  return evidence === "claim";
}

function placedMark(mark: ParetoMark, plot: ParetoLayout["plot"], { x, y }: PlotPlaces): PlacedMark | null {
  const [atX, atY] = [x(mark.x.value ?? NaN), y(mark.y.value ?? NaN)];
  if (atX === null || atY === null) return null;
  const [across, up] = [mark.x.interval, mark.y.interval];
  return {
    ...{ mark, x: atX, y: atY },
    across: across && { from: x(across.low) ?? -Infinity, to: x(across.high) ?? Infinity },
    up: up && {
      low: Math.min(plot.bottom, y(up.low) ?? plot.bottom),
      high: Math.max(plot.top, y(up.high) ?? plot.top),
    },
  };
}

/** What some point on the front reaches: to its bad side and below it everything is no better. */
function frontSteps(series: ParetoSeries, placed: readonly PlacedMark[], plot: ParetoLayout["plot"]): string {
  const byId = new Map(placed.map((at) => [at.mark.y.pointId, at]));
  const front = series.front.flatMap((id) => byId.get(id) ?? []);
  if (front.length === 0) return "";
  const toRight = series.x.metric.better === "lower";
  const ordered = toRight ? [...front].reverse() : front;
  const edge = toRight ? plot.right : plot.left;
  const [first, last] = [ordered[0]!, ordered.at(-1)!];
  const steps = ordered.slice(1).map((at, i) => `H${px(ordered[i]!.x)}V${px(at.y)}`);
  const d = `M${px(edge)} ${px(first.y)}${steps.join("")}H${px(last.x)}V${px(plot.bottom)}`;
  return element("path", {
    class: "p-front",
    d,
    fill: "none",
    stroke: "var(--ink)",
    "stroke-width": 1.2,
    opacity: 0.55,
  });
}

function strokeOf(line: ParetoLine, points: readonly PlacedMark[]): string {
  if (points.length < 2) return "";
  const d = `M${points.map(({ x, y }) => `${px(x)} ${px(y)}`).join("L")}`;
  const style = isClaim(line)
    ? { "stroke-width": 1.2, "stroke-dasharray": "2.5 3", opacity: 0.75 }
    : { "stroke-width": line.evidence === "single" ? 1.3 : 1.7, opacity: 0.8 };
  return element("path", {
    class: "m-line",
    d,
    fill: "none",
    stroke: slotFill(line.slot),
    "stroke-linejoin": "round",
    ...style,
  });
}

function markersOf(
  line: Pick<ParetoLine, "slot">,
  points: readonly PlacedMark[],
  plot: ParetoLayout["plot"],
): string {
  const color = slotFill(line.slot);
  const of = (...grades: ParetoMark["y"]["evidence"][]) =>
    points.filter(({ mark }) => grades.includes(weaker(mark)));
  const path = (d: string, attributes: Record<string, string | number>) =>
    d === "" ? "" : element("path", { d, ...attributes });
  const whiskers = points.map((at) => whiskersOf(at, plot)).join("");
  const filled =
    of("samples")
      .map(({ x, y }) => circlePath(x, y, sizes.marker))
      .join("") +
    of("summary")
      .map(({ x, y }) => diamondPath(x, y, sizes.marker))
      .join("");
  const hollow = (grade: "single" | "claim", r: number) =>
    of(grade)
      .map(({ x, y }) => circlePath(x, y, r))
      .join("");
  const open = { fill: "var(--surface)", stroke: color };
  return (
    path(whiskers, { class: "m-whisker", stroke: color, "stroke-width": 1.4, fill: "none" }) +
    path(filled, { class: "m-filled", fill: color, stroke: "var(--surface)", "stroke-width": 1.4 }) +
    path(hollow("single", 3.4), { class: "m-single", ...open, "stroke-width": 1.8 }) +
    path(hollow("claim", 3.7), {
      class: "m-claim",
      ...open,
      "stroke-width": 1.5,
      "stroke-dasharray": "2.2 1.9",
    })
  );
}

/** The marker shows the weaker of what stands behind both values. */
function weaker({ x, y }: ParetoMark): ParetoMark["y"]["evidence"] {
  const grades = ["samples", "summary", "single", "claim"] as const;
  return grades[Math.max(grades.indexOf(x.evidence), grades.indexOf(y.evidence))] ?? "claim";
}

function whiskersOf({ x, y, across, up }: PlacedMark, plot: ParetoLayout["plot"]): string {
  const upright = up && up.low - up.high > 1 ? uprightWhisker(x, up.low, up.high, sizes) : "";
  if (across === null || across.to - across.from <= 1) return upright;
  const { line, caps } = whiskerPath(across.from, across.to, y, sizes, plot);
  return upright + line + caps;
}

/** The loads along the first line that has several; the last with its word, where there is room between them. */
function loadTexts(placed: readonly (readonly PlacedMark[])[]): string {
  const line = placed.find((points) => points.length > 2 && points.every(({ mark }) => mark.load !== ""));
  if (line === undefined) return "";
  let before: PlacedMark | null = null;
  const kept = line.filter((at, i) => {
    const isFirst = i === 0;
    const isFar = before === null || Math.hypot(at.x - before.x, at.y - before.y) >= 34;
    if (!isFirst && !isFar) return false;
    before = at;
    return true;
  });
  return kept
    .map((at, i) => {
      const text = i === 0 ? at.mark.load : tickText(at.mark.loadValue ?? 0);
      const lift = (at.up ? at.y - at.up.high : 0) + 8;
      return element(
        "text",
        { x: at.x + 6, y: at.y - Math.min(lift, 16), class: "t-s p-load" },
        escapeXml(text),
      );
    })
    .join("");
}

/** A selected point stands on a yellow disc with the bar's colour around it. */
function chosenMark(
  { lines }: ParetoSeries,
  placed: readonly (readonly PlacedMark[])[],
  plot: ParetoLayout["plot"],
  selected: string | null,
): string {
  for (const [i, line] of lines.entries()) {
    const at = placed[i]!.find(({ mark }) => mark.y.pointId === selected);
    if (at === undefined) continue;
    const disc = element("path", {
      class: "chosen",
      d: circlePath(at.x, at.y, 9),
      fill: "var(--hl)",
      stroke: "var(--hl-bar)",
      "stroke-width": 2,
    });
    return disc + markersOf(line, [at], plot);
  }
  return "";
}

function hitOf(series: ParetoSeries, line: ParetoLine, { mark, x, y }: PlacedMark): Hit {
  const { label, slot, detail } = line;
  const front = mark.front === null ? "" : `${frontText(mark.front)} on the front`;
  const across = `${mark.x.text}${mark.x.spread.startsWith("±") ? ` ${mark.x.spread}` : ""}`;
  return {
    ...{ pointId: mark.y.pointId, mark: mark.y, x, y, from: x - 5, to: x + 5 },
    ...{ label, slot, group: "", shown: null },
    detail: [detail, mark.load].filter((part) => part !== "").join(" · "),
    derived: [`${series.x.label} ${across} ${unitText(series.x.unit)}`.trim(), front]
      .filter((part) => part !== "")
      .join(", "),
  };
}

function nameOf({ label, detail }: ParetoLine): { label: string; detail: string; value: string } {
  return { label, detail, value: "" };
}

/** Each line's name, led to its end at the good side of x. */
export function paretoLabels(series: ParetoSeries, layout: ParetoLayout, { x, y }: PlotPlaces): string {
  const labels = series.lines.slice(0, mostLabels).flatMap((line): Omit<EndLabel, "labelY">[] => {
    const ends = line.points.toSorted((a, b) => (b.x.value ?? 0) - (a.x.value ?? 0));
    const [end] = ends;
    if (end === undefined) return [];
    const at = { x: x(end.x.value ?? 0) ?? 0, y: y(end.y.value ?? 0) ?? 0 };
    return [{ key: line.key, ...nameOf(line), slot: line.slot, isClaim: isClaim(line), ...at }];
  });
  if (layout.form === "narrow") return legendBelow(labels, layout.legendTop, layout.width);
  return endLabels(
    spreadLabels(labels, layout.plot.top, layout.plot.bottom, labelPitch),
    layout.labelsFrom,
    layout.width,
  );
}

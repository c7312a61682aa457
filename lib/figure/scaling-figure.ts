import { intervalText, percentText, ratioText, tickText, unitText } from "../series/number-text";
import { placedAt } from "../series/scaling-place";
import type { ScalingLine, ScalingPoint, ScalingSeries } from "../series/series";
import { hatchedArea } from "./bound-marks";
import { figureTag, type FigureOptions } from "./figure-tag";
import type { Hit } from "./hit";
import { endLabels, legendBelow, lineMarks, spreadLabels, type DrawnLine, type EndLabel } from "./line-marks";
import { circlePath } from "./marks";
import { plotLayout, plotPlaces, tickColumn, type PlotLayout, type PlotPlaces } from "./plot-layout";
import { marksAttribute } from "./row-figure";
import { element, escapeXml, px } from "./svg-text";

const plotHeight = { wide: 408, narrow: 300 };

export function scalingLayout(
  series: ScalingSeries,
  width: number,
  wantedHeight: number | undefined = undefined,
): PlotLayout {
  return plotLayout({
    width,
    names: series.lines.map((line) => nameOf(line, series)),
    column: { least: 128, most: 0.4 },
    left: leftOf(series),
    top: 14,
    plotHeight: { wide: wantedHeight ?? plotHeight.wide, narrow: wantedHeight ?? plotHeight.narrow },
  });
}

/** Room for the tick labels; `8×` is what the speed-up needs. */
function leftOf({ y, yTicks }: ScalingSeries): number {
  if (y === "speedup") return 34;
  return Math.ceil(tickColumn(yTicks));
}

export function scalingPlaces({ scale, xDomain, yDomain }: ScalingSeries, layout: PlotLayout): PlotPlaces {
  return plotPlaces({ scale, domain: xDomain }, { scale, domain: yDomain }, layout);
}

/** Speed-up of each system over its own smallest count, or its values by count, against the ideal line. */
export function scalingFigure(series: ScalingSeries, options: FigureOptions): string {
  const layout = scalingLayout(series, options.width, options.plotHeight);
  const places = scalingPlaces(series, layout);
  const { svg, hits } = scalingMarks(series, layout, places, options.selected);
  const parts = [
    scalingRays(series, layout, places, options.idPrefix),
    scalingTicks(series, layout, places),
    element("g", { class: "marks", "data-marks": marksAttribute(hits) }, svg),
    scalingLabels(series, layout, places),
  ];
  return figureTag(
    { width: layout.width, height: layout.height, says: scalingSentence(series) },
    parts.join(""),
  );
}

export function scalingSentence({ lines, y, metric }: ScalingSeries): string {
  const claims = lines.filter((line) => line.evidence === "claim").length;
  const measured = lines.length - claims;
  const what =
    y === "speedup"
      ? "speed-up over each system's own smallest GPU count against the ideal line"
      : `${metric.label.toLowerCase()} by GPU count against each system's own ideal line`;
  return `Line chart: ${what}, for ${measured} measured and ${claims} claimed systems. A table with the same values follows.`;
}

/** One smallest count for all systems: the axis counts accelerators; else multiples of each system's own. */
export function sharedBase({ lines }: ScalingSeries): number | null {
  const bases = new Set(lines.map((line) => line.base));
  const [base] = bases;
  return bases.size === 1 && base !== undefined ? base : null;
}

export function scalingMarks(
  series: ScalingSeries,
  layout: PlotLayout,
  places: PlotPlaces,
  selected: string | null,
): { svg: string; hits: Hit[] } {
  const lines = series.lines.map((line) => drawnLine(line, series, layout, places));
  const base = { x: places.x(1), y: places.y(1) };
  const dot =
    series.y === "value" || base.x === null || base.y === null || lines.length === 0
      ? ""
      : element("path", {
          class: "m-base",
          d: circlePath(base.x, base.y, 4),
          fill: "var(--ink)",
          stroke: "var(--surface)",
          "stroke-width": 1.4,
        });
  const hits = series.lines.flatMap((line, l) =>
    line.points.map((point, p) => hitOf(line, point, series, lines[l]?.points[p] ?? null)),
  );
  return { svg: lineMarks(lines, selected) + dot, hits: hits.filter((hit) => hit !== null) };
}

/** The base is no measurement of scaling, but what the others are measured against: one ink dot stands for all. */
function drawnLine(
  line: ScalingLine,
  series: ScalingSeries,
  { plot: { top, bottom: floor } }: PlotLayout,
  { x, y }: PlotPlaces,
): DrawnLine {
  const points = line.points.map((point) => {
    const at = placedAt(point, line, series.y);
    const whisker = at.interval && {
      low: Math.min(floor, y(at.interval.low) ?? floor),
      high: Math.max(top, y(at.interval.high) ?? floor),
    };
    const { evidence, pointId } = point.mark;
    return { x: x(at.x) ?? 0, y: y(at.y) ?? floor, whisker, evidence, pointId };
  });
  return { slot: line.slot, evidence: line.evidence, points };
}

function hitOf(
  line: ScalingLine,
  point: ScalingPoint,
  series: ScalingSeries,
  at: { x: number; y: number } | null,
): Hit | null {
  if (at === null) return null;
  const { mark, speedup, speedupInterval, efficiency } = point;
  const count = `${point.accelerators} ${point.accelerators === 1 ? "GPU" : "GPUs"}`;
  const detail = [line.detail, count].filter((part) => part !== "").join(" · ");
  const interval = speedupInterval === null ? "" : intervalText(speedupInterval);
  const { label, slot } = line;
  const times = ratioText(speedup, speedupInterval);
  const ofIdeal = `${percentText(efficiency, "chart")} of ideal`;
  const isRatio = series.y === "speedup";
  return {
    pointId: mark.pointId,
    mark,
    x: at.x,
    y: at.y,
    from: at.x - 5,
    to: at.x + 5,
    label,
    detail,
    group: "",
    slot,
    derived: isRatio ? ofIdeal : `${times} speed-up, ${ofIdeal}`,
    shown: isRatio ? { text: times, interval } : null,
  };
}

/**
 * The ideal line in ink with what lies beyond it hatched, and faint rays of equal efficiency in 10 % steps; of values each
 * system's own ideal line.
 */
export function scalingRays(
  series: ScalingSeries,
  layout: PlotLayout,
  places: PlotPlaces,
  idPrefix: string,
): string {
  if (series.y !== "speedup") return ownIdeals(series, layout, places);
  const beyond = beyondIdeal(series, layout, places);
  return (beyond === null ? "" : hatchedArea(beyond, idPrefix)) + speedupRays(series, places);
}

/** The plot above the ideal line, which leaves it on top or on the right. */
function beyondIdeal(
  { xDomain, yDomain }: ScalingSeries,
  { plot }: PlotLayout,
  { x, y }: PlotPlaces,
): string | null {
  const [from, to] = [Math.max(1, yDomain[0]), Math.min(xDomain[1], yDomain[1])];
  const [x0, y0, x1, y1] = [x(from), y(from), x(to), y(to)];
  if (x0 === null || y0 === null || x1 === null || y1 === null) return null;
  return `M${px(x0)} ${px(y0)}L${px(x1)} ${px(y1)}V${px(plot.top)}H${px(x0)}z`;
}

/** From each system's smallest count as far as it goes, over a grid: there is no ray that all of them share. */
function ownIdeals(series: ScalingSeries, { plot }: PlotLayout, { x, y }: PlotPlaces): string {
  const grid = series.yTicks.map(
    (tick) => `M${px(plot.left)} ${px(y(tick) ?? plot.bottom)}H${px(plot.right)}`,
  );
  const ideals = series.lines.map(({ base, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    const value = first?.mark.value ?? 0;
    const times = (last?.accelerators ?? base) / base;
    const ends = [x(base), y(value), x(base * times), y(value * times)];
    return ends.every((end) => end !== null)
      ? `M${px(ends[0] ?? 0)} ${px(ends[1] ?? 0)}L${px(ends[2] ?? 0)} ${px(ends[3] ?? 0)}`
      : "";
  });
  return (
    element("path", { class: "grid", d: grid.join(""), fill: "none" }) +
    element("path", {
      class: "ideal",
      d: ideals.join(""),
      fill: "none",
      stroke: "var(--ink)",
      "stroke-width": 1,
      opacity: 0.55,
    })
  );
}

function speedupRays(series: ScalingSeries, places: PlotPlaces): string {
  const high = series.xDomain[1];
  const ray = (share: number) => rayPath(share, high, series, places);
  const faint = [0.9, 0.8, 0.7, 0.6, 0.5].map((share) => ray(share)).join("");
  const ideal = ray(1);
  return (
    element("path", { class: "grid", d: faint, fill: "none" }) +
    element("path", { class: "ideal", d: ideal, fill: "none", stroke: "var(--ink)", "stroke-width": 1.5 }) +
    rayLabel(1, 0.72, "ideal, 100 %", -6, series, places) +
    rayLabel(0.6, 0.9, "60 %", 4, series, places) +
    rayLabel(0.5, 0.9, "50 %", 4, series, places)
  );
}

function rayPath(share: number, high: number, { yDomain }: ScalingSeries, { x, y }: PlotPlaces): string {
  const from = Math.max(1, yDomain[0] / share);
  const ends = [x(from), y(share * from), x(high), y(share * high)];
  return ends.every((end) => end !== null)
    ? `M${px(ends[0] ?? 0)} ${px(ends[1] ?? 0)}L${px(ends[2] ?? 0)} ${px(ends[3] ?? 0)}`
    : "";
}

/** Written along a ray, at a part of its way. */
function rayLabel(
  share: number,
  part: number,
  text: string,
  lift: number,
  series: ScalingSeries,
  { x, y }: PlotPlaces,
): string {
  const high = series.xDomain[1];
  const along = series.scale === "log" ? high ** part : 1 + (high - 1) * part;
  const [x0, y0, x1, y1] = [x(along), y(share * along), x(high), y(share * high)];
  if (x0 === null || y0 === null || x1 === null || y1 === null) return "";
  const angle = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
  const transform = `translate(${px(x0)} ${px(y0)}) rotate(${px(angle)})`;
  return element("text", { transform, y: lift, class: "t-s t-h", "text-anchor": "middle" }, escapeXml(text));
}

export function scalingTicks(series: ScalingSeries, layout: PlotLayout, { x, y }: PlotPlaces): string {
  const { plot } = layout;
  const isRatio = series.y === "speedup";
  const base = isRatio ? sharedBase(series) : 1;
  const xs = series.xTicks.map((tick) => {
    const at = x(tick) ?? plot.left;
    return (
      element("path", { class: "axis", d: `M${px(at)} ${px(plot.bottom)}v4` }) +
      element(
        "text",
        { x: at, y: plot.bottom + 17, class: "t-ax", "text-anchor": "middle" },
        xTickText(tick, base),
      )
    );
  });
  const ys = series.yTicks.map((tick) =>
    element(
      "text",
      { x: plot.left - 10, y: (y(tick) ?? plot.bottom) + 4, class: "t-ax", "text-anchor": "end" },
      isRatio ? yTickText(tick) : escapeXml(tickText(tick)),
    ),
  );
  const floor = element("path", {
    class: "axis",
    d: `M${px(plot.left)} ${px(plot.bottom)}H${px(plot.right)}`,
  });
  return floor + xs.join("") + ys.join("") + axisTexts(series, layout);
}

export function xTickText(tick: number, base: number | null): string {
  return base === null ? `${px(tick)}×` : px(tick * base);
}

export function yTickText(tick: number): string {
  return tick === 0 ? "0" : `${px(tick)}×`;
}

function axisTexts(series: ScalingSeries, { plot, form }: PlotLayout): string {
  const at = { y: plot.bottom + 35, class: "t-s" };
  const isRatio = series.y === "speedup";
  const log = series.scale === "log" ? ", log axes" : "";
  const count = isRatio && sharedBase(series) === null ? "times the system's smallest GPU count" : "GPUs";
  const what = isRatio ? `${count}${log}` : `${unitText(series.unit)} by GPU count${log}`;
  const says = isRatio ? "rays: equal efficiency, 10 % steps" : "ink: each system's own ideal";
  const rays =
    form === "narrow" ? "" : element("text", { x: plot.right, ...at, "text-anchor": "end" }, escapeXml(says));
  return (
    element("text", { x: plot.left, ...at }, escapeXml(what)) + (plot.right - plot.left > 420 ? rays : "")
  );
}

/** At a line's end stands its efficiency there, or its value. */
function nameOf(line: ScalingLine, { y }: ScalingSeries): { label: string; detail: string; value: string } {
  const last = line.points.at(-1);
  return {
    label: line.label,
    detail: line.detail,
    value: last === undefined ? "" : y === "value" ? last.mark.text : percentText(last.efficiency, "chart"),
  };
}

export function scalingLabels(series: ScalingSeries, layout: PlotLayout, { x, y }: PlotPlaces): string {
  const labels = series.lines.flatMap((line): Omit<EndLabel, "labelY">[] => {
    const last = line.points.at(-1);
    if (last === undefined) return [];
    const end = placedAt(last, line, series.y);
    const at = { x: x(end.x) ?? 0, y: y(end.y) ?? 0 };
    return [
      { key: line.key, ...nameOf(line, series), slot: line.slot, isClaim: line.evidence === "claim", ...at },
    ];
  });
  if (layout.form === "narrow") return legendBelow(labels, layout.legendTop, layout.width);
  const spread = spreadLabels(labels, layout.plot.top, layout.plot.bottom, 17);
  return endLabels(spread, layout.labelsFrom, layout.width);
}

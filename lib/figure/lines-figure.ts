import { pEquals, tickText, unitText } from "../series/number-text";
import type { XLine, XSeries } from "../series/series";
import { xText, xTickText } from "../series/x-text";
import { figureTag, type FigureOptions } from "./figure-tag";
import type { Hit } from "./hit";
import { endLabels, legendBelow, lineMarks, spreadLabels, type DrawnLine, type EndLabel } from "./line-marks";
import {
  plotLayout,
  plotPlaces,
  roomyTicks,
  tickColumn,
  type PlotLayout,
  type PlotPlaces,
} from "./plot-layout";
import { marksAttribute } from "./row-figure";
import { element, escapeXml, px } from "./svg-text";

export interface LinesLayout extends PlotLayout {
  xTicks: number[];
}

export function linesLayout(
  series: XSeries,
  width: number,
  wantedHeight: number | undefined = undefined,
): LinesLayout {
  const layout = plotLayout({
    width,
    names: series.lines.map(nameOf),
    column: { least: 96, most: 0.4 },
    left: tickColumn(series.yTicks),
    top: 26,
    plotHeight: { wide: wantedHeight ?? 330, narrow: wantedHeight ?? 280 },
  });
  const { x } = linesPlaces(series, layout);
  return { ...layout, xTicks: roomyTicks(series.xTicks, x, (tick) => xTickText(series.x, tick)) };
}

export function linesPlaces(series: XSeries, layout: PlotLayout): PlotPlaces {
  return plotPlaces(
    { scale: series.xScale, domain: series.xDomain },
    { scale: series.scale, domain: series.yDomain },
    layout,
  );
}

/** A metric along a number field or a trend, a line a system. */
export function linesFigure(series: XSeries, options: FigureOptions): string {
  const layout = linesLayout(series, options.width, options.plotHeight);
  const places = linesPlaces(series, layout);
  const { svg, hits } = linesMarks(series, layout, places, options.selected);
  const marks = element("g", { class: "marks", "data-marks": marksAttribute(hits) }, svg);
  const content =
    linesGrid(series, layout, places) +
    linesTicks(series, layout, places) +
    marks +
    linesLabels(series, layout, places);
  return figureTag({ width: layout.width, height: layout.height, says: linesSentence(series) }, content);
}

export function linesSentence({ title, unit, lines, counts }: XSeries): string {
  return `Line chart: ${title}${unit === "" ? "" : ` in ${unit}`}, ${lines.length} lines, ${counts.claim} claims. A table with the same values follows.`;
}

export function linesGrid({ yTicks }: XSeries, { plot }: LinesLayout, { y }: PlotPlaces): string {
  return yTicks
    .map((tick) =>
      element("path", {
        class: tick === 0 ? "axis" : "grid",
        d: `M${px(plot.left)} ${px(y(tick) ?? plot.bottom)}H${px(plot.right)}`,
      }),
    )
    .join("");
}

export function linesTicks(series: XSeries, layout: LinesLayout, { x, y }: PlotPlaces): string {
  const { plot } = layout;
  const ys = series.yTicks.map((tick) =>
    element(
      "text",
      { x: plot.left - 10, y: (y(tick) ?? plot.bottom) + 4, class: "t-ax", "text-anchor": "end" },
      escapeXml(tickText(tick)),
    ),
  );
  const xs = layout.xTicks.map((tick) =>
    element(
      "text",
      { x: x(tick) ?? 0, y: plot.bottom + 17, class: "t-ax", "text-anchor": "middle" },
      escapeXml(xTickText(series.x, tick)),
    ),
  );
  return ys.join("") + xs.join("") + linesAxisTexts(series, layout);
}

export function linesAxisTexts({ metric, unit, x, scale }: XSeries, { plot }: LinesLayout): string {
  const better =
    metric.better === "not stated"
      ? ""
      : metric.better === "higher"
        ? "higher is better ↑"
        : "lower is better ↓";
  const at = { y: plot.bottom + 35, class: "t-s" };
  return (
    element(
      "text",
      { x: 0, y: 12, class: "t-s" },
      escapeXml(
        [unit === "" ? metric.short : unitText(unit), better, scale === "log" ? "log axis" : ""]
          .filter((part) => part !== "")
          .join(", "),
      ),
    ) + element("text", { x: plot.left, ...at }, escapeXml(x.label))
  );
}

export function linesMarks(
  series: XSeries,
  layout: LinesLayout,
  places: PlotPlaces,
  selected: string | null,
): { svg: string; hits: Hit[] } {
  const lines = series.lines.map((line) => drawnLine(line, layout, places));
  const hits = series.lines.flatMap((line, l) =>
    line.points.flatMap((point, p) => hitOf(series, line, point, lines[l]?.points[p])),
  );
  return { svg: lineMarks(lines, selected), hits };
}

function drawnLine(line: XLine, { plot }: LinesLayout, { x, y }: PlotPlaces): DrawnLine {
  const points = line.points.map(({ x: at, mark, worse }) => {
    const { interval } = mark;
    const whisker = interval && {
      low: Math.min(plot.bottom, y(interval.low) ?? plot.bottom),
      high: Math.max(plot.top, y(interval.high) ?? plot.top),
    };
    return {
      x: x(at) ?? plot.left,
      y: y(mark.value ?? 0) ?? plot.bottom,
      whisker,
      evidence: mark.evidence,
      pointId: mark.pointId,
      ...(worse === undefined ? {} : { worse: pEquals(worse) }),
    };
  });
  return { slot: line.slot, evidence: line.evidence, points };
}

function hitOf(
  series: XSeries,
  line: XLine,
  point: XLine["points"][number],
  at: { x: number; y: number } | undefined,
): Hit[] {
  if (at === undefined) return [];
  const where = `${series.x.label.toLowerCase()} ${xText(series.x, point.x)}`;
  const detail = [line.detail, where].filter((part) => part !== "").join(" · ");
  const { label, slot } = line;
  return [
    {
      pointId: point.mark.pointId,
      mark: point.mark,
      x: at.x,
      y: at.y,
      from: at.x - 5,
      to: at.x + 5,
      label,
      detail,
      group: "",
      slot,
      derived: "",
      shown: null,
    },
  ];
}

function nameOf(line: XLine): { label: string; detail: string; value: string } {
  return { label: line.label, detail: line.detail, value: line.points.at(-1)?.mark.text ?? "" };
}

export function linesLabels(series: XSeries, layout: LinesLayout, { x, y }: PlotPlaces): string {
  const labels = series.lines.flatMap((line): Omit<EndLabel, "labelY">[] => {
    const last = line.points.at(-1);
    if (last === undefined) return [];
    const at = { x: x(last.x) ?? 0, y: y(last.mark.value ?? 0) ?? 0 };
    return [{ key: line.key, ...nameOf(line), slot: line.slot, isClaim: line.evidence === "claim", ...at }];
  });
  if (layout.form === "narrow") return legendBelow(labels, layout.legendTop, layout.width);
  return endLabels(
    spreadLabels(labels, layout.plot.top, layout.plot.bottom, 17),
    layout.labelsFrom,
    layout.width,
  );
}

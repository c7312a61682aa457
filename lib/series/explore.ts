import { findMetric, type Metric } from "../points/metrics";
import { statistics, type Statistic } from "../points/point";
import { paretoAxes } from "../view/pareto-axes";
import { isTrendAxis } from "../view/trend-axes";
import { defaultView, type View } from "../view/view";
import type { ChartContext } from "./chart-context";
import { chartValue } from "./chart-interval";
import type { ChartPoint } from "./chart-point";
import type { ExploreData, ExploreModel, TableRow } from "./explore-model";
import { cautions } from "./cautions";
import { columnsOf } from "./columns";
import { adviceOf, facetsOf, keptOut } from "./facets";
import { fieldValue } from "./field-value";
import { lineSeries } from "./line-series";
import { countOf } from "./mark-of";
import { mergePoints, type MergedPoint } from "./merge-points";
import { countText } from "./number-text";
import { paretoPairs, type ParetoPairs } from "./pareto-pairs";
import { paretoSeries, paretoStatistics } from "./pareto-series";
import { rowSeries } from "./row-series";
import { scalingSeries } from "./scaling-series";
import type { Series, Slot } from "./series";
import { trendLines } from "./trend-lines";

/** The tab that is drawn from another metric's points. */
const scalingOf = "output_tokens_per_second";

/** What /explore shows for a view: filtered and merged points as chart, table and facets. Pure; the same on server and page. */
export function exploreModel(data: ExploreData, view: View): ExploreModel {
  const { merged, pairs, holding, metric, statistic, columns, kept, points } = letThrough(data, view);
  const context: ChartContext = {
    points,
    view,
    metric,
    unit: points[0]?.unit ?? metric.unit,
    asked: { statistic, level: view.level },
    slotOf: slotsOf(data, merged, view),
    total: merged.length,
    notes: sharedNotes(points, merged.length - holding.length, statistic),
  };
  const { series, table, shown } = pairs ? paretoSeries(context, pairs) : chartOf(context);
  return {
    series,
    rows: table,
    facets: facetsOf(columns, kept, data, view),
    shown,
    total: merged.length,
    advice: adviceOf(kept, data, view),
    announcement: announce(series, shown),
  };
}

/**
 * The points that a view shows, those merged across files as one: what its CSV holds. A Pareto chart shows those of both
 * axes, a trend those on its lines.
 */
export function shownPoints(data: ExploreData, view: View): ChartPoint[] {
  const { points, pairs, statistic } = letThrough(data, view);
  if (isTrendAxis(view.x))
    return trendLines(
      points.filter((point) => chartValue(point, statistic) !== null),
      view.x,
    ).lines.flat();
  return pairs ? points.flatMap((point) => [point, pairs.across.get(point.id) ?? []].flat()) : points;
}

function letThrough(data: ExploreData, view: View) {
  const all = mergedPoints(data, view);
  const pairs = view.metric === "pareto" ? pairsOf(all, view) : null;
  const merged = pairs?.points ?? all;
  const metric = metricOf(merged, view);
  const statistic = chooseStatistic(merged, metric, view);
  const holding = pointsHolding(merged, statistic);
  const columns = columnsOf(holding);
  const kept = keptOut(columns, view, data.meant);
  const points = holding.filter((_, i) => kept.by[i] === 0).map(({ point }) => point);
  return { merged, pairs, holding, metric, statistic, columns, kept, points };
}

/** Pairing depends on the points, the axes and the statistic alone: kept by the points. */
const pairsKept = new WeakMap<readonly MergedPoint[], Map<string, ParetoPairs>>();

function pairsOf(merged: MergedPoint[], view: View): ParetoPairs {
  const kept = pairsKept.get(merged) ?? new Map<string, ParetoPairs>();
  pairsKept.set(merged, kept);
  const key = [view.x, view.y, view.statistic].join(" ");
  const found = kept.get(key) ?? paretoPairs(merged, paretoAxes(view), paretoStatistics(view));
  kept.set(key, found);
  return found;
}

/** A chart, its table twin, and how many points it shows (more than the table lists where they are drawn as density). */
export interface Chart {
  series: Series;
  table: TableRow[];
  shown: number;
}

function chartOf(context: ChartContext): Chart {
  if (context.view.metric === "scaling") return scalingSeries(context);
  if (context.view.x !== null) return lineSeries(context, context.view.x);
  return rowSeries(context);
}

/** Merging depends of the view on the files that it lets in, and on whether days are told apart; it is the slowest step: kept by the data. */
const mergedOf = new WeakMap<ExploreData, Map<string, MergedPoint[]>>();

/** A view of some files merges only theirs; facets still count the points of the others, so those stay in, unmerged with them. */
function mergedPoints(data: ExploreData, view: View): MergedPoint[] {
  const kept = mergedOf.get(data) ?? new Map<string, MergedPoint[]>();
  mergedOf.set(data, kept);
  const byDay = view.x === "measured_at";
  const key = [...view.dataset, byDay].join(" ");
  const found = kept.get(key) ?? mergeWithin(data.points, view.dataset, byDay);
  kept.set(key, found);
  return found;
}

function mergeWithin(
  points: readonly ChartPoint[],
  datasets: readonly string[],
  byDay: boolean,
): MergedPoint[] {
  if (datasets.length === 0) return mergePoints(points, byDay);
  const isIn = (point: ChartPoint) => datasets.some((prefix) => point.dataset.startsWith(prefix));
  const parts = [points.filter(isIn), points.filter((point) => !isIn(point))];
  return parts.flatMap((part) => mergePoints(part, byDay));
}

function metricOf(merged: readonly MergedPoint[], view: View): Metric {
  if (view.metric === "pareto") return paretoAxes(view).y;
  const id = view.metric === "scaling" ? scalingOf : view.metric;
  return findMetric(id, merged[0]?.point.unit);
}

/**
 * The view's statistic; else the metric's own, or where no point holds that, the one that most points state. A mean and
 * a percentile are never drawn side by side.
 */
function chooseStatistic(merged: readonly MergedPoint[], metric: Metric, view: View): Statistic {
  if (view.metric === "pareto") return paretoStatistics(view).y;
  if (view.statistic !== null) return view.statistic;
  const counts = statistics.map(
    (each) => merged.filter(({ point }) => chartValue(point, each) !== null).length,
  );
  const own = counts[statistics.indexOf(metric.statistic)] ?? 0;
  return own > 0 ? metric.statistic : (statistics[counts.indexOf(Math.max(...counts))] ?? metric.statistic);
}

/** The same list as long as every point holds the statistic, so that what is kept by the list stays good. */
function pointsHolding(merged: MergedPoint[], statistic: Statistic): MergedPoint[] {
  return merged.every(({ point }) => holds(point, statistic))
    ? merged
    : merged.filter(({ point }) => holds(point, statistic));
}

/** Ranges and missing values are shown whatever the statistic: they say nothing of another one either. */
function holds(point: ChartPoint, statistic: Statistic): boolean {
  return point.value === null || chartValue(point, statistic) !== null;
}

/** Systems have their colour everywhere; values of another field take slots by their number of points in all the data. */
function slotsOf(data: ExploreData, merged: readonly MergedPoint[], view: View): (value: string) => Slot {
  const slots = view.series === defaultView.series ? data.slots : slotsByCount(merged, view.series);
  return (value) => {
    const slot = Object.hasOwn(slots, value) ? slots[value] : undefined;
    return slot !== undefined && slot >= 1 && slot <= 8 ? slot : null;
  };
}

function slotsByCount(merged: readonly MergedPoint[], field: string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { point } of merged) {
    const value = fieldValue(point.case, field);
    if (value !== "") counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const sorted = Array.from(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return Object.fromEntries(sorted.slice(0, 8).map(([value], i) => [value, i + 1]));
}

function sharedNotes(
  points: readonly ChartPoint[],
  withoutStatistic: number,
  statistic: Statistic,
): string[] {
  const merged = points.filter((point) => point.parts.length > 0).length;
  const stored = points.reduce((sum, { parts }) => sum + Math.max(1, parts.length), 0);
  return [
    withoutStatistic > 0 &&
      `${countOf(withoutStatistic, "point")} ${withoutStatistic === 1 ? "does" : "do"} not state the ${statistic} and ${withoutStatistic === 1 ? "is" : "are"} left out.`,
    merged > 0 &&
      `${countOf(merged, "point")} ${merged === 1 ? "combines" : "combine"} the runs of several files: ${countText(stored)} points of files are ${countText(points.length)} here.`,
    ...cautions(points, statistic),
  ].filter((note) => typeof note === "string");
}

/** `22 points, 14 claims`: what a filter has left, said politely. */
function announce({ counts, missing }: Series, shown: number): string {
  const parts = [countOf(shown, "point")];
  if (counts.claim > 0) parts.push(countOf(counts.claim, "claim"));
  if (missing > 0) parts.push(`${countText(missing)} without a value`);
  return parts.join(", ");
}

/** The row of a point by its id, or by the id of a part that was merged into it; null where the view does not show it. */
export function findRow(rows: readonly TableRow[], pointId: string | null): TableRow | null {
  if (pointId === null) return null;
  return rows.find((row) => row.pointId === pointId || row.point.parts.includes(pointId)) ?? null;
}

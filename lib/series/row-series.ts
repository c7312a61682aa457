import { caseFields, type Case } from "../points/case";
import { axisFor, fractionOn, scaleFor, scaleNote, wideSpan, type Axis } from "./axis";
import { chartValue } from "./chart-interval";
import {
  countEvidence,
  groupField,
  groupLabel,
  namer,
  seriesLabel,
  subtitleOf,
  titleOf,
  type ChartContext,
} from "./chart-context";
import type { ChartPoint } from "./chart-point";
import { boundNotes, groupBound } from "./group-bound";
import { compareNames } from "./compare-names";
import { countOf, markOf } from "./mark-of";
import { countText } from "./number-text";
import { groupBy } from "../points/group-by";
import { rowDetails, sharedSetup } from "./row-detail";
import { tableRow } from "./table-row";
import type { TableRow } from "./explore-model";
import type { ChartGroup, ChartRow, DensityRow, Mark, Packing, RowSeries } from "./series";
import type { Scale } from "../view/view";

/** Above these many marks rows are packed, and above these many drawn as density; the most rows that are drawn so. */
export const packing = { rows: 150, packed: 2000, mostRows: 300 };

/** A whisker or a sample may stretch the axis this far beyond the largest value; further out it leaves the axis. */
const reach = 1.5;

const densityBins = 80;

/** A metric as rows: a group a model, a row a system and whatever tells it from its neighbours; and its table twin. */
export function rowSeries(context: ChartContext): { series: RowSeries; table: TableRow[]; shown: number } {
  const {
    points,
    view,
    metric,
    unit,
    asked: { statistic },
  } = context;
  const packingOf: Packing =
    points.length <= packing.rows ? "rows" : points.length <= packing.packed ? "packed" : "density";
  const span = spanOf(context);
  const asked = scaleAsked(context);
  const scale = scaleFor(asked, span);
  const groups = packingOf === "density" ? [] : groupsOf(context, packingOf);
  const axis = axisFor(extentOf(span, groups, scale), scale);
  const density = packingOf === "density" ? densityRows(context, axis) : [];
  const series: RowSeries = {
    kind: "rows",
    metric,
    unit,
    level: view.level,
    scale: axis.scale,
    statistic,
    mark: view.mark,
    packing: packingOf,
    domain: axis.domain,
    ticks: axis.ticks,
    groups: firstRows(groups, packing.mostRows),
    isBounded: groups.some(({ bound }) => bound !== null),
    density: density.slice(0, packing.mostRows),
    ...countEvidence(points),
    title: titleOf(context),
    subtitle: subtitleOf(context),
    notes: [
      ...context.notes,
      ...boundNotes(groups, points, context.asked, unit),
      ...notesOf({ count: points.length, packingOf, groups, density, axis, span, asked }),
    ],
  };
  const table = packingOf === "density" ? tableOfPoints(context) : tableOfGroups(groups, context);
  return { series, table, shown: points.length };
}

/** The first rows of all groups together; a group that would be left without rows is left out. */
function firstRows(groups: readonly ChartGroup[], most: number): ChartGroup[] {
  let left = most;
  const cut = groups.map((group) => {
    const rows = group.rows.slice(0, left);
    left -= rows.length;
    return { ...group, rows, measured: Math.min(group.measured, rows.length) };
  });
  return cut.filter((group) => group.rows.length > 0);
}

function tableOfGroups(groups: readonly ChartGroup[], context: ChartContext): TableRow[] {
  const byId = new Map(context.points.map((point) => [point.id, point]));
  return groups.flatMap((group) =>
    group.rows.flatMap((row) =>
      row.marks.flatMap((mark, i) => {
        const point = byId.get(mark.pointId);
        const detail = row.ratio !== null && i > 0 ? "" : row.detail;
        return point === undefined
          ? []
          : [tableRow(point, mark, { group: group.label, label: row.label, detail, slot: row.slot })];
      }),
    ),
  );
}

/** Where marks are too many to be drawn one by one, the table lists the best of them, group by group. */
function tableOfPoints(context: ChartContext): TableRow[] {
  const { view, asked, slotOf } = context;
  const best = bestPoints(context, packing.packed);
  const groups = Array.from(groupBy(best, (point) => groupLabel(point, view))).sort(([a], [b]) =>
    compareNames(a, b),
  );
  return groups.flatMap(([group, members]) =>
    members.map((point) => {
      const label = seriesLabel(point, view);
      const mark = markOf(point, asked, `${label}, ${group}`);
      return tableRow(point, mark, { group, label, detail: "", slot: slotOf(label) });
    }),
  );
}

/** The first of the points in the order of the view, without sorting the rest. */
function bestPoints({ points, metric, view, asked }: ChartContext, most: number): ChartPoint[] {
  const direction = (metric.better === "lower" ? 1 : -1) * (view.sort === "worst" ? -1 : 1);
  const ranks = Float64Array.from(
    points,
    (point) => (chartValue(point, asked.statistic) ?? direction * Infinity) * direction,
  );
  const last = ranks.toSorted()[Math.min(most, ranks.length) - 1] ?? Infinity;
  const order = Uint32Array.from(points.keys()).filter((i) => (ranks[i] ?? Infinity) <= last);
  return Array.from(
    order.sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0)).subarray(0, most),
    (i) => points[i] as ChartPoint,
  );
}

/** Bars start at 0, which a log axis has not; ratios are read on a log axis. */
function scaleAsked({ view, metric }: ChartContext): Scale | null {
  if (view.mark === "bars") return "linear";
  return metric.dimension === "ratio" ? "log" : view.scale;
}

function groupsOf(context: ChartContext, packingOf: Packing): ChartGroup[] {
  const groups = groupBy(context.points, (point) => groupLabel(point, context.view));
  const made = Array.from(groups, ([label, points]) =>
    packingOf === "rows" ? rowsGroup(label, points, context) : packedGroup(label, points, context),
  );
  return sortGroups(made);
}

/**
 * Groups with whiskers first, then those with measurements, those with more rows, and as the data has them; what names no
 * model last.
 */
function sortGroups(groups: ChartGroup[]): ChartGroup[] {
  const unnamed = (group: ChartGroup) => (group.label.endsWith("not stated") ? 1 : 0);
  const whiskers = (group: ChartGroup) =>
    group.rows.some(({ marks }) => marks.some(({ interval }) => interval !== null)) ? 1 : 0;
  return groups.sort(
    (a, b) =>
      unnamed(a) - unnamed(b) ||
      whiskers(b) - whiskers(a) ||
      Math.sign(b.measured) - Math.sign(a.measured) ||
      b.rows.length - a.rows.length,
  );
}

/** A row on its way: its leading point, and the claim that is drawn beside a measurement. */
interface Entry {
  label: string;
  point: ChartPoint;
  claim: ChartPoint | null;
}

function rowsGroup(group: string, points: ChartPoint[], context: ChartContext): ChartGroup {
  const { view } = context;
  const all = points.map((point) => ({ label: seriesLabel(point, view), point, claim: null }));
  const entries = group.endsWith("not stated") ? all : joinClaims(all, context);
  const labels = entries.map((entry) => entry.label);
  const leading = entries.map((entry) => entry.point);
  const details = rowDetails(leading, labels, [view.series, groupField(view)]);
  const rows = entries.map((entry, i) => rowOf(entry, group, details[i] ?? "", context));
  return groupOfRows(group, rows, points, context);
}

function rowOf(
  { label, point, claim }: Entry,
  group: string,
  detail: string,
  context: ChartContext,
): ChartRow {
  const name = [label, detail, group].filter((part) => part !== "").join(", ");
  const marks = [markOf(point, context.asked, name)];
  if (claim !== null) marks.push(markOf(claim, context.asked, `${label}, ${group}`));
  const [measured, claimed] = marks.map((mark) => mark.value);
  const ratio = measured == null || claimed == null ? null : claimed / measured;
  return { key: point.id, label, detail, slot: context.slotOf(label), marks, ratio };
}

/** A claim moves to the row of a measurement of its system, where there is one claim and one measurement that fit. */
function joinClaims(entries: readonly Entry[], { asked }: ChartContext): Entry[] {
  const joined = new Map<Entry, ChartPoint>();
  const hasValue = ({ point }: Entry) => (chartValue(point, asked.statistic) ?? 0) > 0;
  for (const [label, sameLabel] of groupBy(entries.filter(hasValue), (entry) => entry.label)) {
    if (label.endsWith("not stated")) continue;
    const [claim, ...moreClaims] = sameLabel.filter(({ point }) => point.evidence === "claim");
    if (claim === undefined || moreClaims.length > 0) continue;
    const measured = sameLabel.filter(
      ({ point }) => point.evidence !== "claim" && doCasesFit(point.case, claim.point.case),
    );
    const [measurement, ...moreMeasured] = measured;
    if (measurement !== undefined && moreMeasured.length === 0) joined.set(measurement, claim.point);
  }
  const moved = new Set(joined.values());
  return entries
    .filter(({ point }) => !moved.has(point))
    .map((entry) => ({ ...entry, claim: joined.get(entry) ?? null }));
}

/** No field that both state says two things. */
function doCasesFit(a: Case, b: Case): boolean {
  return caseFields.every((field) => a[field] === null || b[field] === null || a[field] === b[field]);
}

function groupOfRows(
  label: string,
  rows: ChartRow[],
  points: readonly ChartPoint[],
  context: ChartContext,
): ChartGroup {
  const compare = rowOrder(context);
  const measured = rows.filter((row) => !isClaim(row)).sort(compare);
  const claims = rows.filter(isClaim).sort(compare);
  const shown = [groupField(context.view), context.view.series];
  return {
    key: label,
    label,
    note: sharedSetup(
      points.map((point) => point.case),
      shown,
    ),
    rows: [...measured, ...claims],
    measured: measured.length,
    bound: groupBound(points, context.view),
  };
}

function isClaim(row: ChartRow): boolean {
  return row.marks[0]?.evidence === "claim";
}

/** Best first, as the metric says; what has no value comes last in any order but that of names. */
function rowOrder({ metric, view }: ChartContext): (a: ChartRow, b: ChartRow) => number {
  const byName = (a: ChartRow, b: ChartRow) =>
    compareNames(a.label, b.label) || compareNames(a.detail, b.detail);
  if (view.sort === "name") return byName;
  const direction = (metric.better === "lower" ? 1 : -1) * (view.sort === "worst" ? -1 : 1);
  return (a, b) => {
    const [x, y] = [sortValue(a), sortValue(b)];
    if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0) || byName(a, b);
    return (x - y) * direction || byName(a, b);
  };
}

function sortValue(row: ChartRow): number | null {
  const mark = row.marks[0];
  return mark === undefined ? null : (mark.value ?? mark.range?.low ?? mark.range?.high ?? null);
}

function packedGroup(label: string, points: ChartPoint[], context: ChartContext): ChartGroup {
  const bySystem = Array.from(groupBy(points, (point) => seriesLabel(point, context.view)));
  const rows = bySystem.map(([name, members]): ChartRow => {
    const marks = members
      .map((point) => markOf(point, context.asked, `${name}, ${label}`))
      .sort(measuredFirst);
    const detail = countOf(members.length, "point");
    return { key: `${label} ${name}`, label: name, detail, slot: context.slotOf(name), marks, ratio: null };
  });
  return groupOfRows(label, rows, points, context);
}

function measuredFirst(a: Mark, b: Mark): number {
  return (a.evidence === "claim" ? 1 : 0) - (b.evidence === "claim" ? 1 : 0);
}

/** What the drawn values span, ranges' ends among them; `above` is the smallest above 0. */
interface Span {
  low: number;
  high: number;
  above: number;
  /** Values of 0 or below. */
  notAbove: number;
}

function spanOf({ points, asked }: ChartContext): Span {
  const span: Span = { low: Infinity, high: -Infinity, above: Infinity, notAbove: 0 };
  const take = (value: number | null) => {
    if (value === null) return;
    if (value < span.low) span.low = value;
    if (value > span.high) span.high = value;
    if (value <= 0) span.notAbove += 1;
    else if (value < span.above) span.above = value;
  };
  for (const point of points) {
    take(chartValue(point, asked.statistic));
    if (point.range !== null) [point.range.low, point.range.high].forEach(take);
  }
  return span;
}

/** The values themselves, and of whiskers and samples what is not out of all proportion to them. */
function* extentOf(span: Span, groups: readonly ChartGroup[], scale: Scale): Generator<number> {
  if (span.low > span.high) return;
  if (scale === "linear") yield span.low;
  yield* [span.above, span.high];
  const most = span.high > 0 ? span.high * reach : span.high;
  const least = scale === "log" ? span.above / (2 * reach) : span.low < 0 ? span.low * reach : 0;
  // A bound is on the axis where that leaves room for the values.
  for (const { bound } of groups) if (bound !== null && bound.value <= 2 * span.high) yield bound.value;
  for (const mark of marksOf(groups)) {
    for (const end of mark.interval ? [mark.interval.low, mark.interval.high] : [])
      yield clamp(end, least, most);
    for (const value of mark.strip ?? []) if (value >= least && value <= most) yield value;
  }
}

function* marksOf(groups: readonly ChartGroup[]): Generator<Mark> {
  for (const group of groups) for (const row of group.rows) yield* row.marks;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** One row a group, system and whether it claims or measures: how many values fall into each equal step of the axis. */
function densityRows(context: ChartContext, axis: Axis): DensityRow[] {
  const groups = Array.from(groupBy(context.points, namer(groupField(context.view))));
  groups.sort(([a], [b]) => compareNames(a, b));
  return groups.flatMap(([group, members]) => [
    ...densityRowsOf(
      group,
      members.filter((point) => point.evidence !== "claim"),
      false,
      context,
      axis,
    ),
    ...densityRowsOf(
      group,
      members.filter((point) => point.evidence === "claim"),
      true,
      context,
      axis,
    ),
  ]);
}

function densityRowsOf(
  group: string,
  points: ChartPoint[],
  isClaim: boolean,
  context: ChartContext,
  axis: Axis,
): DensityRow[] {
  const { asked, view, slotOf } = context;
  const systems = Array.from(groupBy(points, namer(view.series)), ([name, found]) => ({
    name,
    values: sortedValues(found, asked.statistic),
  }));
  const drawn = systems.filter(({ values }) => values.length > 0);
  drawn.sort((a, b) => b.values.length - a.values.length || compareNames(a.name, b.name));
  return drawn.map(({ name: label, values }): DensityRow => {
    const median = values[Math.floor((values.length - 1) / 2)] ?? 0;
    const key = [group, label, isClaim].join("\u0000");
    return {
      key,
      group,
      label,
      slot: slotOf(label),
      isClaim,
      count: values.length,
      median,
      bins: binsOf(values, axis),
    };
  });
}

function sortedValues(points: readonly ChartPoint[], statistic: ChartPoint["statistic"]): Float64Array {
  const values = points.map((point) => chartValue(point, statistic)).filter((value) => value !== null);
  return Float64Array.from(values).sort();
}

function binsOf(values: Float64Array, axis: Axis): number[] {
  const bins = new Array<number>(densityBins).fill(0);
  for (const value of values) {
    const place = fractionOn(axis, value);
    if (place === null || place < 0 || place > 1) continue;
    const bin = Math.min(densityBins - 1, Math.floor(place * densityBins));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}

interface Drawn {
  count: number;
  packingOf: Packing;
  groups: readonly ChartGroup[];
  density: readonly DensityRow[];
  axis: Axis;
  span: Span;
  /** What decided the scale before the values could; null: they did. */
  asked: Scale | null;
}

function notesOf({ count, packingOf, groups, density, axis, span, asked }: Drawn): string[] {
  const rows = density.length + groups.reduce((sum, group) => sum + group.rows.length, 0);
  const noPlace = axis.scale === "log" ? span.notAbove : 0;
  const out = samplesBeyond(groups, axis);
  const [all, few, most] = [count, packing.rows, packing.packed].map(countText);
  return [
    packingOf === "packed" &&
      `${all} points, packed into one row a system; filter to ${few} or fewer to give each its own.`,
    packingOf === "density" &&
      `${all} points drawn as density: how many fall into each step of the axis. Filter to ${most} or fewer to see each.`,
    packingOf === "density" && `The table lists the first ${most} of them; the CSV has all.`,
    rows > packing.mostRows && `Only the first ${packing.mostRows} of ${countText(rows)} rows are drawn.`,
    noPlace > 0 &&
      `${countOf(noPlace, "value")} of 0 or below ${noPlace === 1 ? "has" : "have"} no place on a log axis.`,
    out > 0 && `${countOf(out, "sample")} ${out === 1 ? "lies" : "lie"} beyond the axis.`,
    axis.scale === "linear" && wideSpanNote(span),
    scaleNote(asked, axis.scale, span),
  ].filter((note) => typeof note === "string");
}

function samplesBeyond(groups: readonly ChartGroup[], { domain: [low, high] }: Axis): number {
  let count = 0;
  for (const { strip } of marksOf(groups))
    for (const value of strip ?? []) if (value < low || value > high) count += 1;
  return count;
}

/** A linear axis hides what is that much smaller than its end. */
function wideSpanNote({ above, high }: Span): string | false {
  if (!(high / above > wideSpan)) return false;
  const span = countText(Number((high / above).toPrecision(2)));
  return `The largest value is ${span} times the smallest: on a log axis, or for one model at a time, the small ones can be told apart.`;
}

import { extent } from "d3-array";
import type { CaseField } from "../points/case";
import type { Evidence } from "../points/evidence";
import type { Interval } from "../points/interval";
import { ratioInterval } from "../stats/ratio-interval";
import { karpFlatt, karpFlattInterval } from "../stats/scaling-law";
import type { ScalingY, View } from "../view/view";
import { linearAxis, logAxis, scaleFor, scaleNote } from "./axis";
import { caseLines } from "./case-lines";
import { countEvidence, groupLabel, seriesLabel, subtitleOf, type ChartContext } from "./chart-context";
import { chartInterval, chartValue, independent } from "./chart-interval";
import type { ChartPoint } from "./chart-point";
import type { TableRow } from "./explore-model";
import { compareNames } from "./compare-names";
import { countOf, markOf } from "./mark-of";
import { rowDetails } from "./row-detail";
import { placedAt } from "./scaling-place";
import { serialShare } from "./serial-share";
import type { ScalingLine, ScalingPoint, ScalingSeries } from "./series";
import { tableRow } from "./table-row";

/** Fields in which the points of one scaling line may differ: how many accelerators there are, and how the work is split over them. */
const alongScaling: readonly CaseField[] = [
  "accelerators",
  "nodes",
  "tensor_parallel",
  "pipeline_parallel",
  "expert_parallel",
  "data_parallel",
];

/** Speed-up and efficiency of each system against its own smallest count; and the chart's table twin. */
export function scalingSeries(context: ChartContext): {
  series: ScalingSeries;
  table: TableRow[];
  shown: number;
} {
  const drawable = context.points.filter((point) => (chartValue(point, context.asked.statistic) ?? 0) > 0);
  const { lines: groups, alone } = caseLines(drawable, alongScaling, (point) => point.case.accelerators);
  const named = nameLines(groups, context);
  const drawn = named.map(({ points, ...name }) => ({ line: scalingLine(points, name, context), points }));
  const sorted = drawn.sort((a, b) => lineOrder(a.line, b.line));
  const lines = sorted.map(({ line }) => line);
  const points = sorted.flatMap((each) => each.points);
  const { span, ...axes } = axesOf(lines, context.view);
  const series: ScalingSeries = {
    kind: "scaling",
    metric: context.metric,
    unit: context.unit,
    level: context.view.level,
    y: yOf(context.view),
    ...axes,
    lines,
    acceleratorCounts: countsOf(lines),
    ...countEvidence(points),
    title: "Multi-GPU scaling",
    subtitle: subtitleOf({ ...context, points }),
    notes: [
      ...context.notes,
      ...notesOf(context, alone),
      ...[scaleNote(context.view.scale, axes.scale, span)].filter((note) => note !== false),
    ],
  };
  return {
    series,
    table: sorted.flatMap(({ line, points: members }) => tableOfLine(line, members, context)),
    shown: points.length,
  };
}

interface LineName {
  key: string;
  label: string;
  detail: string;
  group: string;
}

/** Lines are named by their series field, and told apart by the first point of each as rows are. */
function nameLines(
  groups: readonly ChartPoint[][],
  context: ChartContext,
): (LineName & { points: ChartPoint[] })[] {
  const firsts = groups.flatMap((points) => points.slice(0, 1));
  const labels = firsts.map((point) => seriesLabel(point, context.view));
  const details = rowDetails(firsts, labels, [context.view.series, ...alongScaling]);
  return groups.map((points, i) => {
    const [first] = firsts.slice(i, i + 1);
    const group = first === undefined ? "" : groupLabel(first, context.view);
    return { key: first?.id ?? String(i), label: labels[i] ?? "", detail: details[i] ?? "", group, points };
  });
}

function scalingLine(points: readonly ChartPoint[], name: LineName, context: ChartContext): ScalingLine {
  const base = points[0] as ChartPoint;
  const baseCount = base.case.accelerators ?? 1;
  const made = points.map((point) => scalingPoint(point, base, baseCount, name, context));
  const fit = made.map(({ accelerators, speedup }) => ({ times: accelerators / baseCount, speedup }));
  return {
    key: name.key,
    label: name.label,
    detail: name.detail,
    slot: context.slotOf(name.label),
    evidence: weakest(points),
    base: baseCount,
    points: made,
    serialShare: serialShare(fit),
  };
}

function scalingPoint(
  point: ChartPoint,
  base: ChartPoint,
  baseCount: number,
  name: LineName,
  context: ChartContext,
): ScalingPoint {
  const accelerators = point.case.accelerators ?? baseCount;
  const said = [name.label, name.detail, name.group, countOf(accelerators, "accelerator")].filter(
    (part) => part !== "",
  );
  const mark = markOf(point, context.asked, said.join(", "));
  const { statistic } = context.asked;
  const speedup = (chartValue(point, statistic) ?? NaN) / (chartValue(base, statistic) ?? NaN);
  const speedupInterval = point === base ? null : speedupIntervalOf(point, base, context);
  const toPercent = (100 * baseCount) / accelerators;
  const efficiencyInterval = speedupInterval && times(speedupInterval, toPercent);
  const fraction = speedupInterval && karpFlattInterval(speedupInterval, accelerators / baseCount);
  return {
    accelerators,
    mark,
    speedup,
    speedupInterval,
    efficiency: speedup * toPercent,
    efficiencyInterval,
    serialFraction: karpFlatt(speedup, accelerators / baseCount),
    serialFractionInterval: speedupInterval && fraction && { ...speedupInterval, ...fraction },
  };
}

/**
 * Interval of the ratio of two means on the log scale; null where a side has no spread of its own. Where one side's spread
 * is within a run and the other's between runs, the weaker statement holds for both.
 */
function speedupIntervalOf(
  point: ChartPoint,
  base: ChartPoint,
  { asked, view }: ChartContext,
): Interval | null {
  if (asked.statistic !== "mean") return null;
  const [above, below] = [point, base].map((each) => chartInterval(each, view.level / 100, "mean"));
  if (!above || !below || above.method !== "student-t" || below.method !== "student-t") return null;
  const found = ratioInterval(independent(point), independent(base), view.level / 100);
  if (found === null) return null;
  const n = Math.min(above.n ?? Infinity, below.n ?? Infinity);
  const varies = above.varies === below.varies ? above.varies : "not-stated";
  return { low: found.low, high: found.high, level: view.level / 100, method: "log-ratio", n, varies };
}

function times(interval: Interval, factor: number): Interval {
  return { ...interval, low: interval.low * factor, high: interval.high * factor };
}

/** A line is no better known than its least known point. */
function weakest(points: readonly ChartPoint[]): Evidence {
  const order: readonly Evidence[] = ["claim", "single", "summary", "samples"];
  return order.find((evidence) => points.some((point) => point.evidence === evidence)) ?? "single";
}

/** Measured lines first; within each the most efficient at its largest count first. */
function lineOrder(a: ScalingLine, b: ScalingLine): number {
  const claim = (line: ScalingLine) => (line.evidence === "claim" ? 1 : 0);
  const efficiency = (line: ScalingLine) => line.points.at(-1)?.efficiency ?? 0;
  return claim(a) - claim(b) || efficiency(b) - efficiency(a) || compareNames(a.label, b.label);
}

function countsOf(lines: readonly ScalingLine[]): number[] {
  const counts = new Set(lines.flatMap((line) => line.points.map((point) => point.accelerators)));
  return Array.from(counts).sort((a, b) => a - b);
}

/** Where a line would end if it lost nothing. */
function idealEnd(line: ScalingLine, y: ScalingY): number {
  const times = (line.points.at(-1)?.accelerators ?? line.base) / line.base;
  return y === "speedup" ? times : times * (line.points[0]?.mark.value ?? 0);
}

/** A Pareto chart's y says nothing here. */
function yOf({ y }: View): ScalingY {
  return y === "value" ? "value" : "speedup";
}

type Axes = Pick<ScalingSeries, "scale" | "xDomain" | "yDomain" | "xTicks" | "yTicks">;

function axesOf(lines: readonly ScalingLine[], view: View): Axes & { span: { low: number; high: number } } {
  const shown = yOf(view);
  const points = lines.flatMap((line) => line.points.map((point) => placedAt(point, line, shown)));
  const isRatio = shown === "speedup";
  const xs = Array.from(new Set(points.map(({ x }) => x))).sort((a, b) => a - b);
  const xLow = isRatio ? 1 : (xs[0] ?? 1);
  const xHigh = Math.max(2 * xLow, ...xs);
  const ys = points.map(({ y }) => y);
  const tops = points.map(({ y, interval }) => Math.min(interval?.high ?? 0, y * 1.5));
  const ideals = lines.map((line) => idealEnd(line, shown));
  const yHigh = Math.max(isRatio ? 2 : 0, ...ideals, ...ys, ...tops);
  const [low = 1, high = 1] = extent(ys);
  const scale = points.length === 0 ? (view.scale ?? "linear") : scaleFor(view.scale, { low, high });
  const y = scale === "log" ? logAxis(isRatio ? 1 : low, yHigh || 1) : linearAxis(0, yHigh);
  return {
    scale,
    xDomain: [xLow, xHigh],
    yDomain: y.domain,
    xTicks: xs.length > 1 ? xs : [xLow, xHigh],
    yTicks: y.ticks,
    span: { low, high },
  };
}

function notesOf({ points, asked }: ChartContext, alone: readonly ChartPoint[]): string[] {
  const uncounted = points.filter((point) => point.case.accelerators === null).length;
  const valueless = points.filter((point) => !((chartValue(point, asked.statistic) ?? 0) > 0)).length;
  const single = alone.filter((point) => point.case.accelerators !== null).length;
  return [
    single > 0 &&
      `${countOf(single, "point")} of systems with one accelerator count ${single === 1 ? "is" : "are"} not drawn: a line needs two.`,
    uncounted > 0 &&
      `${countOf(uncounted, "point")} without a stated accelerator count ${uncounted === 1 ? "is" : "are"} not drawn.`,
    valueless > 0 &&
      `${countOf(valueless, "point")} without a value above 0 ${valueless === 1 ? "is" : "are"} not drawn.`,
  ].filter((note) => typeof note === "string");
}

function tableOfLine(line: ScalingLine, points: readonly ChartPoint[], context: ChartContext): TableRow[] {
  return line.points.flatMap((point, i) => {
    const member = points[i];
    if (member === undefined) return [];
    const detail = [line.detail, countOf(point.accelerators, "accelerator")]
      .filter((part) => part !== "")
      .join(" · ");
    return [
      tableRow(member, point.mark, {
        group: groupLabel(member, context.view),
        label: line.label,
        detail,
        slot: line.slot,
      }),
    ];
  });
}

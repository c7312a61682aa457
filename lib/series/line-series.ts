import { extent } from "d3-array";
import { isNumberField, type CaseField, type NumberField } from "../points/case";
import type { Scale } from "../view/view";
import { axisFor, linearAxis, logAxis, scaleFor, scaleNote, type Axis } from "./axis";
import { caseLines } from "./case-lines";
import {
  countEvidence,
  groupLabel,
  seriesLabel,
  subtitleOf,
  titleOf,
  type ChartContext,
} from "./chart-context";
import { chartValue } from "./chart-interval";
import type { ChartPoint } from "./chart-point";
import type { TableRow } from "./explore-model";
import { compareNames } from "./compare-names";
import { fieldDetail, fieldLabel } from "./field-value";
import { countOf, markOf } from "./mark-of";
import { rowDetails } from "./row-detail";
import type { XLine, XSeries } from "./series";
import { tableRow } from "./table-row";

/** Splitting the work changes with the accelerator count, and with it only; every other field runs along x alone. */
const alongWith: Partial<Record<NumberField, readonly CaseField[]>> = {
  accelerators: ["nodes", "tensor_parallel", "pipeline_parallel", "expert_parallel", "data_parallel"],
};

/** A metric along a number field, a line for each system and whatever tells it from the others; and its table twin. */
export function lineSeries(
  context: ChartContext,
  field: string,
): { series: XSeries; table: TableRow[]; shown: number } {
  const x: NumberField = isNumberField(field) ? field : "concurrency";
  const drawable = context.points.filter((point) => chartValue(point, context.asked.statistic) !== null);
  const along = [x, ...(alongWith[x] ?? [])];
  const { lines: groups, alone } = caseLines(drawable, along, (point) => point.case[x]);
  const drawn = linesOf(
    [...groups, ...alone.filter((point) => point.case[x] !== null).map((point) => [point])],
    x,
    along,
    context,
  );
  const sorted = drawn.sort((a, b) => lineOrder(a.line, b.line));
  const lines = sorted.map(({ line }) => line);
  const points = sorted.flatMap((each) => each.points);
  const span = spanOf(lines);
  const yAxis = axisFor(yValues(lines), scaleFor(context.view.scale, span));
  const xAxis = xAxisOf(lines);
  const series: XSeries = {
    kind: "lines",
    metric: context.metric,
    unit: context.unit,
    level: context.view.level,
    scale: yAxis.scale,
    statistic: context.asked.statistic,
    x: { field: x, label: fieldLabel(x) },
    xScale: xAxis.scale,
    lines,
    xDomain: xAxis.domain,
    yDomain: yAxis.domain,
    xTicks: xAxis.ticks,
    yTicks: yAxis.ticks,
    ...countEvidence(points),
    title: `${titleOf(context)} by ${fieldLabel(x).toLowerCase()}`,
    subtitle: subtitleOf({ ...context, points }),
    notes: [
      ...context.notes,
      ...notesOf(context, x),
      ...[scaleNote(context.view.scale, yAxis.scale, span)].filter((note) => note !== false),
    ],
  };
  return { series, table: sorted.flatMap((each) => tableOfLine(each, x, context)), shown: points.length };
}

interface DrawnLine {
  line: XLine;
  points: readonly ChartPoint[];
}

function linesOf(
  groups: readonly ChartPoint[][],
  x: NumberField,
  along: readonly CaseField[],
  context: ChartContext,
): DrawnLine[] {
  const firsts = groups.flatMap((points) => points.slice(0, 1));
  const labels = firsts.map((point) => seriesLabel(point, context.view));
  const details = rowDetails(firsts, labels, [context.view.series, ...along]);
  return groups.map((points, i): DrawnLine => {
    const [label, detail] = [labels[i] ?? "", details[i] ?? ""];
    const first = points[0];
    const marks = points.map((point) => {
      const at = fieldDetail(x, String(point.case[x]));
      const name = [label, detail, groupLabel(point, context.view), at]
        .filter((part) => part !== "")
        .join(", ");
      return { x: point.case[x] ?? 0, mark: markOf(point, context.asked, name) };
    });
    const evidence = first?.evidence ?? "single";
    return {
      line: {
        key: first?.id ?? String(i),
        label,
        detail,
        slot: context.slotOf(label),
        evidence,
        points: marks,
      },
      points,
    };
  });
}

function lineOrder(a: XLine, b: XLine): number {
  const claim = (line: XLine) => (line.evidence === "claim" ? 1 : 0);
  const last = (line: XLine) => line.points.at(-1)?.mark.value ?? 0;
  return claim(a) - claim(b) || last(b) - last(a) || compareNames(a.label, b.label);
}

function spanOf(lines: readonly XLine[]): { low: number; high: number } {
  const values = lines.flatMap((line) => line.points.map(({ mark }) => mark.value ?? 0));
  const [low = 0, high = 0] = extent(values);
  return { low, high };
}

function* yValues(lines: readonly XLine[]): Generator<number> {
  const values = lines.flatMap((line) => line.points.map(({ mark }) => mark.value ?? 0));
  const high = Math.max(0, ...values) * 1.5;
  yield* values;
  for (const { points } of lines)
    for (const { mark } of points) if (mark.interval) yield Math.min(mark.interval.high, high);
}

/** Sweeps go by doubling: an x that spans more than 8 times is drawn on a log axis, with its own values as ticks. */
function xAxisOf(lines: readonly XLine[]): Axis {
  const xs = Array.from(new Set(lines.flatMap((line) => line.points.map(({ x }) => x)))).sort(
    (a, b) => a - b,
  );
  const [low, high] = [xs[0] ?? 0, xs.at(-1) ?? 1];
  const scale: Scale = low > 0 && high / low >= 8 ? "log" : "linear";
  if (low === high) return linearAxis(0, high === 0 ? 1 : high);
  if (scale === "log")
    return {
      scale,
      domain: [low, high],
      ticks: xs.length <= 10 ? xs : logAxis(low, high).ticks.filter((tick) => tick >= low && tick <= high),
    };
  const axis = linearAxis(low > high / 2 ? low : 0, high);
  return xs.length <= 7 ? { ...axis, ticks: xs } : axis;
}

function notesOf({ points, asked }: ChartContext, x: NumberField): string[] {
  const unplaced = points.filter((point) => point.case[x] === null).length;
  const valueless = points.filter((point) => chartValue(point, asked.statistic) === null).length;
  return [
    unplaced > 0 &&
      `${countOf(unplaced, "point")} without a stated ${fieldLabel(x).toLowerCase()} ${unplaced === 1 ? "is" : "are"} not drawn.`,
    valueless > 0 &&
      `${countOf(valueless, "point")} without a single value ${valueless === 1 ? "is" : "are"} not drawn.`,
  ].filter((note) => typeof note === "string");
}

function tableOfLine({ line, points }: DrawnLine, x: NumberField, context: ChartContext): TableRow[] {
  return points.flatMap((point, i) => {
    const mark = line.points[i]?.mark;
    if (mark === undefined) return [];
    const detail = [line.detail, fieldDetail(x, String(point.case[x]))]
      .filter((part) => part !== "")
      .join(" · ");
    return [
      tableRow(point, mark, {
        group: groupLabel(point, context.view),
        label: line.label,
        detail,
        slot: line.slot,
      }),
    ];
  });
}

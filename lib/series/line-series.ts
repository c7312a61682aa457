import { extent } from "d3-array";
import { axisFor, scaleFor, scaleNote } from "./axis";
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
import { lineAxis, type LineAxis } from "./line-axis";
import { countOf, markOf } from "./mark-of";
import { pEquals } from "./number-text";
import { rowDetails } from "./row-detail";
import type { XLine, XSeries } from "./series";
import { tableRow } from "./table-row";
import { trendSteps, type TrendSteps } from "./trend-steps";

/** A metric along a number field or a trend, a line for each system and whatever tells it from the others; and its table twin. */
export function lineSeries(
  context: ChartContext,
  field: string,
): { series: XSeries; table: TableRow[]; shown: number } {
  const drawable = context.points.filter((point) => chartValue(point, context.asked.statistic) !== null);
  const along = lineAxis(field, drawable);
  const { lines: groups, alone } = along.lines(drawable);
  const lone = alone.filter((point) => along.at(point) !== null).map((point) => [point]);
  const steps = along.drawsAlone ? null : trendSteps(groups, context.metric, context.asked);
  const drawn = linesOf([...groups, ...(along.drawsAlone ? lone : [])], along, context, steps);
  const sorted = drawn.sort((a, b) => lineOrder(a.line, b.line));
  const lines = sorted.map(({ line }) => line);
  const points = sorted.flatMap((each) => each.points);
  const span = spanOf(lines);
  const yAxis = axisFor(yValues(lines), scaleFor(context.view.scale, span));
  const xAxis = along.axis(placesOf(lines));
  const series: XSeries = {
    kind: "lines",
    metric: context.metric,
    unit: context.unit,
    level: context.view.level,
    scale: yAxis.scale,
    statistic: context.asked.statistic,
    x: along.x,
    xScale: xAxis.scale,
    lines,
    xDomain: xAxis.domain,
    yDomain: yAxis.domain,
    xTicks: xAxis.ticks,
    yTicks: yAxis.ticks,
    ...countEvidence(points),
    title: `${titleOf(context)} by ${along.x.label.toLowerCase()}`,
    subtitle: subtitleOf({ ...context, points }),
    notes: [
      ...context.notes,
      ...(along.drawsAlone ? unplacedNotes(context, along) : trendNotes(groups, alone, along)),
      ...stepNotes(lines, steps, along),
      ...valuelessNotes(context),
      ...[scaleNote(context.view.scale, yAxis.scale, span)].filter((note) => note !== false),
    ],
  };
  return { series, table: sorted.flatMap((each) => tableOfLine(each, along, context)), shown: points.length };
}

interface DrawnLine {
  line: XLine;
  points: readonly ChartPoint[];
}

function linesOf(
  groups: readonly ChartPoint[][],
  { at: placeOf, along, detail: detailAt }: LineAxis,
  context: ChartContext,
  steps: TrendSteps | null,
): DrawnLine[] {
  const firsts = groups.flatMap((points) => points.slice(0, 1));
  const labels = firsts.map((point) => seriesLabel(point, context.view));
  const details = rowDetails(firsts, labels, [context.view.series, ...along]);
  return groups.map((points, i): DrawnLine => {
    const [label, detail] = [labels[i] ?? "", details[i] ?? ""];
    const first = points[0];
    const marks = points.map((point) => {
      const at = placeOf(point) ?? 0;
      const name = [label, detail, groupLabel(point, context.view), detailAt(at)]
        .filter((part) => part !== "")
        .join(", ");
      const worse = steps?.worse.get(point);
      return { x: at, mark: markOf(point, context.asked, name), ...(worse === undefined ? {} : { worse }) };
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

/** Every place that a mark has along x, in order. */
function placesOf(lines: readonly XLine[]): number[] {
  const places = new Set(lines.flatMap((line) => line.points.map(({ x }) => x)));
  return Array.from(places).sort((a, b) => a - b);
}

function unplacedNotes({ points }: ChartContext, { x, at }: LineAxis): string[] {
  const unplaced = points.filter((point) => at(point) === null).length;
  if (unplaced === 0) return [];
  return [
    `${countOf(unplaced, "point")} without a stated ${x.label.toLowerCase()} ${unplaced === 1 ? "is" : "are"} not drawn.`,
  ];
}

function valuelessNotes({ points, asked }: ChartContext): string[] {
  const valueless = points.filter((point) => chartValue(point, asked.statistic) === null).length;
  if (valueless === 0) return [];
  return [
    `${countOf(valueless, "point")} without a single value ${valueless === 1 ? "is" : "are"} not drawn.`,
  ];
}

/** What a line over versions or days does not show, and what it joins that is not quite one setup. */
function trendNotes(
  lines: readonly (readonly ChartPoint[])[],
  alone: readonly ChartPoint[],
  { x }: LineAxis,
): string[] {
  const changed = new Set(lines.flatMap(changedExtras));
  return [
    changed.size > 0 &&
      `Along a line these further fields change as well: ${Array.from(changed).sort().slice(0, 6).join(", ")}.`,
    alone.length > 0 &&
      `${countOf(alone.length, "point")} ${alone.length === 1 ? "is not drawn: its setup has" : "are not drawn: their setups have"} fewer than two stated ${x.kind === "day" ? "days" : "versions"}.`,
  ].filter((note) => typeof note === "string");
}

/** The most steps that a note names. */
const mostSteps = 6;

function stepNotes(lines: readonly XLine[], steps: TrendSteps | null, { detail }: LineAxis): string[] {
  if (steps === null || steps.worse.size === 0) return [];
  const found = lines.flatMap(({ label, detail: of, points }) =>
    points.flatMap(({ x, worse }) =>
      worse === undefined
        ? []
        : [`${[label, of].filter(Boolean).join(" ")} at ${detail(x)} (${pEquals(worse)})`],
    ),
  );
  const rest = found.length > mostSteps ? ` and ${found.length - mostSteps} more` : "";
  return [
    `${countOf(found.length, "step")} for the worse ${found.length === 1 ? "is" : "are"} ringed: ${found.slice(0, mostSteps).join(", ")}${rest}. Welch’s t test against the point before, p after Holm over the ${countOf(steps.tested, "step")} with 3 runs or more on both sides.`,
  ];
}

function changedExtras(line: readonly ChartPoint[]): string[] {
  const names = new Set(line.flatMap((point) => Object.keys(point.case.extra)));
  return Array.from(names).filter((name) => new Set(line.map((point) => point.case.extra[name])).size > 1);
}

function tableOfLine(
  { line, points }: DrawnLine,
  { detail: detailAt }: LineAxis,
  context: ChartContext,
): TableRow[] {
  return points.flatMap((point, i) => {
    const drawn = line.points[i];
    if (drawn === undefined) return [];
    const { mark } = drawn;
    const detail = [line.detail, detailAt(drawn.x)].filter((part) => part !== "").join(" · ");
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

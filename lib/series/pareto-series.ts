import { extent } from "d3-array";
import type { CaseField } from "../points/case";
import { isLatency } from "../points/metrics";
import type { Statistic } from "../points/point";
import { paretoProbability } from "../stats/pareto-probability";
import { paretoAxes, type ParetoAxes } from "../view/pareto-axes";
import type { Scale, View } from "../view/view";
import { axisFor, type Axis } from "./axis";
import { caseLines } from "./case-lines";
import { countEvidence, groupLabel, seriesLabel, subtitleOf, type ChartContext } from "./chart-context";
import type { ChartPoint } from "./chart-point";
import { compareNames } from "./compare-names";
import { fieldDetail } from "./field-value";
import { countOf, markOf } from "./mark-of";
import { countText, tickText } from "./number-text";
import type { TableRow } from "./explore-model";
import { restOnOne, type ParetoPairs } from "./pareto-pairs";
import { rowDetails } from "./row-detail";
import type { ParetoLine, ParetoMark, ParetoSeries } from "./series";
import { standardError } from "./standard-error";
import { tableRow } from "./table-row";

/** Known to 0.8 percent, so that a filter need not wait. */
export const paretoDraws = 4000;

/** What a system is asked for runs along a line; every other field makes a line of its own. */
const loads: readonly CaseField[] = ["concurrency", "batch", "request_rate"];

/** Which statistic each axis shows: a latency that of the view, everything else its mean. */
export function paretoStatistics(view: View): { x: Statistic; y: Statistic } {
  const { x } = paretoAxes(view);
  return { x: isLatency(x) ? (view.statistic ?? x.statistic) : "mean", y: "mean" };
}

interface Drawn {
  line: ParetoLine;
  points: readonly ChartPoint[];
}

/** One metric against another, a line for each system as its load grows; and how likely each point is on the front. */
export function paretoSeries(
  context: ChartContext,
  { across, alone }: ParetoPairs,
): { series: ParetoSeries; table: TableRow[]; shown: number } {
  const axes = paretoAxes(context.view);
  const measured = withFront(drawnLines(context, across), axes);
  const drawn = measured.sort((a, b) => lineOrder(a.line, b.line));
  const lines = drawn.map(({ line }) => line);
  const points = drawn.flatMap((each) => each.points);
  const marks = lines.flatMap((line) => line.points);
  const [x, y] = [axisOf(marks, "x", context.view.scale), axisOf(marks, "y", context.view.scale)];
  const statistics = paretoStatistics(context.view);
  const series: ParetoSeries = {
    kind: "pareto",
    metric: axes.y,
    unit: axes.y.unit,
    level: context.view.level,
    scale: y.scale,
    statistic: statistics.y,
    x: { metric: axes.x, unit: axes.x.unit, statistic: statistics.x, label: xLabel(axes, statistics.x) },
    xScale: x.scale,
    lines,
    front: frontOf(marks),
    xDomain: x.domain,
    yDomain: y.domain,
    xTicks: x.ticks,
    yTicks: y.ticks,
    ...countEvidence(points),
    title: "Pareto front",
    subtitle: `${axes.y.short} against ${lowerFirst(xLabel(axes, statistics.x))}. ${subtitleOf({ ...context, points })}`,
    notes: [...context.notes, ...notesOf(marks, axes, alone)],
  };
  return { series, table: drawn.flatMap((each) => tableOf(each, context)), shown: points.length };
}

function xLabel({ x }: ParetoAxes, statistic: Statistic): string {
  return statistic === "mean" ? x.short : `${x.short}, ${statistic}`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function drawnLines(context: ChartContext, across: ParetoPairs["across"]): Drawn[] {
  const { points, view } = context;
  const { lines, alone } = caseLines(points, loads, loadOf);
  const groups = [...lines, ...alone.map((point) => [point])];
  const firsts = groups.flatMap((group) => group.slice(0, 1));
  const labels = firsts.map((point) => seriesLabel(point, view));
  const details = rowDetails(firsts, labels, [view.series, ...loads]);
  return groups.map((group, i): Drawn => {
    const [label, detail] = [labels[i] ?? "", details[i] ?? ""];
    const name = [label, detail].filter((part) => part !== "").join(", ");
    const marks = group.flatMap((point) => paretoMark(point, across.get(point.id), name, context));
    const [first] = group;
    return {
      line: {
        ...{ key: first?.id ?? String(i), label, detail, slot: context.slotOf(label) },
        evidence: first?.evidence ?? "single",
        points: marks,
      },
      points: group,
    };
  });
}

function paretoMark(
  point: ChartPoint,
  other: ChartPoint | undefined,
  name: string,
  { view, asked }: ChartContext,
): ParetoMark[] {
  if (other === undefined) return [];
  const load = loadText(point);
  const of = [name, groupLabel(point, view), load].filter((part) => part !== "").join(", ");
  const statistics = paretoStatistics(view);
  const [x, y] = [
    markOf(other, { ...asked, statistic: statistics.x }, of),
    markOf(point, { ...asked, statistic: statistics.y }, of),
  ];
  return [{ x, y, load, loadValue: loadOf(point), together: restOnOne(point, other), front: null }];
}

function loadOf({ case: of }: ChartPoint): number | null {
  return of.concurrency ?? of.batch ?? of.request_rate;
}

/** `concurrency 16`. */
function loadText({ case: of }: ChartPoint): string {
  const field = loads.find((each) => of[each] !== null);
  return field === undefined ? "" : fieldDetail(field, String(of[field]));
}

/** Claims take no part in the front: nothing was measured that could be better than something else. */
function withFront(drawn: readonly Drawn[], { x, y }: ParetoAxes): Drawn[] {
  const measured = drawn.flatMap(({ line }) =>
    line.evidence === "claim" ? [] : line.points.filter((mark) => mark.y.evidence !== "claim"),
  );
  const found = paretoProbability(
    measured.map((mark) => ({
      x: { mean: mark.x.value ?? NaN, se: standardError(mark.x) },
      y: { mean: mark.y.value ?? NaN, se: standardError(mark.y) },
      together: mark.together,
    })),
    {
      x: x.better === "lower" ? "lower" : "higher",
      y: y.better === "lower" ? "lower" : "higher",
      draws: paretoDraws,
    },
  );
  const frontOfMark = new Map(measured.map((mark, i) => [mark, found[i] ?? null]));
  return drawn.map(({ line, points }) => {
    const marks = line.points.map((mark) => ({ ...mark, front: frontOfMark.get(mark) ?? null }));
    return { line: { ...line, points: marks }, points };
  });
}

/** The points that are on the front more often than not, along x. */
function frontOf(marks: readonly ParetoMark[]): string[] {
  return marks
    .filter(({ front }) => front !== null && front >= 0.5)
    .sort((a, b) => (a.x.value ?? 0) - (b.x.value ?? 0) || (a.y.value ?? 0) - (b.y.value ?? 0))
    .map(({ y }) => y.pointId);
}

function lineOrder(a: ParetoLine, b: ParetoLine): number {
  const claim = ({ evidence }: ParetoLine) => (evidence === "claim" ? 1 : 0);
  const front = ({ points }: ParetoLine) => points.reduce((sum, mark) => sum + (mark.front ?? 0), 0);
  return claim(a) - claim(b) || front(b) - front(a) || compareNames(a.label, b.label);
}

/** Loads double from point to point: what spans more than eight times is drawn on a log axis. */
const wideFrom = 8;

function axisOf(marks: readonly ParetoMark[], of: "x" | "y", asked: Scale | null): Axis {
  const values = marks.flatMap((mark) => mark[of].value ?? []);
  const [low = 0, high = 0] = extent(values);
  const scale = asked ?? (low > 0 && high / low >= wideFrom ? "log" : "linear");
  const ends = marks.flatMap((mark) => {
    const { interval } = mark[of];
    return interval ? [Math.max(interval.low, low / 2), Math.min(interval.high, high * 1.5)] : [];
  });
  return axisFor([...values, ...ends], scale);
}

function notesOf(marks: readonly ParetoMark[], axes: ParetoAxes, alone: number): string[] {
  const measured = marks.filter(({ front }) => front !== null);
  const still = measured.filter(({ x, y }) => x.interval === null || y.interval === null).length;
  const as = still === 1 ? "it is" : "they are";
  return [
    measured.length > 0 &&
      `The stepped line joins the points that are on the front in at least half of ${countText(paretoDraws)} draws from the measured intervals; the table has each point’s share.`,
    measured.length === 0 &&
      marks.length > 0 &&
      "No front is drawn: these are claims, and a claim takes part in no comparison.",
    still > 0 &&
      `${countOf(still, "point")} ${still === 1 ? "has" : "have"} no interval along at least one axis: there ${as} taken to lie exactly where ${as} drawn.`,
    alone > 0 &&
      `${countOf(alone, "point")} of ${axes.y.short.toLowerCase()} without ${axes.x.short.toLowerCase()} in the same file for the same setup ${alone === 1 ? "is" : "are"} not drawn.`,
  ].filter((note) => typeof note === "string");
}

function tableOf({ line, points }: Drawn, { view }: ChartContext): TableRow[] {
  return points.flatMap((point, i) => {
    const mark = line.points[i];
    if (mark === undefined) return [];
    const detail = [line.detail, mark.load].filter((part) => part !== "").join(" · ");
    const row = tableRow(point, mark.y, {
      ...{ group: groupLabel(point, view), label: line.label, detail, slot: line.slot },
    });
    return [{ ...row, across: mark.x, front: mark.front }];
  });
}

/** `71 %`, `<1 %`, `>99 %`: a share of draws is never more certain than they are many. */
export function frontText(front: number | null): string {
  if (front === null) return "–";
  if (front > 0 && front < 0.01) return "<1\u00a0%";
  if (front < 1 && front > 0.99) return ">99\u00a0%";
  return `${tickText(Math.round(front * 100))}\u00a0%`;
}

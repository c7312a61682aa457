import { caseKey, type Case } from "../points/case";
import type { Evidence } from "../points/evidence";
import { pointId } from "../points/id";
import type { Interval, QuantileLimits } from "../points/interval";
import { locatorText, type Locator } from "../points/locator";
import { emptyStats, statistics, type Point, type Run, type Samples, type Stats } from "../points/point";
import { moments } from "../stats/moments";
import { correlationOf } from "./correlation-of";
import type { Draft } from "./draft";
import { foldStatistics } from "./fold-statistics";
import { studentT } from "./interval-at";
import { quantileLimits } from "./quantile-limits";
import { statsOf } from "./stats-of";
import { toldApart } from "./told-apart";

/** The level of the interval that a point is stored with; a view computes others from the same statistics. */
const storedLevel = 0.95;

/**
 * Merges the drafts of a file into points: drafts of one case and metric are repeats, and become one point whose n is
 * the number of runs. Claims, missing values and ranges are never merged: each stays a point of its own. So
 * does a draft that is `apart`.
 *
 * @param fileSha256 makes the points' ids, so that the same bytes give the same ids
 */
export function pointsFrom(drafts: Iterable<Draft>, fileSha256: string): Point[] {
  const keys = new Map<Case, string>();
  const groups = new Map<string, Draft[]>();
  for (const draft of toldApart(drafts)) {
    const key = groupKey(draft, keys);
    const group = groups.get(key);
    if (group) group.push(draft);
    else groups.set(key, [draft]);
  }
  const points: Point[] = [];
  for (const [key, group] of groups) {
    // A group is held no longer than until its point is made.
    groups.delete(key);
    points.push(...pointsOfGroup(key, group, fileSha256));
  }
  return points;
}

function groupKey(draft: Draft, keys: Map<Case, string>): string {
  let ofCase = keys.get(draft.case);
  if (ofCase === undefined) keys.set(draft.case, (ofCase = caseKey(draft.case)));
  const key = `${draft.metric}\u0000${draft.unit}\u0000${ofCase}`;
  const alone = draft.claim || draft.value === null;
  return alone ? `${key}\u0000${locatorText(draft.provenance.locator)}` : key;
}

/** One point, or one for each statistic where a file states several that cannot be paired run by run. */
function pointsOfGroup(key: string, group: Draft[], fileSha256: string): Point[] {
  const byStatistic = new Map<string, Draft[]>();
  for (const draft of foldStatistics(group)) {
    const same = byStatistic.get(draft.statistic);
    if (same) same.push(draft);
    else byStatistic.set(draft.statistic, [draft]);
  }
  return Array.from(byStatistic, ([statistic, drafts]) => {
    return pointOf(drafts, pointId(fileSha256, `${statistic}\u0000${key}`));
  });
}

function pointOf(group: Draft[], id: string): Point {
  const runs = inFileOrder(runsOf(group));
  if (runs.length === 1 && !isManyRuns(runs[0]!)) return pointOfRun(group[0]!, runs[0]!, id);
  return pointOfRuns(group[0]!, runs, id);
}

/** A draft for many rows beside others is taken apart, so that all runs stand in the order of their lines. */
function inFileOrder(runs: Draft[]): Draft[] {
  const haveLines = runs.every(({ provenance: { locator } }) => "line" in locator && !("pointer" in locator));
  if (runs.length === 1 || !haveLines || !runs.some(isManyRuns)) return runs;
  return runs.flatMap((run) => (isManyRuns(run) ? rowsOf(run) : [run])).sort(byLine);
}

function byLine(a: Draft, b: Draft): number {
  return lineOf(a) - lineOf(b);
}

/** The rows that a draft with samples stands for, a draft each. */
function rowsOf(draft: Draft): Draft[] {
  if (draft.samples === null) return [draft];
  const { values, at } = draft.samples;
  return Array.from(values, (value, i) => {
    const locator = { ...draft.provenance.locator, line: at[i]! };
    return { ...draft, value, samples: null, provenance: { ...draft.provenance, locator } };
  });
}

/** Whether the draft stands for many rows, each a run. */
function isManyRuns(draft: Draft): boolean {
  return draft.samples !== null && draft.samples.varies === "between-run" && draft.samples.values.length > 1;
}

/**
 * Rows of one run, named or not, are samples within it; rows that belong to none are a run each. A row with statistics of
 * its own is a run whatever it is named: a summary is no sample.
 */
function runsOf(group: Draft[]): Draft[] {
  const ofSamples = new Map<string | number, Draft[]>();
  const runs: Draft[][] = [];
  for (const draft of group) {
    const run = isOfRows(draft) && !isDetailed(draft) ? (draft.run ?? draft.unnamedRun) : undefined;
    const same = run === undefined ? undefined : ofSamples.get(run);
    if (same) same.push(draft);
    else {
      const rows = [draft];
      runs.push(rows);
      if (run !== undefined) ofSamples.set(run, rows);
    }
  }
  return runs.map((rows) => (rows.length === 1 ? rows[0]! : runOfRows(rows)));
}

/** A row of one value, or several such rows of a run; an array of samples in JSON is a run's whole. */
function isOfRows({ samples }: Draft): boolean {
  return samples === null || (samples.pointer === null && samples.varies !== "between-run");
}

/** Whether the row is a summary of its own, and no sample of a run. */
function isDetailed(draft: Draft): boolean {
  return draft.stated !== null || hasStats(draft);
}

function hasStats(draft: Draft): boolean {
  const { stats } = draft;
  const hasOther = statistics.some((name) => name !== draft.statistic && stats[name] !== null);
  return hasOther || stats.n !== null || stats.sd !== null;
}

function runOfRows(rows: Draft[]): Draft {
  const ordered = rows.some(({ samples }) => samples !== null) ? rows.flatMap(rowsOf).sort(byLine) : rows;
  const samples: Samples = { ...samplesOf(ordered), varies: rows[0]!.varies };
  const stats = statsOf(samples.values);
  return { ...rows[0]!, value: stats.mean, stats, samples };
}

function samplesOf(runs: readonly Draft[]): Omit<Samples, "varies"> {
  const whole = runs[0]!.samples;
  if (runs.length === 1 && whole) return whole;
  return {
    values: Float64Array.from(runs.flatMap(valuesOf)),
    at: Float64Array.from(runs.flatMap(linesOf)),
    pointer: null,
    column: columnOf(runs[0]!.provenance.locator),
  };
}

function valuesOf(run: Draft): number[] {
  return isManyRuns(run) ? Array.from(run.samples!.values) : [valueOfRun(run)];
}

function linesOf(run: Draft): number[] {
  return isManyRuns(run) ? Array.from(run.samples!.at) : [lineOf(run)];
}

/** The mean of a run's samples, where it holds them; else its value as stated. */
function valueOfRun(run: Draft): number {
  const mean = run.samples && run.statistic === "mean" ? moments(run.samples.values).mean : null;
  return mean ?? run.value!;
}

function columnOf(locator: Locator): number | null {
  return "column" in locator ? (locator.column ?? null) : null;
}

function lineOf(draft: Draft): number {
  const { locator } = draft.provenance;
  return "line" in locator ? (locator.line ?? 0) : 0;
}

/** One value is no repeat: a run with one sample is a run with n = 1. */
function keptSamples(run: Draft): Samples | null {
  return run.samples && run.samples.values.length > 1 ? run.samples : null;
}

function pointOfRun(first: Draft, run: Draft, id: string): Point {
  const samples = keptSamples(run);
  const stats = statsOfRun(run);
  const evidence = evidenceOf(run, samples, stats);
  const interval = evidence === "samples" || evidence === "summary" ? intervalOf(run, stats) : null;
  const limits = interval && limitsOf(run, interval);
  const value = run.value === null ? null : valueOfRun(run);
  const point = pointWith(first, { id, value, stats, samples, evidence, interval, runs: [] });
  if (limits) point.limits = limits;
  return point;
}

/** Order statistics suppose independent values, and no n makes up for neighbours that are alike. */
function limitsOf({ samples, statistic }: Draft, { correlation }: Interval): QuantileLimits | undefined {
  if (samples?.varies !== "within-run" || statistic !== "mean") return undefined;
  const isIndependent = correlation === undefined || correlation.effectiveN >= samples.values.length;
  return isIndependent ? quantileLimits(samples.values) : undefined;
}

function intervalOf(run: Draft, stats: Stats): Point["interval"] {
  if (run.stated !== null) return run.stated;
  if (run.statistic !== "mean") return null;
  const { samples } = run;
  const within = samples?.varies === "within-run" ? correlationOf(samples.values) : undefined;
  return studentT(stats, storedLevel, samples?.varies ?? run.varies, within);
}

/**
 * The statistics of a run: of its samples, else as stated, with its value put where its statistic belongs. A spread of
 * fewer than two values is unknown, whatever the file writes for it.
 */
function statsOfRun(run: Draft): Stats {
  if (run.samples && run.samples.values.length > 0) return statsOf(run.samples.values);
  const stats = { ...run.stats, [run.statistic]: run.stats[run.statistic] ?? run.value };
  return stats.n !== null && stats.n < 2 ? { ...stats, sd: null } : stats;
}

function evidenceOf(run: Draft, samples: Samples | null, stats: Stats): Evidence {
  if (run.claim) return "claim";
  if (samples !== null) return "samples";
  if (stats.n !== null && stats.n < 2) return "single";
  const spread = run.stated !== null || (stats.n !== null && stats.sd !== null);
  return spread && run.value !== null ? "summary" : "single";
}

function pointOfRuns(first: Draft, drafts: Draft[], id: string): Point {
  const samples: Samples = { ...samplesOf(drafts), varies: "between-run" };
  const between = statsOf(samples.values);
  const detailed = drafts.some((draft) => !isManyRuns(draft) && (draft.samples !== null || hasStats(draft)));
  const runs = detailed
    ? drafts.flatMap((draft) => (isManyRuns(draft) ? rowsOf(draft) : [draft])).map(runOf)
    : [];
  return pointWith(first, {
    id,
    value: between.mean,
    stats: detailed ? statsOverRuns(first.statistic, between, runs) : asStatistic(first.statistic, between),
    samples,
    evidence: "samples",
    interval: studentT(between, storedLevel, "between-run"),
    runs,
  });
}

/** Values that are each run's p99 have a mean, which is the point's p99 and not its mean. */
function asStatistic(statistic: Draft["statistic"], between: Stats): Stats {
  if (statistic === "mean") return between;
  return { ...emptyStats(), n: between.n, sd: between.sd, [statistic]: between.mean };
}

/** n and sd are between runs; any other statistic is the mean of the runs' own (the extremes: the extreme), if all have it. */
function statsOverRuns(statistic: Draft["statistic"], between: Stats, runs: Run[]): Stats {
  const stats: Stats = { ...emptyStats(), n: between.n, sd: between.sd };
  for (const name of statistics) {
    const values = runs.map((run) => run.stats[name]).filter((value) => value !== null);
    if (values.length === runs.length) stats[name] = overRuns(name, values);
  }
  return { ...stats, [statistic]: between.mean };
}

function overRuns(name: Draft["statistic"], values: number[]): number | null {
  const { mean, min, max } = moments(values);
  return name === "min" ? min : name === "max" ? max : mean;
}

function runOf(draft: Draft): Run {
  const { run: label, context, provenance } = draft;
  const stats = statsOfRun(draft);
  return {
    label,
    value: valueOfRun(draft),
    stats,
    samples: keptSamples(draft),
    provenance,
    context,
    dataset: null,
  };
}

type OfRuns = Pick<Point, "id" | "value" | "stats" | "samples" | "evidence" | "interval" | "runs">;

/** Every field in its place: points that are read by the thousand must be objects of one shape. */
function pointWith(draft: Draft, of: OfRuns): Point {
  return {
    id: of.id,
    metric: draft.metric,
    unit: draft.unit,
    statistic: draft.statistic,
    missing: draft.missing,
    range: draft.range,
    case: draft.case,
    provenance: draft.provenance,
    context: draft.context,
    derivation: null,
    value: of.value,
    stats: of.stats,
    samples: of.samples,
    evidence: of.evidence,
    interval: of.interval,
    runs: of.runs,
  };
}

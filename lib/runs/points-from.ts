import { caseKey } from "../points/case";
import type { Evidence } from "../points/evidence";
import { pointId } from "../points/id";
import { locatorText } from "../points/locator";
import { emptyStats, statistics, type Point, type Run, type Samples, type Stats } from "../points/point";
import { moments } from "../stats/moments";
import { quantiles } from "../stats/quantile";
import type { Draft } from "./draft";
import { studentT } from "./interval-at";

/** The level of the interval that a point is stored with; a view computes others from the same statistics. */
const storedLevel = 0.95;

/**
 * Merges the drafts of a file into points: drafts of one case and metric are repeats, and become one point whose n is
 * the number of runs. Claims, missing values and ranges are never merged: each stays a point of its own.
 *
 * @param fileSha256 makes the points' ids, so that the same bytes give the same ids
 */
export function pointsFrom(drafts: Iterable<Draft>, fileSha256: string): Point[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const key = groupKey(draft);
    const group = groups.get(key);
    if (group) group.push(draft);
    else groups.set(key, [draft]);
  }
  return Array.from(groups, ([key, group]) => pointOf(group, pointId(fileSha256, key)));
}

function groupKey(draft: Draft): string {
  const key = `${draft.metric}\u0000${draft.unit}\u0000${draft.statistic}\u0000${caseKey(draft.case)}`;
  const alone = draft.claim || draft.value === null;
  return alone ? `${key}\u0000${locatorText(draft.provenance.locator)}` : key;
}

function pointOf(group: Draft[], id: string): Point {
  const runs = runsOf(group);
  if (runs.length === 1) return pointOfRun(group[0]!, runs[0]!, id);
  return pointOfRuns(group[0]!, runs, id);
}

/** Rows that name one run are samples within it; rows that name none are a run each. */
function runsOf(group: Draft[]): Draft[] {
  const named = new Map<string, Draft[]>();
  const runs: Draft[][] = [];
  for (const draft of group) {
    const same = draft.run === null ? undefined : named.get(draft.run);
    if (same) same.push(draft);
    else {
      const rows = [draft];
      runs.push(rows);
      if (draft.run !== null) named.set(draft.run, rows);
    }
  }
  return runs.map((rows) => (rows.length === 1 ? rows[0]! : runOfRows(rows)));
}

function runOfRows(rows: Draft[]): Draft {
  const samples: Samples = { ...samplesOf(rows), varies: "within-run" };
  const stats = statsOf(samples.values);
  return { ...rows[0]!, value: stats.mean, stats, samples, varies: "within-run" };
}

function samplesOf(rows: Draft[]): Omit<Samples, "varies"> {
  const first = rows[0]!.provenance.locator;
  return {
    values: rows.map((row) => row.value!),
    at: rows.map((row) => lineOf(row)),
    pointer: null,
    column: "column" in first ? (first.column ?? null) : null,
  };
}

function lineOf(draft: Draft): number {
  const { locator } = draft.provenance;
  return "line" in locator ? (locator.line ?? 0) : 0;
}

/** Statistics of raw values: type 7 quantiles, sample sd. */
export function statsOf(values: ArrayLike<number>): Stats {
  const { n, mean, sd, min, max } = moments(values);
  const [median, p90, p95, p99] = quantiles(values, [0.5, 0.9, 0.95, 0.99]);
  return { n, mean, sd, median: median!, p90: p90!, p95: p95!, p99: p99!, min, max };
}

function pointOfRun(first: Draft, run: Draft, id: string): Point {
  const stats = run.samples ? statsOf(run.samples.values) : withOwnValue(run);
  const evidence = evidenceOf(run, stats);
  const measured = evidence === "samples" || evidence === "summary";
  const interval = run.stated ?? (run.statistic === "mean" ? studentT(stats, storedLevel, run.varies) : null);
  return {
    ...shared(first, id),
    value: run.samples && run.statistic === "mean" ? stats.mean : run.value,
    stats,
    samples: run.samples,
    evidence,
    interval: measured ? interval : null,
    runs: [],
  };
}

/** The stated statistics of a row, with its value put where its statistic belongs. */
function withOwnValue(draft: Draft): Stats {
  return { ...draft.stats, [draft.statistic]: draft.stats[draft.statistic] ?? draft.value };
}

function evidenceOf(run: Draft, stats: Stats): Evidence {
  if (run.claim) return "claim";
  if (run.samples && run.samples.values.length >= 2) return "samples";
  const spread = run.stated !== null || (stats.n !== null && stats.n >= 2 && stats.sd !== null);
  return spread ? "summary" : "single";
}

function pointOfRuns(first: Draft, drafts: Draft[], id: string): Point {
  const samples: Samples = { ...samplesOf(drafts), varies: "between-run" };
  const between = statsOf(samples.values);
  const detailed = drafts.some((draft) => draft.samples !== null || draft.stats.n !== null || hasOwnStatistics(draft));
  const runs = detailed ? drafts.map(runOf) : [];
  const stats = detailed ? statsOverRuns(between, runs) : between;
  return {
    ...shared(first, id),
    value: between.mean,
    stats,
    samples,
    evidence: "samples",
    interval: studentT(between, storedLevel, "between-run"),
    runs,
  };
}

function hasOwnStatistics(draft: Draft): boolean {
  return statistics.some((name) => name !== draft.statistic && draft.stats[name] !== null);
}

function runOf(draft: Draft): Run {
  return {
    label: draft.run,
    value: draft.value!,
    stats: withOwnValue(draft),
    samples: draft.samples,
    provenance: draft.provenance,
    context: draft.context,
    dataset: null,
  };
}

/** n, mean and sd are between runs; a percentile is the mean of the runs' own, where every run has one. */
function statsOverRuns(between: Stats, runs: Run[]): Stats {
  const meanOf = (name: "median" | "p90" | "p95" | "p99") => {
    const values = runs.map((run) => run.stats[name]).filter((value) => value !== null);
    return values.length === runs.length ? moments(values).mean : null;
  };
  const extreme = (name: "min" | "max", pick: (...values: number[]) => number) => {
    const values = runs.map((run) => run.stats[name]).filter((value) => value !== null);
    return values.length === runs.length ? pick(...values) : null;
  };
  return {
    ...emptyStats(),
    n: between.n,
    mean: between.mean,
    sd: between.sd,
    median: meanOf("median"),
    p90: meanOf("p90"),
    p95: meanOf("p95"),
    p99: meanOf("p99"),
    min: extreme("min", Math.min),
    max: extreme("max", Math.max),
  };
}

function shared(draft: Draft, id: string) {
  const { metric, unit, statistic, missing, range, provenance, context } = draft;
  return { id, metric, unit, statistic, missing, range, case: draft.case, provenance, context, derivation: null };
}

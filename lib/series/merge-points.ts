import { caseKey } from "../points/case";
import { gravest } from "../points/point-audit";
import { emptyStats, statistics, type Statistic, type Stats } from "../points/point";
import { studentT } from "../runs/interval-at";
import { combineRuns, type RunSummary } from "../runs/merge-files";
import { statsOf } from "../runs/stats-of";
import { moments } from "../stats/moments";
import type { ChartPoint } from "./chart-point";
import { pickEvenly, stripLimit } from "./pick-evenly";

/** A point and the files (sha256) that its runs stand in: one, or several where files of one case were merged. */
export interface MergedPoint {
  point: ChartPoint;
  datasets: readonly string[];
}

/**
 * Merges the points of different files that have one case, metric, unit and statistic: their runs are repeats, as rows
 * of one file are. Claims, missing values, ranges, derived points and those of an unnamed setup stay alone. The merged point keeps the smallest id
 * of its parts and lists them all, so that a link to any of them finds it. Order: that of the first part.
 *
 * @param byDay keeps files of different days apart
 */
export function mergePoints(points: readonly ChartPoint[], byDay = false): MergedPoint[] {
  if (points.every((point) => point.dataset === points[0]?.dataset)) return points.map(alone);
  const groups = new Map<string, ChartPoint[]>();
  points.forEach((point, i) => {
    const key = isMergeable(point) ? mergeKey(point, byDay) : `alone ${i}`;
    const group = groups.get(key);
    if (group) group.push(point);
    else groups.set(key, [point]);
  });
  return Array.from(groups.values()).flatMap((group) => mergeGroup(group));
}

function alone(point: ChartPoint): MergedPoint {
  return { point, datasets: [point.dataset] };
}

/** Files that name neither model nor system nor hardware may be of anything: nothing says that they are repeats. */
function isMergeable({ value, evidence, derivation, case: of }: ChartPoint): boolean {
  const isNamed = of.model !== null || of.system !== null || of.hardware !== null;
  return isNamed && value !== null && evidence !== "claim" && derivation === null;
}

function mergeKey(point: ChartPoint, byDay: boolean): string {
  const day = byDay ? point.measuredOn : null;
  return JSON.stringify([point.metric, point.unit, point.statistic, day, caseKey(point.case)]);
}

/** Points of one file were kept apart by its importer, and stay so; so do parts whose spread is not known. */
function mergeGroup(group: ChartPoint[]): MergedPoint[] {
  const datasets = Array.from(new Set(group.map((point) => point.dataset)));
  if (group.length === 1 || datasets.length < group.length) return group.map(alone);
  const point = mergeParts(group);
  return point === null ? group.map(alone) : [{ point, datasets }];
}

/** What one part gives to the merged point: its runs' count, mean and sd, and their values where all are known. */
interface RunsOfPart extends RunSummary {
  values: readonly number[] | null;
}

function mergeParts(parts: ChartPoint[]): ChartPoint | null {
  const [first] = parts;
  const runs = parts.map(runsOfPart);
  const whole = combineRuns(runs);
  if (first === undefined || whole === null) return null;
  const values = runs.every((each) => each.values !== null)
    ? runs.flatMap((each) => each.values ?? [])
    : null;
  const runStats = mergeRunStats(parts);
  // Statistics that runs state of themselves never stand beside statistics of the runs' means.
  const own = ownStatistics(runStats);
  const stats = { ...emptyStats(), ...(own ?? (values && statsOf(values))), ...whole };
  const ids = parts.map((part) => part.id).sort();
  const { limits: _ofOneRun, ...shared } = first;
  return {
    ...shared,
    id: ids[0] ?? first.id,
    parts: ids,
    value: whole.mean,
    stats,
    evidence: values ? "samples" : "summary",
    interval: studentT(whole, 0.95, "between-run"),
    strip: values && pickEvenly(values, stripLimit),
    runStats,
    audit: gravest(parts.map(({ audit }) => audit)),
  };
}

/** A point whose interval is between runs holds runs; any other is one run, whatever happened inside it. */
function runsOfPart(point: ChartPoint): RunsOfPart {
  const { n, mean, sd } = point.stats;
  const value = point.value ?? 0;
  if (point.interval?.varies !== "between-run" || n === null || mean === null)
    return { values: [value], n: 1, mean: value, sd: null };
  const known = point.strip !== null && point.strip.length === n;
  return { values: known ? point.strip : null, n, mean, sd };
}

/** Per statistic, the runs' own values, where every part knows them of every run. */
function mergeRunStats(parts: readonly ChartPoint[]): ChartPoint["runStats"] {
  const merged: NonNullable<ChartPoint["runStats"]> = {};
  for (const statistic of statistics) {
    const lists = parts.map((part) => runValues(part, statistic));
    if (lists.every((list) => list !== null)) merged[statistic] = lists.flat();
  }
  return Object.keys(merged).length > 0 ? merged : null;
}

function runValues(part: ChartPoint, statistic: Statistic): readonly number[] | null {
  if (part.runStats !== null) return part.runStats[statistic] ?? null;
  if (part.interval?.varies === "between-run") return statistic === part.statistic ? part.strip : null;
  const own = statistic === part.statistic ? part.value : part.stats[statistic];
  return own === null ? null : [own];
}

/** A percentile over runs is the mean of the runs' own, the extremes are theirs; null where runs state none. */
function ownStatistics(runStats: ChartPoint["runStats"]): Partial<Stats> | null {
  const { min, max, ...rest } = runStats ?? {};
  const own: Partial<Stats> = {};
  for (const statistic of ["median", "p90", "p95", "p99"] as const) {
    const values = rest[statistic];
    if (values) own[statistic] = moments(values).mean;
  }
  if (min) own.min = Math.min(...min);
  if (max) own.max = Math.max(...max);
  return Object.keys(own).length > 0 ? own : null;
}

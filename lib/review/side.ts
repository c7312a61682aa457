import type { Evidence } from "../points/evidence";
import type { Varies } from "../points/interval";
import type { Point, Statistic } from "../points/point";
import { combineRuns, type RunSummary } from "../runs/merge-files";
import { valueOf } from "../runs/interval-at";
import { moments } from "../stats/moments";

/** A point on one side of a review, with the dataset that holds it. */
export type ReviewPoint = Point & { dataset: string; file: string };

/**
 * What one side of a comparison rests on. `n`, `mean` and `sd` are over runs: the requests inside one run are no repeats of
 * it, so that a run of a thousand requests is one. Null where a side has no number.
 */
export interface Side {
  n: number | null;
  mean: number | null;
  sd: number | null;
  /** One value a run, where they are all known. */
  values: number[] | null;
  /** `not-stated`: the file gives n and a spread without saying what varies; it is read as runs, and said. */
  varies: Varies;
  evidence: Evidence;
  points: ReviewPoint[];
}

/** All points of one case and metric on one side: their runs together. */
export function sideOf(points: readonly ReviewPoint[], statistic: Statistic): Side | null {
  const [first] = points;
  if (first === undefined) return null;
  const parts = points.map((point) => runsOf(point, statistic));
  if (parts.some((part) => part === null)) return null;
  const known = parts as Runs[];
  const values = known.every((part) => part.values !== null) ? known.flatMap((part) => part.values!) : null;
  const whole = values ? summaryOf(values) : combineRuns(known);
  const total = known.reduce((sum, part) => sum + part.n, 0);
  return {
    n: known.some((part) => part.isCountUnknown) ? null : (whole?.n ?? total),
    mean: whole?.mean ?? known[0]!.mean,
    sd: whole?.sd ?? null,
    values,
    varies: known.some((part) => part.varies === "not-stated") ? "not-stated" : "between-run",
    evidence: weakest(points),
    points: [...points],
  };
}

interface Runs extends RunSummary {
  values: number[] | null;
  varies: Varies;
  /** A number whose n nobody stated: one run at least. */
  isCountUnknown: boolean;
}

function summaryOf(values: readonly number[]): RunSummary {
  const { n, mean, sd } = moments(values);
  return { n, mean: mean!, sd };
}

/** The runs behind a point's statistic; null where it has no value. */
function runsOf(point: ReviewPoint, statistic: Statistic): Runs | null {
  const value = valueOf(point, statistic);
  if (value === null) return null;
  const perRun = point.runs.map(
    (run) => run.stats[statistic] ?? (statistic === point.statistic ? run.value : null),
  );
  if (perRun.length > 0 && perRun.every((each) => each !== null)) return ofValues(perRun as number[]);
  const { samples, stats, interval } = point;
  const isOwn = statistic === point.statistic;
  if (isOwn && samples !== null && samples.varies === "between-run")
    return ofValues(Array.from(samples.values));
  const varies = interval?.varies ?? samples?.varies ?? null;
  if (
    isOwn &&
    statistic === "mean" &&
    stats.n !== null &&
    stats.n > 1 &&
    stats.sd !== null &&
    varies !== "within-run"
  ) {
    return {
      n: stats.n,
      mean: value,
      sd: stats.sd,
      values: null,
      varies: varies ?? "not-stated",
      isCountUnknown: false,
    };
  }
  const isRun = varies === "within-run" || stats.n === 1;
  return { n: 1, mean: value, sd: null, values: [value], varies: "between-run", isCountUnknown: !isRun };
}

function ofValues(values: number[]): Runs {
  return { ...summaryOf(values), values, varies: "between-run", isCountUnknown: false };
}

const strength: readonly Evidence[] = ["claim", "single", "summary", "samples"];

function weakest(points: readonly ReviewPoint[]): Evidence {
  const ranks = points.map(({ evidence }) => strength.indexOf(evidence));
  return strength[Math.min(...ranks)]!;
}

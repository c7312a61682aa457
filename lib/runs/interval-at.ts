import type { Correlation, Interval } from "../points/interval";
import type { Point, Run, Statistic, Stats } from "../points/point";
import { moments } from "../stats/moments";
import { criticalT } from "../stats/t-distribution";
import { tInterval } from "../stats/t-interval";
import { limitsInterval } from "./quantile-limits";

type Described = Pick<
  Point,
  "evidence" | "stats" | "samples" | "interval" | "limits" | "runs" | "statistic" | "value"
>;

/** The value of one statistic of a point: its own value, or another that the point holds; null where it holds none. */
export function valueOf(
  point: Pick<Point, "value" | "statistic" | "stats">,
  statistic: Statistic,
): number | null {
  return statistic === point.statistic ? point.value : point.stats[statistic];
}

/**
 * The confidence interval of a point's statistic at a level (a fraction), or null where the data supports none:
 * claims, single numbers, n unknown, n = 1, percentiles without repeats.
 *
 * Student t on the mean of n values, as many as are independent; for a point of several runs that each state the statistic,
 * Student t over runs; for a quantile of one run's values, two of them. An interval that is only stated keeps the level that its file gives it.
 */
export function intervalAt(
  point: Described,
  level: number,
  statistic: Statistic = point.statistic,
): Interval | null {
  const { evidence, interval } = point;
  if (evidence === "claim" || evidence === "single" || point.value === null) return null;
  if (statistic !== point.statistic) {
    const { limits, runs, stats } = point;
    return overRuns(runs, statistic, level) ?? limitsInterval(limits, stats.n, level, statistic);
  }
  if (interval?.method === "stated" || interval?.level === level) return interval;
  if (interval?.df !== undefined) return logRatioAt(interval, level);
  // A percentile of one run is not a mean of repeats, whatever n the run had.
  if (statistic !== "mean" && interval?.varies !== "between-run") return null;
  const { varies = "not-stated", correlation } = interval ?? {};
  return studentT({ ...point.stats, mean: point.value }, level, varies, correlation);
}

/**
 * Student t on a mean from n, mean and sd; null where one of them is unknown or n < 2. Values that are not independent count
 * as fewer: both the standard error and the degrees of freedom are those of the effective n.
 */
export function studentT(
  stats: Pick<Stats, "n" | "mean" | "sd">,
  level: number,
  varies: Interval["varies"],
  correlation?: Correlation,
): Interval | null {
  if (stats.n === null || stats.mean === null || stats.sd === null) return null;
  const counted = correlation?.effectiveN ?? stats.n;
  const found = tInterval({ n: counted, mean: stats.mean, sd: stats.sd }, level);
  if (found === null) return null;
  const { low, high } = found;
  const interval: Interval = { low, high, level, method: "student-t", n: stats.n, varies };
  if (correlation) interval.correlation = correlation;
  return interval;
}

/** A log-ratio interval at another level: its half width on the log scale is t times a standard error. */
export function logRatioAt(interval: Interval, level: number): Interval | null {
  const { low, high, df } = interval;
  const [from, to] = [criticalT(interval.level, df ?? NaN), criticalT(level, df ?? NaN)];
  if (from === null || to === null) return null;
  const [middle, reach] = [Math.sqrt(low) * Math.sqrt(high), (Math.log(high / low) / 2) * (to / from)];
  return { ...interval, low: middle * Math.exp(-reach), high: middle * Math.exp(reach), level };
}

function overRuns(runs: readonly Run[], statistic: Statistic, level: number): Interval | null {
  const values = runs.map((run) => run.stats[statistic]).filter((value) => value !== null);
  if (values.length < 2 || values.length !== runs.length) return null;
  const { n, mean, sd } = moments(values);
  return studentT({ n, mean, sd }, level, "between-run");
}

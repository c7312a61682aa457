import type { Interval } from "../points/interval";
import type { Statistic } from "../points/point";
import { logRatioAt, studentT, valueOf } from "../runs/interval-at";
import { limitsInterval } from "../runs/quantile-limits";
import { moments } from "../stats/moments";
import type { Summary } from "../stats/summary";
import type { ChartPoint } from "./chart-point";

/** The value of a chart point's statistic; null where it holds none, is missing, or is a range. */
export function chartValue(point: ChartPoint, statistic: Statistic): number | null {
  return point.value === null ? null : valueOf(point, statistic);
}

/**
 * What lib/runs/interval-at gives for the stored point, from what of it travelled to the page; a test holds the two
 * together. `level` is a fraction.
 */
export function chartInterval(point: ChartPoint, level: number, statistic: Statistic): Interval | null {
  const { evidence, interval, stats } = point;
  if (evidence === "claim" || evidence === "single" || point.value === null) return null;
  if (statistic !== point.statistic) {
    const between = overRuns(point.runStats?.[statistic] ?? [], level);
    return between ?? limitsInterval(point.limits, stats.n, level, statistic);
  }
  if (interval?.method === "stated" || interval?.level === level) return interval;
  if (interval?.df !== undefined) return logRatioAt(interval, level);
  if (statistic !== "mean" && interval?.varies !== "between-run") return null;
  const { n, sd } = stats;
  const mean = point.value;
  if (interval?.correlation) return studentT({ n, mean, sd }, level, interval.varies, interval.correlation);
  const reach = n === null ? null : reachAt(n, level);
  if (n === null || sd === null || reach === null) return null;
  return {
    low: mean - reach * sd,
    high: mean + reach * sd,
    level,
    method: "student-t",
    n,
    varies: interval?.varies ?? "not-stated",
  };
}

/** n, mean and sd of a point's values, those that are not independent of one another counted as fewer. */
export function independent({ stats, interval }: ChartPoint): Summary {
  const { n, mean, sd } = stats;
  return { n: interval?.correlation?.effectiveN ?? n, mean, sd };
}

const reaches = new Map<number, Map<number, number | null>>();

/** Half width of the t interval of n values whose sd is 1. Charts ask for the same few n and levels again and again. */
function reachAt(n: number, level: number): number | null {
  const known = reaches.get(level) ?? new Map<number, number | null>();
  reaches.set(level, known);
  let reach = known.get(n);
  if (reach === undefined) {
    reach = studentT({ n, mean: 0, sd: 1 }, level, "not-stated")?.high ?? null;
    known.set(n, reach);
  }
  return reach;
}

function overRuns(values: readonly number[], level: number): Interval | null {
  if (values.length < 2) return null;
  const { n, mean, sd } = moments(values);
  return studentT({ n, mean, sd }, level, "between-run");
}

import { findMetric } from "../points/metrics";
import type { Statistic } from "../points/point";
import type { ChartPoint } from "./chart-point";

const beyond: Partial<Record<Statistic, number>> = { p90: 0.1, p95: 0.05, p99: 0.01 };

/**
 * Whether a percentile is asked of so few values that less than one of them is expected beyond it: p99 of fewer than 100.
 * It then lies at or between the largest two. Not so where each run states its own: n counts the runs there.
 */
export function isBareTail(point: ChartPoint, statistic: Statistic): boolean {
  const share = beyond[statistic];
  const { n } = point.stats;
  if (share === undefined || n === null || n < 1 || point.stats[statistic] === null) return false;
  const overRuns = point.statistic === statistic && point.interval?.varies === "between-run";
  return !overRuns && point.runStats?.[statistic] === undefined && n < Math.round(1 / share);
}

/** `p95 and p99 of 12 values are no more than the slowest: …`; empty where there are values enough. */
export function tailNote(point: ChartPoint, held: readonly Statistic[]): string {
  const bare = held.filter((statistic) => isBareTail(point, statistic));
  const { n } = point.stats;
  if (bare.length === 0 || n === null) return "";
  const most = findMetric(point.metric, point.unit).dimension === "time" ? "slowest" : "largest";
  const [verb, they] = bare.length === 1 ? ["is", "it lies"] : ["are", "they lie"];
  if (n === 1) return `${joined(bare)} of 1 value ${verb} that value.`;
  return `${joined(bare)} of ${n} values ${verb} hardly more than the ${most} of them: ${they} at or between the ${most} two.`;
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

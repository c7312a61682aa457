import type { Statistic } from "../points/point";
import { geometricMean } from "../stats/geometric-mean";
import type { Comparison } from "./comparison";

/** The ratios of one metric over all cases that both sides have. */
export interface Aggregate {
  metric: string;
  statistic: Statistic;
  cases: number;
  /** Geometric mean of the ratios. */
  value: number;
  low: number | null;
  high: number | null;
}

/**
 * One number a metric: the geometric mean of its ratios, each weighing the same. Its interval carries those of the ratios
 * (independent on the log scale) and not the spread between cases, which are no sample of anything; null where a ratio has
 * no interval, or one without width. Metrics with a single case have none.
 */
export function aggregates(comparisons: readonly Comparison[]): Aggregate[] {
  const groups = new Map<string, Comparison[]>();
  for (const each of comparisons) {
    if (each.ratio === null || each.verdict === "not testable") continue;
    const key = `${each.metric.id} ${each.statistic}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return Array.from(groups.values()).flatMap((group) => aggregateOf(group) ?? []);
}

function aggregateOf(group: readonly Comparison[]): Aggregate | null {
  const ratios = group.map(({ ratio }) => ratio!);
  const value = geometricMean(ratios.map((ratio) => ratio.value));
  if (group.length < 2 || value === null) return null;
  const { metric, statistic } = group[0]!;
  const frame = { metric: metric.id, statistic, cases: group.length, value };
  const halves = ratios.map(({ low, high }) =>
    low && high && 0 < low && low < high ? Math.log(high / low) / 2 : null,
  );
  if (halves.some((half) => half === null)) return { ...frame, low: null, high: null };
  const reach = Math.hypot(...(halves as number[])) / group.length;
  return { ...frame, low: value * Math.exp(-reach), high: value * Math.exp(reach) };
}

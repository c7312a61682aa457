import type { Stats } from "../points/point";
import { moments } from "../stats/moments";
import { quantiles } from "../stats/quantile";

/** Statistics of raw values: sample sd, type 7 quantiles. */
export function statsOf(values: ArrayLike<number>): Stats {
  const { n, mean, sd, min, max } = moments(values);
  const [median = null, p90 = null, p95 = null, p99 = null] = quantiles(values, [0.5, 0.9, 0.95, 0.99]);
  return { n, mean, sd, median, p90, p95, p99, min, max };
}

import { moments } from "./moments";
import { repeatsOf, type Summary } from "./summary";
import { criticalT } from "./t-distribution";

/**
 * Confidence interval of a mean, in the unit of the mean; `level` is a fraction, 0.95. mean ± t sd/sqrt(n) with n - 1
 * degrees of freedom (Student, Biometrika 6 (1908) 1-25). Null where n < 2, a part is missing or not finite, or the level
 * is not within 0 and 1. sd = 0 gives low = high = mean: no variation was seen, which is not certainty.
 */
export function tInterval(summary: Summary, level: number): { low: number; high: number } | null {
  const repeats = repeatsOf(summary);
  const t = repeats && criticalT(level, repeats.n - 1);
  if (repeats === null || t === null) return null;
  const low = repeats.mean - t * repeats.se;
  const high = repeats.mean + t * repeats.se;
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : null;
}

/** The same from raw values. */
export function tIntervalOfValues(
  values: ArrayLike<number>,
  level: number,
): { low: number; high: number } | null {
  return tInterval(moments(values), level);
}

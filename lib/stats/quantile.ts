import { sortedValues } from "./sorted-values";

/**
 * Quantile of values of one unit, sorted or not, at p (a fraction, 0 to 1); null for no values, a value that is NaN or
 * infinite, or p out of range. Type 7 of Hyndman & Fan, The American Statistician 50 (1996) 361-365: linear between the
 * order statistics around (n - 1) p, the default of R, NumPy and pyperf.
 */
export function quantile(values: ArrayLike<number>, p: number): number | null {
  return quantiles(values, [p])[0]!;
}

/** Quantiles at several fractions from one sort; each as `quantile` gives it, in the order of `ps`. */
export function quantiles(values: ArrayLike<number>, ps: readonly number[]): (number | null)[] {
  const sorted = sortedValues(values);
  if (sorted === null || sorted.length === 0) return ps.map(() => null);
  return ps.map((p) => (p >= 0 && p <= 1 ? between(sorted, (sorted.length - 1) * p) : null));
}

function between(sorted: ArrayLike<number>, position: number): number {
  const below = Math.floor(position);
  const part = position - below;
  const low = sorted[below]!;
  if (part === 0) return low;
  const high = sorted[below + 1]!;
  const step = high - low;
  return Number.isFinite(step) ? low + part * step : (1 - part) * low + part * high;
}

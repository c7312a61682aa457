import { orderStatistics } from "./order-statistics";
import { rangeOf } from "./range-of";

/**
 * Quantile of values of one unit, sorted or not, at p (a fraction, 0 to 1); null for no values, a value that is NaN or
 * infinite, or p out of range. Type 7 of Hyndman & Fan, The American Statistician 50 (1996) 361-365: linear between the
 * order statistics around (n - 1) p, the default of R, NumPy and pyperf.
 */
export function quantile(values: ArrayLike<number>, p: number): number | null {
  return quantiles(values, [p])[0]!;
}

/** Quantiles at several fractions, each as `quantile` gives it, in the order of `ps`. */
export function quantiles(values: ArrayLike<number>, ps: readonly number[]): (number | null)[] {
  const range = rangeOf(values);
  if (range === null) return ps.map(() => null);
  const last = values.length - 1;
  const positions = ps.map((p) => (p >= 0 && p <= 1 ? last * p : null));
  const ranks = ranksAround(positions, last);
  const found = orderStatistics(values, range, ranks);
  const valueAt = (rank: number) => found[ranks.indexOf(rank)]!;
  return positions.map((position) => (position === null ? null : between(valueAt, position)));
}

/** Those next to the positions, ascending. */
function ranksAround(positions: readonly (number | null)[], last: number): number[] {
  const ranks = positions.flatMap((position) => {
    return position === null ? [] : [Math.floor(position), Math.min(last, Math.floor(position) + 1)];
  });
  return Array.from(new Set(ranks)).sort((a, b) => a - b);
}

function between(valueAt: (rank: number) => number, position: number): number {
  const below = Math.floor(position);
  const part = position - below;
  const low = valueAt(below);
  if (part === 0) return low;
  const high = valueAt(below + 1);
  const step = high - low;
  return Number.isFinite(step) ? low + part * step : (1 - part) * low + part * high;
}

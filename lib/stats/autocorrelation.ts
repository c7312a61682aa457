import { moments } from "./moments";
import { NeumaierSum } from "./neumaier-sum";

export interface Autocorrelation {
  /** Lag-1 coefficient, -1 to 1. */
  r1: number;
  /** How many independent values carry the same information about the mean, 2 to n. */
  effectiveN: number;
  /** |r1| > 1.96 / sqrt(n): an interval that supposes independent values is too narrow (or too wide). */
  significant: boolean;
}

/**
 * Lag-1 autocorrelation of values in the order they were measured: sum (x_i - m)(x_{i+1} - m) / sum (x_i - m)^2, as in
 * NIST's StRD; n_eff = n (1 - r1)/(1 + r1), that of an AR(1) series, held within 2 and n. Null for n < 2, where all
 * values are equal, or one is NaN or infinite.
 */
export function autocorrelation(values: ArrayLike<number>): Autocorrelation | null {
  const { n, mean, sd } = moments(values);
  if (mean === null || sd === null || sd === 0) return null;
  const residue = meanDeviation(values, mean, sd);
  const deviation = (i: number) => (values[i]! - mean) / sd - residue;
  const products = new NeumaierSum();
  const squares = new NeumaierSum();
  let previous = 0;
  for (let i = 0; i < n; i++) {
    const d = deviation(i);
    products.add(previous * d);
    squares.add(d * d);
    previous = d;
  }
  const r1 = products.total / squares.total;
  const effectiveN = Math.min(n, Math.max(2, (n * (1 - r1)) / (1 + r1)));
  return { r1, effectiveN, significant: Math.abs(r1) > 1.96 / Math.sqrt(n) };
}

/** What rounding has left of the mean, in units of sd. */
function meanDeviation(values: ArrayLike<number>, mean: number, sd: number): number {
  const sum = new NeumaierSum();
  for (let i = 0; i < values.length; i++) sum.add((values[i]! - mean) / sd);
  return sum.total / values.length;
}

import { NeumaierSum } from "./neumaier-sum";
import { rangeOf } from "./range-of";

/** In the unit of the values. All but n are null for no values, or where one value is NaN or infinite. */
export interface Moments {
  n: number;
  mean: number | null;
  /** Sample standard deviation, divisor n - 1; null for n < 2, 0 only where all values are equal or nearly so. */
  sd: number | null;
  min: number | null;
  max: number | null;
}

/**
 * Count, mean, sample sd and extremes of values of one unit, in any order; O(n), nothing is copied.
 *
 * Corrected two-pass algorithm (Chan, Golub & LeVeque, The American Statistician 37 (1983) 242-247) with compensated
 * sums, on values divided by a power of two near the largest, so that 1e-300 and 1e300 survive squaring. What rounding
 * cuts off a large deviation is kept as well (Knuth's TwoSum), or it would spoil the mean of 1, 1e17, 2, -1e17, 3.
 */
export function moments(values: ArrayLike<number>): Moments {
  const n = values.length;
  const range = rangeOf(values);
  if (range === null) return { n, mean: null, sd: null, min: null, max: null };
  const { min, max } = range;
  if (n < 2) return { n, mean: min, sd: null, min, max };
  if (min === max) return { n, mean: min, sd: 0, min, max };

  const unit = powerOfTwoNear(Math.max(-min, max));
  const first = scaledMean(values, unit);
  const deviation = new NeumaierSum();
  const square = new NeumaierSum();
  for (let i = 0; i < n; i++) {
    const x = values[i]! / unit;
    const d = x - first;
    const back = x - d;
    deviation.add(d);
    deviation.add(x - (d + back) + (back - first));
    square.add(d * d);
  }
  const residue = deviation.total;
  const variance = Math.max(0, (square.total - (residue * residue) / n) / (n - 1));
  const mean = Math.min(max, Math.max(min, (first + residue / n) * unit));
  const sd = Math.sqrt(variance) * unit;
  return { n, mean, sd: Number.isFinite(sd) ? sd : null, min, max };
}

function scaledMean(values: ArrayLike<number>, unit: number): number {
  const sum = new NeumaierSum();
  for (let i = 0; i < values.length; i++) sum.add(values[i]! / unit);
  return sum.total / values.length;
}

/** log2 of the largest double rounds up to 1024, and 2^1024 is infinite: hence the cap. */
function powerOfTwoNear(x: number): number {
  return 2 ** Math.min(1023, Math.floor(Math.log2(x)));
}

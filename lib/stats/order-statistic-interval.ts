import { sortedValues } from "./sorted-values";

/** Ranks count from 1; null where no value of the sample is far enough out to be that limit. */
export interface OrderStatisticRanks {
  lowRank: number | null;
  highRank: number | null;
  /** The probability that the interval covers the quantile: at least the level, one-sided where a rank is null. */
  coverage: number;
}

/**
 * Ranks of the values between which the quantile at p of any continuous distribution lies with at least the probability
 * `level`: at most (1 - level)/2 of Binomial(n, p) is left outside on either side. Conover, Practical Nonparametric
 * Statistics (1999) section 3.2. Null unless n is a whole number above 0 and p and level lie within 0 and 1.
 */
export function orderStatisticRanks(n: number, p: number, level: number): OrderStatisticRanks | null {
  if (!Number.isInteger(n) || n < 1 || !(p > 0 && p < 1) || !(level > 0 && level < 1)) return null;
  const { first, weights, total } = binomialWeights(n, p);
  // Sums of rounded terms may miss an exact tie such as 1/32 by their last digits.
  const outside = ((1 - level) / 2) * total * (1 + 1e-12);
  let below = 0;
  let from = 0;
  while (below + weights[from]! <= outside) below += weights[from++]!;
  let above = 0;
  let to = weights.length;
  while (above + weights[to - 1]! <= outside) above += weights[--to]!;
  // P(K < lowRank) and P(K >= highRank) are what is left outside.
  const lowRank = first + from === 0 ? null : first + from;
  const highRank = first + to > n ? null : first + to;
  return { lowRank, highRank, coverage: 1 - (below + above) / total };
}

/**
 * Confidence interval of the quantile at p (a fraction) from raw values, in their unit, without supposing a distribution.
 * Null where the sample is too small to bound it on both sides (a median at 0.95 needs 6 values), or has a value that is
 * NaN or infinite.
 */
export function orderStatisticInterval(
  values: ArrayLike<number>,
  p: number,
  level: number,
): { low: number; high: number; lowRank: number; highRank: number; coverage: number } | null {
  const ranks = orderStatisticRanks(values.length, p, level);
  if (ranks === null || ranks.lowRank === null || ranks.highRank === null) return null;
  const sorted = sortedValues(values);
  if (sorted === null) return null;
  const { lowRank, highRank, coverage } = ranks;
  return { low: sorted[lowRank - 1]!, high: sorted[highRank - 1]!, lowRank, highRank, coverage };
}

/** P(K = first), P(K = first + 1), ... over `total`, outwards from the mode to where they no longer count. */
function binomialWeights(n: number, p: number): { first: number; weights: number[]; total: number } {
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const downwards: number[] = [];
  for (let k = mode, weight = 1; k > 0 && weight > negligible; k--) {
    weight *= k / ((n - k + 1) * odds);
    downwards.push(weight);
  }
  const upwards: number[] = [];
  for (let k = mode, weight = 1; k < n && weight > negligible; k++) {
    weight *= ((n - k) * odds) / (k + 1);
    upwards.push(weight);
  }
  const weights = [...downwards.reverse(), 1, ...upwards];
  return { first: mode - downwards.length, weights, total: weights.reduce((sum, weight) => sum + weight, 0) };
}

const negligible = 1e-25;

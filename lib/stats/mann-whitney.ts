import { normalTail } from "./normal-distribution";

export interface MannWhitney {
  /** How many pairs have x above y, ties counted half. */
  u1: number;
  u2: number;
  /** P(X > Y) + P(X = Y)/2: the common-language effect size. */
  cles: number;
  hasTies: boolean;
  /** Two-sided: exact up to `exactLimit` values together, else by the normal distribution with ties and continuity corrected. */
  p: number;
  method: "exact" | "normal";
  /** The smallest p that groups of these sizes can give, 2/C(n1 + n2, n1): where it is above alpha, no data could be significant. */
  attainableP: number;
}

/** Values of both groups together, up to which the exact distribution is computed. */
export const exactLimit = 100;

/**
 * The rank-sum test of P(X > Y) = 1/2 (Mann & Whitney, Annals of Mathematical Statistics 18 (1947) 50-60); no test of medians
 * or means where spreads differ. Values that are all equal have p = 1. Null where a group is empty or a value is not finite.
 */
export function mannWhitney(x: ArrayLike<number>, y: ArrayLike<number>): MannWhitney | null {
  const ranks = doubledMidranks(x, y);
  if (ranks === null) return null;
  const [n1, n2] = [x.length, y.length];
  const rankSum = ranks.doubled.slice(0, n1).reduce((sum, rank) => sum + rank, 0);
  const u1 = rankSum / 2 - (n1 * (n1 + 1)) / 2;
  const isExact = n1 + n2 <= exactLimit;
  return {
    u1,
    u2: n1 * n2 - u1,
    cles: u1 / (n1 * n2),
    hasTies: ranks.tied > 0,
    p: ranks.allEqual ? 1 : isExact ? exactP(ranks.doubled, n1, rankSum) : normalP(u1, n1, n2, ranks.tied),
    method: isExact ? "exact" : "normal",
    attainableP: Math.min(1, 2 / choices(n1 + n2, n1)),
  };
}

/** z and the two-sided p by the normal distribution, corrected for ties and continuity; null also where all values are equal. */
export function mannWhitneyNormal(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): { z: number; p: number } | null {
  const ranks = doubledMidranks(x, y);
  if (ranks === null || ranks.allEqual) return null;
  const [n1, n2] = [x.length, y.length];
  const rankSum = ranks.doubled.slice(0, n1).reduce((sum, rank) => sum + rank, 0);
  const z = normalZ(rankSum / 2 - (n1 * (n1 + 1)) / 2, n1, n2, ranks.tied);
  return { z, p: twoSided(z) };
}

/** Twice the midrank of each value (x's first), so that ranks of ties are whole; and the sum of t³ - t over ties. */
function doubledMidranks(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): { doubled: number[]; tied: number; allEqual: boolean } | null {
  const all = [...Array.from(x), ...Array.from(y)];
  if (x.length === 0 || y.length === 0 || !all.every(Number.isFinite)) return null;
  const order = Array.from(all.keys()).sort((a, b) => all[a]! - all[b]!);
  const doubled = new Array<number>(all.length);
  let tied = 0;
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && all[order[to]!] === all[order[from]!]) to++;
    // Ranks from + 1 to `to`: twice their mean is from + 1 + to.
    for (let i = from; i < to; i++) doubled[order[i]!] = from + 1 + to;
    tied += (to - from) ** 3 - (to - from);
    from = to;
  }
  return { doubled, tied, allEqual: tied === all.length ** 3 - all.length };
}

/**
 * The permutation distribution of the sum of x's doubled midranks, exact with ties too, by the shift algorithm (Streitberg &
 * Röhmel, Statistical Software Newsletter 12 (1986) 10-17). Counts up to C(100, 50) fit a double's range; each tail is a sum
 * of positive terms, so that it keeps its digits.
 */
function exactP(doubled: readonly number[], n1: number, rankSum: number): number {
  const counts = sumCounts(doubled, n1);
  let [total, below, above] = [0, 0, 0];
  counts.forEach((count, sum) => {
    total += count;
    if (sum <= rankSum) below += count;
    if (sum >= rankSum) above += count;
  });
  return Math.min(1, (2 * Math.min(below, above)) / total);
}

/** C(n, k) as a double. */
function choices(n: number, k: number): number {
  let found = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) found = (found * (n - i + 1)) / i;
  return found;
}

/** How many choices of n1 values have each sum of doubled midranks. */
function sumCounts(doubled: readonly number[], n1: number): Float64Array {
  const largest = doubled.reduce((sum, rank) => sum + rank, 0);
  const counts = Array.from({ length: n1 + 1 }, () => new Float64Array(largest + 1));
  counts[0]![0] = 1;
  doubled.forEach((rank, i) => {
    for (let chosen = Math.min(i, n1 - 1); chosen >= 0; chosen--) {
      const from = counts[chosen]!;
      const to = counts[chosen + 1]!;
      for (let sum = largest - rank; sum >= 0; sum--) if (from[sum] !== 0) to[sum + rank]! += from[sum]!;
    }
  });
  return counts[n1]!;
}

function normalP(u: number, n1: number, n2: number, tied: number): number {
  return twoSided(normalZ(u, n1, n2, tied));
}

function normalZ(u: number, n1: number, n2: number, tied: number): number {
  const n = n1 + n2;
  const sd = Math.sqrt(((n1 * n2) / 12) * (n + 1 - tied / (n * (n - 1))));
  const off = u - (n1 * n2) / 2;
  return (off - Math.sign(off) * 0.5) / sd;
}

function twoSided(z: number): number {
  return Math.min(1, 2 * normalTail(Math.abs(z))!);
}

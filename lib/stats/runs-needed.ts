import { criticalT } from "./t-distribution";

/** Share of experiments that should find the effect, unless said otherwise. */
export const usualPower = 0.8;

/**
 * The smallest relative change that two groups of n runs each would show with the given power at the given level, as a
 * fraction of the mean: (t(1 - alpha/2) + t(power)) cv sqrt(2/n) with 2n - 2 degrees of freedom (Lehr, Statistics in
 * Medicine 11 (1992) 1099-1102, with Student's t in place of the normal). Null for n < 2 or cv unknown.
 *
 * @param cv sd over mean, of one run
 */
export function detectableChange(cv: number, n: number, level = 0.95, power = usualPower): number | null {
  if (!(cv >= 0) || !Number.isInteger(n) || n < 2) return null;
  const df = 2 * n - 2;
  const [t, tPower] = [criticalT(level, df), criticalT(2 * power - 1, df)];
  return t === null || tPower === null ? null : (t + tPower) * cv * Math.sqrt(2 / n);
}

/** The most runs a side that are worth naming. */
const mostRuns = 10_000;

/**
 * How many runs a side are needed to see a relative change of that size with the given power: the first n whose detectable
 * change is no larger. Null where cv is unknown or 0, or more than 10,000 would be needed.
 */
export function runsNeeded(cv: number, change: number, level = 0.95, power = usualPower): number | null {
  if (!(cv > 0) || !(change > 0)) return null;
  let [low, high] = [2, mostRuns];
  if (detectableChange(cv, high, level, power)! > change) return null;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (detectableChange(cv, middle, level, power)! <= change) high = middle;
    else low = middle + 1;
  }
  return low;
}

import type { Correlation } from "../points/interval";
import { autocorrelation } from "../stats/autocorrelation";

/**
 * How alike neighbouring values of one run are, where that is more than chance (|r1| > 1.96 / sqrt(n)); else undefined.
 * Alike ones count as fewer, alternating ones never as more. Values that stand by size say nothing of the order in which
 * they were measured: nothing is corrected then.
 *
 * @param values in the order of the file
 */
export function correlationOf(values: ArrayLike<number>): Correlation | undefined {
  const found = autocorrelation(values);
  if (found === null || !found.significant) return undefined;
  const { r1, effectiveN } = found;
  return { r1, effectiveN: isSorted(values) ? values.length : effectiveN };
}

function isSorted(values: ArrayLike<number>): boolean {
  return isOrdered(values, 1) || isOrdered(values, -1);
}

function isOrdered(values: ArrayLike<number>, sign: number): boolean {
  for (let i = 1; i < values.length; i++) if ((values[i]! - values[i - 1]!) * sign < 0) return false;
  return true;
}

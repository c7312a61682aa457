import { fiellerInterval } from "./fieller-interval";
import { repeatsOf, type Summary } from "./summary";

/*
 * A statistic that the data does not support is null; these say why, in words that a page can show. Each is null exactly
 * where its statistic is there.
 */

/** Of an interval of a mean, and of everything else that wants repeats. */
export function whyNoRepeats({ mean, sd, n }: Summary): string | null {
  if (n === null) return "how many values there are is not stated";
  if (n === 0 || mean === null) return "there is no value";
  if (n < 2) return "one value does not say how much it varies";
  if (sd === null) return "how much the values vary is not known";
  return repeatsOf({ mean, sd, n }) === null ? "mean, spread or n is no number" : null;
}

/** Of Welch's test, and of an effect size. */
export function whyNoTest(a: Summary, b: Summary): string | null {
  const alone = whyNoRepeats(a) ?? whyNoRepeats(b);
  if (alone !== null) return alone;
  return a.sd === 0 && b.sd === 0 ? "neither side varies: there is nothing to test against" : null;
}

/** Of an interval of a ratio of two means; that of two sides without spread has no width, and says nothing either. */
export function whyNoRatioInterval(numerator: Summary, denominator: Summary, level: number): string | null {
  if (denominator.mean === 0) return "the denominator is 0";
  const untested = whyNoTest(numerator, denominator);
  if (untested !== null) return untested;
  const fieller = fiellerInterval(numerator, denominator, level);
  if (fieller === null) return "the ratio exceeds every number";
  return fieller.bounded ? null : "the denominator cannot be told from 0, so that the ratio has no bounds";
}

/** Of the rank-sum test. */
export function whyNoRanks(x: ArrayLike<number>, y: ArrayLike<number>): string | null {
  if (x.length === 0 || y.length === 0) return "there is no value";
  const all = [...Array.from(x), ...Array.from(y)];
  if (!all.every(Number.isFinite)) return "a value is no number";
  return all.every((value) => value === all[0]) ? "all values are equal" : null;
}

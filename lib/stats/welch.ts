import { satterthwaiteDf } from "./satterthwaite-df";
import { repeatsOf, type Summary } from "./summary";
import { criticalT, tTwoSidedP } from "./t-distribution";

export interface Welch {
  /** a - b, with its confidence interval, in the unit of the means. */
  difference: number;
  low: number;
  high: number;
  t: number;
  df: number;
  /** Two-sided, of "the means are equal". */
  p: number;
  /** The standard error is below ten roundings of the larger mean: R's t.test refuses such data. */
  essentiallyConstant: boolean;
}

/**
 * Welch's test of a against b, which does not suppose equal spread (Biometrika 34 (1947) 28-35). Null where a group has
 * n < 2 or a part missing or not finite, or where neither group varies: there is nothing to test against.
 */
export function welch(a: Summary, b: Summary, level: number): Welch | null {
  const [x, y] = [repeatsOf(a), repeatsOf(b)];
  if (x === null || y === null) return null;
  const df = satterthwaiteDf({ se: x.se, df: x.n - 1 }, { se: y.se, df: y.n - 1 });
  const critical = df && criticalT(level, df);
  if (df === null || critical === null) return null;

  const se = Math.hypot(x.se, y.se);
  const difference = x.mean - y.mean;
  const t = difference / se;
  const [low, high] = [difference - critical * se, difference + critical * se];
  if (![t, low, high].every(Number.isFinite)) return null;
  const essentiallyConstant = se < 10 * Number.EPSILON * Math.max(Math.abs(x.mean), Math.abs(y.mean));
  return { difference, low, high, t, df, p: tTwoSidedP(t, df)!, essentiallyConstant };
}

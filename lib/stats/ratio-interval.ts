import { satterthwaiteDf } from "./satterthwaite-df";
import { repeatsOf, type Summary } from "./summary";
import { criticalT } from "./t-distribution";

export interface RatioInterval {
  /** Numerator's mean over denominator's mean, without unit. */
  ratio: number;
  low: number;
  high: number;
  /** Null where neither side varies: then low = high = ratio. */
  df: number | null;
  method: "log-ratio";
}

/**
 * Confidence interval of a ratio of two means, both above 0: ratio e^(±t se), se^2 = (se_x/x)^2 + (se_y/y)^2 (Hedges,
 * Gurevitch & Curtis, Ecology 80 (1999) 1150-1156), with Satterthwaite's df at the estimated ratio. Null where n < 2, a
 * part is missing or not finite, a mean is not above 0, or a limit exceeds every double.
 */
export function ratioInterval(numerator: Summary, denominator: Summary, level: number): RatioInterval | null {
  const [x, y] = [repeatsOf(numerator), repeatsOf(denominator)];
  if (x === null || y === null || !(x.mean > 0) || !(y.mean > 0) || !(level > 0 && level < 1)) return null;
  const ratio = x.mean / y.mean;
  const [ex, ey] = [x.se / x.mean, y.se / y.mean];
  const df = satterthwaiteDf({ se: ex, df: x.n - 1 }, { se: ey, df: y.n - 1 });
  const t = df === null ? 0 : criticalT(level, df);
  if (t === null) return null;
  const reach = t * Math.hypot(ex, ey);
  const [low, high] = [ratio * Math.exp(-reach), ratio * Math.exp(reach)];
  return low > 0 && Number.isFinite(high) ? { ratio, low, high, df, method: "log-ratio" } : null;
}

import { satterthwaiteDf } from "./satterthwaite-df";
import { repeatsOf, type Summary } from "./summary";
import { criticalT } from "./t-distribution";

/** `g` is (t se_y / y)^2: from 1 on the denominator cannot be told from 0, and the ratio has no bounds. */
export type FiellerInterval =
  /** df is null where neither side varies: then low = high = ratio. */
  | { bounded: true; ratio: number; low: number; high: number; g: number; df: number | null }
  | { bounded: false; ratio: number; g: number; df: number };

/**
 * Confidence interval of a ratio of two means of any sign (Fieller, J. R. Stat. Soc. B 16 (1954) 175-185): all r for
 * which x - r y does not differ from 0, with Satterthwaite's df at the estimated ratio. Take it instead of the log method
 * where g >= 0.05 or a mean may be 0 or less. Null where n < 2, a part is missing or not finite, or the denominator is 0.
 */
export function fiellerInterval(
  numerator: Summary,
  denominator: Summary,
  level: number,
): FiellerInterval | null {
  const [x, y] = [repeatsOf(numerator), repeatsOf(denominator)];
  if (x === null || y === null || y.mean === 0 || !(level > 0 && level < 1)) return null;
  const ratio = x.mean / y.mean;
  // Both errors in units of the ratio, so that no square of a mean overflows.
  const ex = x.se / Math.abs(y.mean);
  const ey = y.se / Math.abs(y.mean);
  if (![ratio, ex, ey].every(Number.isFinite)) return null;
  const df = satterthwaiteDf({ se: ex, df: x.n - 1 }, { se: Math.abs(ratio) * ey, df: y.n - 1 });
  if (df === null) return { bounded: true, ratio, low: ratio, high: ratio, g: 0, df };
  const t = criticalT(level, df);
  if (t === null) return null;
  const g = (t * ey) ** 2;
  if (g >= 1) return { bounded: false, ratio, g, df };
  const reach = t * Math.hypot(ex * Math.sqrt(1 - g), ratio * ey);
  const [low, high] = [(ratio - reach) / (1 - g), (ratio + reach) / (1 - g)];
  return Number.isFinite(low) && Number.isFinite(high) ? { bounded: true, ratio, low, high, g, df } : null;
}

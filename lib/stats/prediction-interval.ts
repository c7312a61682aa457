import { repeatsOf, type Summary } from "./summary";
import { criticalT, tTwoSidedP } from "./t-distribution";

export interface PredictionInterval {
  /** Where one more run of the same kind lies with that probability. */
  low: number;
  high: number;
  df: number;
}

/**
 * Where one more value lies, given a sample of the same kind: mean ± t sd sqrt(1 + 1/n), in its unit (Whitmore, The
 * American Statistician 40 (1986) 141-143). Null where n < 2, a part is missing, or the level is not within 0 and 1.
 */
export function predictionInterval(history: Summary, level: number): PredictionInterval | null {
  const known = repeatsOf(history);
  const t = known && criticalT(level, known.n - 1);
  if (known === null || t === null) return null;
  const reach = t * known.sd * Math.sqrt(1 + 1 / known.n);
  return { low: known.mean - reach, high: known.mean + reach, df: known.n - 1 };
}

/**
 * How far one new value lies from a sample, in Student's t with n - 1 degrees of freedom, and its two-sided p. Null where
 * there is no interval, or where the sample does not vary.
 */
export function againstHistory(history: Summary, value: number): { t: number; df: number; p: number } | null {
  const known = repeatsOf(history);
  if (known === null || known.sd === 0 || !Number.isFinite(value)) return null;
  const t = (value - known.mean) / (known.sd * Math.sqrt(1 + 1 / known.n));
  const df = known.n - 1;
  return { t, df, p: tTwoSidedP(t, df)! };
}

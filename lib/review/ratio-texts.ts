import { ratioText, singleText } from "../series/number-text";
import type { Comparison } from "./comparison";

export interface RatioTexts {
  /** `1.28`; a dash where there is none. */
  text: string;
  /** Its ends; null where it has none that say anything. */
  ends: [low: string, high: string] | null;
  /** What stands in the interval's place: `unbounded`, `no spread`; else empty. */
  note: string;
}

/** A ratio as page, Markdown and command line write it. */
export function ratioTexts({ ratio }: Pick<Comparison, "ratio">): RatioTexts {
  if (ratio === null) return { text: "–", ends: null, note: "" };
  const { value, low, high, method } = ratio;
  const text = ratioOnly(value, null);
  if (method === "unbounded") return { text, ends: null, note: "unbounded" };
  if (low === null || high === null) return { text, ends: null, note: "" };
  if (low === high) return { text, ends: null, note: "no spread" };
  const interval = { low, high };
  return {
    text: ratioOnly(value, interval),
    ends: [ratioOnly(low, interval), ratioOnly(high, interval)],
    note: "",
  };
}

/** `1.28`; far from 1, where two decimals say little, three digits. */
export function ratioOnly(value: number, interval: { low: number; high: number } | null): string {
  if (value < 0.1 || value >= 100) return singleText(Number(value.toPrecision(3)));
  return ratioText(value, interval).slice(0, -1);
}

import { readHeader } from "../points/headers";
import { findUnit } from "../points/units";

/** What the heading above a table says of all its numbers. */
export interface HeadingMetric {
  metric: string;
  /** "" where the heading names none and the cells must. */
  unit: string;
}

/**
 * The metric that a heading names: `1. Inference Speed (Tokens per Second)`, `Latency (Time to First Token - ms)`,
 * `TTFT (ms)`. Null where neither the heading nor what stands in its brackets is the name of a metric.
 */
export function headingMetric(heading: string): HeadingMetric | null {
  const text = heading.replace(/^[\d.]+[.)]?\s+/, "").trim();
  const bracketed = /\(([^()]{1,100})\)\s*$/.exec(text)?.[1]?.trim();
  const before = text.replace(/\s*\([^()]*\)\s*$/, "");
  for (const name of [text, bracketed, before]) {
    const found = name === undefined ? null : metricIn(withUnitInBrackets(name));
    if (found !== null) return found;
  }
  return null;
}

/** `Time to First Token - ms` and `ms Time to First Token` are `Time to First Token (ms)`. */
function withUnitInBrackets(name: string): string {
  const [, first, rest] = /^(\S{1,20})\s+(.+)$/.exec(name) ?? [];
  if (first !== undefined && findUnit(first) !== null) return `${rest} (${first})`;
  return name.replace(/\s+[-–—]\s+(\S{1,20})$/, " ($1)");
}

function metricIn(name: string): HeadingMetric | null {
  const meaning = readHeader(name);
  if (meaning.kind !== "metric" || meaning.statistic === "sd" || meaning.statistic === "n") return null;
  return { metric: meaning.metric, unit: meaning.unit ?? "" };
}

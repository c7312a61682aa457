import type { Point, Stats } from "../points/point";
import { placeOf, type Conversion } from "../points/provenance";
import { printedBounds, type Bounds } from "./bounds";

/**
 * Where a point's number may lie by how it is printed, in the metric's unit: the raw text's rounding, converted as the number
 * was. The number itself where the text holds no plain number; null where there is no number.
 */
export function statedBounds(
  point: Point,
  reading: "exact" | "generous" = "generous",
  statistic: keyof Stats = point.statistic,
): Bounds | null {
  const value = statistic === point.statistic ? point.value : point.stats[statistic];
  if (value === null) return null;
  const place = placeOf(point.provenance, statistic);
  const number = numberIn(place.raw);
  const printed = number === null ? null : printedBounds(number, reading);
  if (number === null || printed === null) return { low: value, high: value };
  const factor = factorOf(place.conversions);
  const half = ((printed.high - printed.low) / 2) * factor;
  // The mean of several printed numbers is rounded no more than each of them.
  return { low: value - half, high: value + half };
}

/** The only number in a cell, without its thousands marks; null where there are none or several. */
function numberIn(raw: string): string | null {
  const marked = raw.replace(/(?<=\d)[,\u2009\u202f\u00a0' ](?=\d{3}(?!\d))/g, "");
  const found = marked.match(/[-+\u2212]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/gi) ?? [];
  return found.length === 1 ? found[0] : null;
}

/** What all conversions together multiply by: `× 1000`, `÷ 60`. Others than these leave the size as it is. */
function factorOf(conversions: readonly Conversion[]): number {
  return conversions.reduce((factor, { by }) => {
    const [, sign, number] = /^([×÷])\s*(\d+(?:\.\d+)?(?:e[-+]?\d+)?)/.exec(by) ?? [];
    if (number === undefined) return factor;
    return sign === "×" ? factor * Number(number) : factor / Number(number);
  }, 1);
}

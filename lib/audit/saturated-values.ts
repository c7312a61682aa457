import type { Finding } from "../points/finding";
import { findMetric } from "../points/metrics";
import type { Point } from "../points/point";
import { amount, share } from "./amount";
import type { Rule } from "./rule";
import { findingOf } from "./stated-runs";

const id = "saturated-values";

const fewest = 20;
const many = 0.1;

/** The largest of measured values is hardly ever reached twice: a limit cuts off what would be above it. */
export const saturatedValues: Rule = {
  id,
  title: "Values at a limit",
  levels: ["unusual"],
  inequality: "of 20 raw values or more, fewer than 10 % are the largest",
  voidWhen: "Fewer than 20 raw values; values so coarse that any of them comes as often.",
  source: "saturation of an instrument; a request's time limit; a power cap",
  *check({ sampled }) {
    for (const point of sampled) {
      const found = findingAbout(point);
      if (found !== null) yield found;
    }
  },
};

const dimensions = new Set(["time", "power"]);

function findingAbout(point: Point): Finding | null {
  const { samples, metric, unit } = point;
  if (samples === null || samples.values.length < fewest) return null;
  const { dimension, label, unit: shown } = findMetric(metric, unit);
  if (!dimensions.has(dimension)) return null;
  const { largest, count, distinct } = topOf(samples.values);
  const n = samples.values.length;
  // Where the others repeat as well, values are coarse, and the largest is no limit.
  if (count < many * n || distinct < 3 || distinct - 1 < (n - count) / 2) return null;
  return findingOf(id, "unusual", {
    title: `${share(count / n)} at the largest value`,
    says: `${label}: many raw values are the largest one, as if something limited them there.`,
    sum: `${count} of ${n} (${share(count / n)}) are ${amount(largest, shown)}`,
    cells: [{ point: point.id, statistic: "max" }],
  });
}

function topOf(values: ArrayLike<number>): { largest: number; count: number; distinct: number } {
  const counts = new Map<number, number>();
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (value > largest) largest = value;
  }
  return { largest, count: counts.get(largest) ?? 0, distinct: counts.size };
}

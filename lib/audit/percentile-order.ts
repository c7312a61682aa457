import type { Finding } from "../points/finding";
import { findMetric } from "../points/metrics";
import type { Stats } from "../points/point";
import { capitalised } from "./figure";
import type { Rule } from "./rule";
import { findingOf, stated, type Stated, type StatedRun } from "./stated-runs";

const id = "percentile-order";

/** By definition of a percentile: each is at least the one before, and all of them lie between the extremes. */
export const percentileOrder: Rule = {
  id,
  title: "Percentiles in order",
  levels: ["inconsistent"],
  inequality: "min ≤ median ≤ p90 ≤ p95 ≤ p99 ≤ max, and min ≤ mean ≤ max",
  voidWhen:
    "The statistics were computed from raw values; a rate whose percentiles count from the fast end, so that they fall throughout.",
  source: "definition of a percentile",
  ofRun: contradiction,
};

/** Percentiles out of a histogram are the edge of its bucket, which may lie so far beyond the largest value. */
const histogram = 1.01;

const rising = ["min", "median", "p90", "p95", "p99", "max"] as const;
const percentiles = ["median", "p90", "p95", "p99"] as const;
type Ordered = (typeof rising)[number] | "mean";
type Pair = readonly [lower: Ordered, upper: Ordered];

function contradiction(run: StatedRun): Finding | null {
  if (isInOrder(run.stats)) return null;
  const wrong = pairsOf(run.stats).filter(([lower, upper]) => isAbove(run, lower, upper));
  if (wrong.length === 0 || fallsThroughout(run)) return null;
  const numbers = wrong.map(([lower, upper]) => [stated(run, lower)!, stated(run, upper)!] as const);
  const { label } = findMetric(run.point.metric, run.point.unit);
  const names = wrong.map(([lower, upper]) => `${lower} above ${upper}`).join(", ");
  return findingOf(id, "inconsistent", {
    title: capitalised(names),
    says: `${label}: ${run.name}${names}. The same values cannot give both.`,
    sum: wrong.map((pair, i) => sumOf(pair, numbers[i]!)).join("; "),
    cells: numbers.flat().map(({ cell }) => cell),
  });
}

function isInOrder(stats: Stats): boolean {
  let before = -Infinity;
  for (let i = 0; i < rising.length; i++) {
    const value = stats[rising[i]!];
    if (value === null) continue;
    if (value < before) return false;
    before = value;
  }
  const { mean, min, max } = stats;
  return mean === null || ((min === null || min <= mean) && (max === null || mean <= max));
}

function sumOf([lower, upper]: Pair, [a, b]: readonly [Stated, Stated]): string {
  return `${lower} ${a.text} > ${upper} ${b.text}`;
}

/** Neighbours among the stated percentiles, and the mean between the extremes. */
function pairsOf(stats: Stats): Pair[] {
  const present = rising.filter((name) => stats[name] !== null);
  const pairs: Pair[] = present.slice(1).map((upper, i) => [present[i]!, upper]);
  if (stats.mean === null) return pairs;
  if (stats.min !== null) pairs.push(["min", "mean"]);
  if (stats.max !== null) pairs.push(["mean", "max"]);
  return pairs;
}

function isAbove(run: StatedRun, lower: Ordered, upper: Ordered): boolean {
  if (run.stats[lower]! <= run.stats[upper]!) return false;
  return stated(run, lower)!.limits.low > stated(run, upper)!.limits.high * histogram;
}

/** The p99 of a rate is often its slow end: then every percentile is below the one before. */
function fallsThroughout({ stats, point }: StatedRun): boolean {
  if (findMetric(point.metric, point.unit).better === "lower") return false;
  const { min, max } = stats;
  const values = percentiles.flatMap((name) => stats[name] ?? []);
  const isFalling = values.every((value, i) => i === 0 || value <= values[i - 1]!);
  return isFalling && values.every((value) => value >= (min ?? value) && value <= (max ?? value));
}

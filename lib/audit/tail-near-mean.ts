import type { Finding } from "../points/finding";
import { findMetric } from "../points/metrics";
import type { Stats } from "../points/point";
import { amount } from "./amount";
import { momentLevel, otherValues } from "./moment-level";
import type { Rule } from "./rule";
import { findingOf, stated, type StatedRun } from "./stated-runs";

const id = "tail-near-mean";

/**
 * How far from the mean a share 1 − q of the values can lie (Cantelli), or one of n (Samuelson). The sd is taken as a
 * sample's, which is the larger: where it is a population's, the bound is tighter than stated here.
 */
export const tailNearMean: Rule = {
  id,
  title: "Tail near the mean",
  levels: ["inconsistent", "unusual"],
  inequality: "p_q − mean ≤ sd √(q ÷ (1 − q)); max − mean and mean − min ≤ sd √(n − 1)",
  voidWhen:
    "No sd is stated; statistics computed from raw values; for the extremes, n is not stated or counts something else than values (TPOT, ITL). Fewer than 10 values, or a table that does not say how many: unusual, and no contradiction.",
  source: "Cantelli 1928; Samuelson, Journal of the American Statistical Association 63 (1968) 1522-1525",
  ofRun: contradiction,
};

type Tail = "p90" | "p95" | "p99" | "min" | "max";

/** How many sd a tail of n values can be from their mean; any number where that takes n and it is not known. */
interface Bound {
  tail: Tail;
  times: (n: number | null) => number | null;
  text: (n: number | null) => string;
}

const bounds: readonly Bound[] = [
  ofShare("p90", 0.9),
  ofShare("p95", 0.95),
  ofShare("p99", 0.99),
  ofOne("min"),
  ofOne("max"),
];

function ofShare(tail: Tail, q: number): Bound {
  const times = Math.sqrt(q / (1 - q));
  return { tail, times: () => times, text: () => `√(${q} ÷ ${amount(1 - q)})` };
}

function ofOne(tail: Tail): Bound {
  return { tail, times: (n) => (n === null ? null : Math.sqrt(n - 1)), text: (n) => `√(${n} − 1)` };
}

/** Tools weight them by tokens, so that one request may count for more than one of n. */
const weighted = new Set(["tpot", "itl"]);

/** How many values the statistics are of; null where it is not known. */
function countOfValues({ stats: { n }, point }: StatedRun): number | null {
  return n === null || n < 2 || weighted.has(point.metric) ? null : n;
}

function contradiction(run: StatedRun): Finding | null {
  const { mean, sd } = run.stats;
  if (mean === null || sd === null) return null;
  const n = countOfValues(run);
  const broken = bounds.find((bound) => isBeyond(run, bound, n));
  if (broken === undefined) return null;
  const { tail, text } = broken;
  const [m, s, t] = [stated(run, "mean")!, stated(run, "sd")!, stated(run, tail)!];
  const level = momentLevel(run);
  const { label, unit } = findMetric(run.point.metric, run.point.unit);
  const away = tail === "min" ? `${m.text} − ${t.text}` : `${t.text} − ${m.text}`;
  return findingOf(id, level, {
    title: `${tail} too far from the mean`,
    says: `${label}: ${run.name}${tail} is further from the mean than the standard deviation allows. ${otherValues[level]}`,
    sum: `${away} = ${amount(Math.abs(t.value - m.value), unit)} > sd ${s.text} × ${text(n)} = ${amount(s.value * broken.times(n)!, unit)}`,
    cells: [m.cell, s.cell, t.cell],
  });
}

function isBeyond(run: StatedRun, { tail, times }: Bound, n: number | null): boolean {
  const { [tail]: value, mean, sd } = run.stats as Stats & { mean: number; sd: number };
  const most = times(n);
  if (value === null || most === null) return false;
  if ((tail === "min" ? mean - value : value - mean) <= sd * most) return false;
  const [m, s, t] = [stated(run, "mean")!, stated(run, "sd")!, stated(run, tail)!].map((each) => each.limits);
  const least = tail === "min" ? m!.low - t!.high : t!.low - m!.high;
  return least > s!.high * most;
}

import type { Finding } from "../points/finding";
import { findMetric } from "../points/metrics";
import { amount } from "./amount";
import { momentLevel, otherValues } from "./moment-level";
import type { Rule } from "./rule";
import { findingOf, stated, type StatedRun } from "./stated-runs";

const id = "spread-within-range";

/**
 * How large and how small the sd of n values with these extremes can be. The lower bound is that of a population sd, which
 * is the weaker.
 */
export const spreadWithinRange: Rule = {
  id,
  title: "Spread within the range",
  levels: ["inconsistent", "unusual"],
  inequality: "range ÷ √(2n) ≤ sd ≤ range ÷ 2 × √(n ÷ (n − 1))",
  voidWhen:
    "N, sd, min or max is not stated; statistics computed from raw values; TPOT and ITL, whose n may count something else. Fewer than 10 values: unusual, and no contradiction.",
  source: "von Szokefalvi Nagy 1918; Popoviciu 1935",
  ofRun: contradiction,
};

const weighted = new Set(["tpot", "itl"]);

function contradiction(run: StatedRun): Finding | null {
  const { n, sd, min, max } = run.stats;
  if (n === null || n < 2 || sd === null || min === null || max === null) return null;
  if (weighted.has(run.point.metric)) return null;
  const [least, most] = [1 / Math.sqrt(2 * n), Math.sqrt(n / (n - 1)) / 2];
  const range = max - min;
  if (range < 0 || (range * least <= sd && sd <= range * most)) return null;
  const [a, b, s] = [stated(run, "min")!, stated(run, "max")!, stated(run, "sd")!];
  const narrow = Math.max(0, b.limits.low - a.limits.high);
  const wide = b.limits.high - a.limits.low;
  const isSmall = s.limits.high < narrow * least;
  if (!isSmall && s.limits.low <= wide * most) return null;
  const { label, unit } = findMetric(run.point.metric, run.point.unit);
  const level = momentLevel(run);
  const bound = isSmall
    ? `(${b.text} − ${a.text}) ÷ √(2 × ${n}) = ${amount(range * least, unit)} > sd ${s.text}`
    : `(${b.text} − ${a.text}) ÷ 2 × √(${n} ÷ ${n - 1}) = ${amount(range * most, unit)} < sd ${s.text}`;
  return findingOf(id, level, {
    title: `Spread too ${isSmall ? "small" : "large"} for its range`,
    says: `${label}: ${run.name}the standard deviation is too ${isSmall ? "small" : "large"} for values from min to max. ${otherValues[level]}`,
    sum: bound,
    cells: [a.cell, b.cell, s.cell, stated(run, "n")!.cell],
  });
}

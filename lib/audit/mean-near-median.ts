import type { Finding } from "../points/finding";
import { findMetric } from "../points/metrics";
import { amount } from "./amount";
import { figure } from "./figure";
import { momentLevel, otherValues } from "./moment-level";
import type { Rule } from "./rule";
import { findingOf, stated, type StatedRun } from "./stated-runs";

const id = "mean-near-median";

/** Of any values, mean and median are at most one standard deviation apart. */
export const meanNearMedian: Rule = {
  id,
  title: "Mean near median",
  levels: ["inconsistent", "unusual"],
  inequality: "|mean − median| ≤ sd",
  voidWhen:
    "No sd is stated; statistics computed from raw values. Fewer than 10 values, or a table that does not say how many: sd may be between runs and the median of requests, which is unusual and no contradiction.",
  source: "Hotelling & Solomons, Annals of Mathematical Statistics 3 (1932) 141-142",
  ofRun: contradiction,
};

function contradiction(run: StatedRun): Finding | null {
  const { mean, median, sd } = run.stats;
  if (mean === null || median === null || sd === null || Math.abs(mean - median) <= sd) return null;
  const [m, d, s] = (["mean", "median", "sd"] as const).map((name) => stated(run, name)!);
  const [of, at, spread] = [m!.limits, d!.limits, s!.limits];
  const least = Math.max(of.low - at.high, at.low - of.high);
  if (least <= spread.high) return null;
  const level = momentLevel(run);
  const { label, unit } = findMetric(run.point.metric, run.point.unit);
  return findingOf(id, level, {
    title: `Mean and median ${figure(Math.abs(mean - median) / sd)} sd apart`,
    says: `${label}: ${run.name}mean and median are further apart than the standard deviation. ${otherValues[level]}`,
    sum: `|${m!.text} − ${d!.text}| = ${amount(Math.abs(mean - median), unit)} > sd ${s!.text}`,
    cells: [m!.cell, d!.cell, s!.cell],
  });
}

import type { Evidence } from "@/lib/points/evidence";
import { quantileNames, type Interval, type QuantileLimits } from "@/lib/points/interval";
import type { Derivation, Range, Statistic } from "@/lib/points/point";

interface Shown {
  evidence: Evidence;
  n: number | null;
  statistic: Statistic;
  missing: string | null;
  range: Range | null;
  derivation: Derivation | null;
  /** Of the point's own statistic, where it has one. */
  interval: Interval | null;
  strip: readonly number[] | null;
  limits?: QuantileLimits;
}

/** Why a point has no whisker, in plain words. */
export function whyNoInterval({
  evidence,
  n,
  statistic,
  missing,
  range,
  derivation,
  interval,
  strip,
  limits,
}: Shown): string {
  if (missing !== null) return `No number: the file says “${missing || "nothing"}” here. Missing is not 0.`;
  if (range !== null) return "A range, as printed. A range is not a confidence interval.";
  if (evidence === "claim")
    return "No interval: a document prints this number, with no measurement behind it.";
  if (derivation !== null)
    return "No interval: a derived number has one only where each of its parts has one.";
  if (evidence === "single" && n === 1)
    return "No interval: this is one run. One number does not say how much it varies.";
  if (evidence === "single")
    return "No interval: the file does not say how many runs are behind this number, or how they spread.";
  if (interval?.correlation && interval.correlation.effectiveN < (n ?? 0))
    return `No interval: neighbouring values of the run are alike, so that their order says too little of the ${statistic}.`;
  if (statistic !== "mean" && Object.hasOwn(limits ?? {}, statistic))
    return `No interval at this level: the ${n} values are too few for it, or the page has too many points to carry it. At another one the ${statistic} has an interval.`;
  if (isQuantile(statistic) && strip !== null && interval?.varies === "within-run")
    return `No interval: the ${n} values of this run are too few to bound its ${statistic}.`;
  if (statistic !== "mean")
    return `No interval: the ${statistic} of one run is one number, however many requests the run had.`;
  return "No interval: n, mean and spread are not all known.";
}

function isQuantile(statistic: Statistic): boolean {
  return quantileNames.some((name) => name === statistic);
}

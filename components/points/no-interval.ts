import type { Evidence } from "@/lib/points/evidence";
import type { Derivation, Range, Statistic } from "@/lib/points/point";

interface Shown {
  evidence: Evidence;
  n: number | null;
  statistic: Statistic;
  missing: string | null;
  range: Range | null;
  derivation: Derivation | null;
}

/** Why a point has no whisker, in plain words. */
export function whyNoInterval({ evidence, n, statistic, missing, range, derivation }: Shown): string {
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
  if (statistic !== "mean")
    return `No interval: the ${statistic} of one run is one number, however many requests the run had.`;
  return "No interval: n, mean and spread are not all known.";
}

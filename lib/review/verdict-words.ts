import { isSpeed, type Comparison } from "./comparison";
import type { ReviewRules } from "./rules";
import { tickText } from "../series/number-text";

/** A verdict in the words of what was measured. */
export interface VerdictWord {
  tone: "clears" | "better" | "worse" | "level" | "open";
  says: string;
}

/** `Faster, clears 1.2×`, `More memory`, `Inconclusive: too few runs`, `Claim: not tested`. */
export function verdictWord(of: Comparison, rules: Pick<ReviewRules, "minSpeedup" | "minRuns">): VerdictWord {
  const [better, worse] = wordsOf(of);
  switch (of.verdict) {
    case "clears bar":
      return { tone: "clears", says: `${better}, clears ${tickText(rules.minSpeedup)}×` };
    case "faster":
      return { tone: "better", says: better };
    case "slower":
      return { tone: "worse", says: worse };
    case "level":
      return { tone: "level", says: "No detectable difference" };
    case "inconclusive":
      return { tone: "open", says: `Inconclusive: ${whyInconclusive(of, rules)}` };
    case "not testable":
      return { tone: "open", says: isClaim(of) ? "Claim: not tested" : "Differs; no better side stated" };
  }
}

/** Rates and times have a speed, memory has an amount; anything else is better or worse. */
function wordsOf({ metric }: Comparison): [better: string, worse: string] {
  if (metric.dimension === "memory") return ["Less memory", "More memory"];
  if (metric.dimension === "compute-per-power" || !isSpeed(metric)) return ["Better", "Worse"];
  return ["Faster", "Slower"];
}

function isClaim({ baseline, candidate }: Comparison): boolean {
  return baseline.evidence === "claim" || candidate.evidence === "claim";
}

function whyInconclusive(
  { baseline, candidate }: Comparison,
  { minRuns }: Pick<ReviewRules, "minRuns">,
): string {
  const runs = [baseline.n, candidate.n];
  if (runs.includes(null)) return "n not stated";
  if (runs.some((n) => n! < minRuns)) return "too few runs";
  return [baseline.sd, candidate.sd].includes(null) ? "spread not known" : "no variation";
}

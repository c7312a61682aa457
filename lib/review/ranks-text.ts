import { pText } from "../series/number-text";
import { mannWhitney } from "../stats/mann-whitney";
import { whyNoRanks } from "../stats/why-undefined";

export interface RankedSides {
  better: "higher" | "lower" | "not stated";
  baseline: { values: readonly number[]; of: number };
  candidate: { values: readonly number[]; of: number };
}

/**
 * What the ranks of the runs say, beside Welch's test and never in its place: it supposes no distribution, but that of few
 * runs cannot be significant whatever they are. Null where not every run's value is known on both sides, or no side is better.
 */
export function ranksText({ better, baseline, candidate }: RankedSides, alpha: number): string | null {
  const isWhole = [baseline, candidate].every(({ values, of }) => values.length > 1 && values.length === of);
  if (!isWhole || better === "not stated") return null;
  const found = mannWhitney(candidate.values, baseline.values);
  const why = whyNoRanks(candidate.values, baseline.values);
  if (found === null || why !== null) return null;
  const share = better === "higher" ? found.cles : 1 - found.cles;
  const pairs = `A run of the candidate is better than one of the baseline in ${sharePercent(share)} of the pairs`;
  if (found.attainableP >= alpha) {
    const sizes = `${candidate.of} against ${baseline.of}`;
    return `${pairs}; ranks of ${sizes} runs cannot be significant at this n, their least p is ${pText(found.attainableP)}.`;
  }
  const p = found.p < 0.0001 ? "p < 0.0001" : `p = ${pText(found.p)}`;
  return `${pairs}: ${p}${found.method === "exact" ? ", exact" : ""}, not adjusted.`;
}

function sharePercent(share: number): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 100 ? Number(percent.toPrecision(2)) : percent}\u00a0%`;
}

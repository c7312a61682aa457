import type { Evidence } from "../points/evidence";
import { countText } from "../series/number-text";
import type { Comparison } from "./comparison";

const words: readonly [Evidence, one: string, many: string][] = [
  ["samples", "case with samples", "cases with samples"],
  ["summary", "case with a summary", "cases with a summary"],
  ["single", "case with a single number", "cases with a single number"],
  ["claim", "claim", "claims"],
];

/** What stands behind the comparisons, by dataset: `9 cases with samples, n 12 to 20; 1 claim`. */
export function evidenceTexts(comparisons: readonly Comparison[]): Record<string, string> {
  const found = new Map<string, { evidence: Evidence; n: number | null }[]>();
  for (const { points, n } of comparisons.flatMap(({ baseline, candidate }) => [baseline, candidate])) {
    // A side of several files has their runs together: n is not that of one of them.
    const isOne = new Set(points.map(({ dataset }) => dataset)).size === 1;
    for (const { dataset, evidence } of points)
      found.set(dataset, [...(found.get(dataset) ?? []), { evidence, n: isOne ? n : null }]);
  }
  return Object.fromEntries(Array.from(found, ([dataset, all]) => [dataset, textOf(all)]));
}

function textOf(all: readonly { evidence: Evidence; n: number | null }[]): string {
  const parts = words.flatMap(([grade, one, many]) => {
    const own = all.filter(({ evidence }) => evidence === grade);
    if (own.length === 0) return [];
    const counts = own.flatMap(({ n }) => n ?? []);
    const hasCounts = (grade === "samples" || grade === "summary") && counts.length === own.length;
    return [`${countText(own.length)} ${own.length === 1 ? one : many}${hasCounts ? rangeText(counts) : ""}`];
  });
  return parts.join("; ");
}

function rangeText(counts: readonly number[]): string {
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  return low === high ? `, n ${countText(low)}` : `, n ${countText(low)} to ${countText(high)}`;
}

import type { Evidence } from "../points/evidence";
import { countText } from "../series/number-text";
import type { Comparison } from "./comparison";

const words: readonly [Evidence, one: string, many: string][] = [
  ["samples", "case with samples", "cases with samples"],
  ["summary", "case with a summary", "cases with a summary"],
  ["single", "case with a single number", "cases with a single number"],
  ["claim", "claim", "claims"],
];

/** What stands behind the comparisons, by dataset: `9 cases with samples, n 12 to 20; 1 with n 3; 1 claim`. */
export function evidenceTexts(comparisons: readonly Comparison[], minRuns: number): Record<string, string> {
  const found = new Map<string, Behind[]>();
  for (const { points, n } of comparisons.flatMap(({ baseline, candidate }) => [baseline, candidate])) {
    // A side of several files has their runs together: n is not that of one of them.
    const isOne = new Set(points.map(({ dataset }) => dataset)).size === 1;
    for (const { dataset, evidence } of points)
      found.set(dataset, [...(found.get(dataset) ?? []), { evidence, n: isOne ? n : null }]);
  }
  return Object.fromEntries(Array.from(found, ([dataset, all]) => [dataset, textOf(all, minRuns)]));
}

type Behind = { evidence: Evidence; n: number | null };

/** Cases with fewer runs than the review asks for are counted apart: they get no verdict. */
function textOf(all: readonly Behind[], minRuns: number): string {
  const parts = words.flatMap(([grade, one, many]) => {
    const own = all.filter(({ evidence }) => evidence === grade);
    if (own.length === 0) return [];
    const isRepeated = grade === "samples" || grade === "summary";
    const few = isRepeated ? own.filter(({ n }) => n !== null && n < minRuns) : [];
    const enough = own.filter((each) => !few.includes(each));
    if (enough.length === 0) return [`${counted(own, one, many)}${countsText(own)}`];
    const rest = few.length > 0 ? [`${countText(few.length)} with n ${rangeText(few)}`] : [];
    return [`${counted(enough, one, many)}${isRepeated ? countsText(enough) : ""}`, ...rest];
  });
  return parts.join("; ");
}

function counted(own: readonly Behind[], one: string, many: string): string {
  return `${countText(own.length)} ${own.length === 1 ? one : many}`;
}

function countsText(own: readonly Behind[]): string {
  return own.every(({ n }) => n !== null) ? `, n ${rangeText(own)}` : "";
}

function rangeText(own: readonly Behind[]): string {
  const counts = own.flatMap(({ n }) => n ?? []);
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  return low === high ? countText(low) : `${countText(low)} to ${countText(high)}`;
}

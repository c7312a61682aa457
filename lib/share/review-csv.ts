import { decimalText } from "../points/decimal";
import { guarded } from "../points/own-csv";
import {
  reviewSides,
  setupCells,
  sideHeader,
  sideStatistics,
  type ReviewSideName,
} from "../points/review-csv";
import { caseText } from "../review/checks";
import type { Comparison } from "../review/comparison";

type Cell = string | number | null;
type Column = readonly [header: string, read: (of: Comparison) => Cell];

const columns: readonly Column[] = [
  ["metric", ({ metric }) => metric.id],
  ["unit", ({ unit }) => unit],
  ["statistic", ({ statistic }) => statistic],
  ["case", ({ shared }) => caseText(shared)],
  ...reviewSides.flatMap(sideColumns),
  ["ratio", ({ ratio }) => ratio?.value ?? null],
  ["ratio_low", ({ ratio }) => ratio?.low ?? null],
  ["ratio_high", ({ ratio }) => ratio?.high ?? null],
  ["ratio_method", ({ ratio }) => ratio?.method ?? null],
  ["test", ({ test }) => test?.name ?? null],
  ["t", ({ test }) => test?.t ?? null],
  ["df", ({ test }) => test?.df ?? null],
  ["p", ({ test }) => test?.p ?? null],
  ["p_adjusted", ({ test }) => test?.pAdjusted ?? null],
  ["hedges_g", ({ hedgesG }) => hedgesG],
  ["verdict", ({ verdict }) => verdict],
  ["reason", ({ reason }) => reason],
];

function sideColumns(side: ReviewSideName): Column[] {
  return sideStatistics.map((name) => [sideHeader(side, name), (of) => of[side][name]]);
}

/** A column for each field of the setups that both sides share, and one for each side of those that differ somewhere. */
function setupColumns(comparisons: readonly Comparison[]): Column[] {
  const setups = new Map(
    comparisons.map((each) => {
      const cellsOn = (side: ReviewSideName) => setupCells(each[side].points[0]!.case);
      return [each, { baseline: cellsOn("baseline"), candidate: cellsOn("candidate") }];
    }),
  );
  const all = Array.from(setups.values());
  const names = new Set(all.flatMap(({ baseline, candidate }) => [...baseline.keys(), ...candidate.keys()]));
  const read = (name: string, side: ReviewSideName) => (of: Comparison) =>
    setups.get(of)![side].get(name) ?? null;
  return Array.from(names).flatMap((name): Column[] => {
    const isShared = all.every(({ baseline, candidate }) => baseline.get(name) === candidate.get(name));
    if (isShared) return [[name, read(name, "baseline")]];
    return reviewSides.map((side) => [sideHeader(side, name), read(name, side)]);
  });
}

/**
 * The comparisons of a review as a table, one a row, line by line. Read again, each side of a row is a summary, and a field
 * of its own says on which side it stands: both are one case, and would else be taken for repeats of each other.
 */
export function* reviewCsvLines(comparisons: readonly Comparison[]): Generator<string> {
  const all = [...columns, ...setupColumns(comparisons)];
  yield `${all.map(([header]) => cellText(header)).join(",")}\n`;
  for (const each of comparisons) yield `${all.map(([, read]) => cellText(read(each))).join(",")}\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return decimalText(cell);
  const text = guarded(cell.replaceAll("\0", "␀"));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

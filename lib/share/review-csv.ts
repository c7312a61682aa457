import { decimalText } from "../points/decimal";
import { guarded } from "../points/own-csv";
import { caseText } from "../review/checks";
import type { Comparison } from "../review/comparison";
import type { Side } from "../review/side";

type Cell = string | number | null;

const columns: readonly [header: string, read: (of: Comparison) => Cell][] = [
  ["metric", ({ metric }) => metric.id],
  ["unit", ({ unit }) => unit],
  ["statistic", ({ statistic }) => statistic],
  ["case", ({ shared }) => caseText(shared)],
  ...sideColumns("baseline", ({ baseline }) => baseline),
  ...sideColumns("candidate", ({ candidate }) => candidate),
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

function sideColumns(name: string, side: (of: Comparison) => Side): [string, (of: Comparison) => Cell][] {
  return [
    [`${name}_n`, (of) => side(of).n],
    [`${name}_mean`, (of) => side(of).mean],
    [`${name}_sd`, (of) => side(of).sd],
    [`${name}_evidence`, (of) => side(of).evidence],
  ];
}

/**
 * The comparisons of a review as a table, one a row, line by line. It is no table of points: both sides of a case are one
 * case, and read again as points they would be taken for repeats of each other.
 */
export function* reviewCsvLines(comparisons: readonly Comparison[]): Generator<string> {
  yield `${columns.map(([header]) => header).join(",")}\n`;
  for (const each of comparisons) yield `${columns.map(([, read]) => cellText(read(each))).join(",")}\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return decimalText(cell);
  const text = guarded(cell.replaceAll("\0", "␀"));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import type { Draft } from "../runs/draft";
import type { RowGroup } from "../runs/row-group";
import { keptText } from "./kept-text";
import { textChunks } from "./decode";
import type { ProblemList } from "./problem-list";
import { visitRecords } from "./records";
import type { SourceFile } from "./source-file";
import type { TableHead } from "./table-text";

/**
 * Rows that are the same in every cell are one row written twice, where no column (run, sample, time of the measurement)
 * could tell repeats apart: each is read once, and is a problem where it is repeated. Rows that differ in any cell, be it
 * of a column that is not read, are repeats.
 *
 * To be asked only of tables without such a column.
 *
 * @param groups lose the repeated rows
 * @returns the drafts without those of repeated rows, and how many rows those are
 */
export function readOnce(
  file: SourceFile,
  table: TableHead,
  groups: readonly RowGroup[],
  drafts: Draft[],
  problems: ProblemList,
): { drafts: Draft[]; repeated: number } {
  const same = sameRows(file, table, linesAlike(groups, drafts));
  if (same.size === 0) return { drafts, repeated: 0 };
  const nameOf = file.nameOfLine ?? ((line: number) => `line ${line}`);
  for (const [line, first] of same) {
    problems.add(
      { line },
      `the same as ${nameOf(first)}, read once`,
      "a row that differs, or a column that names the run of each",
    );
  }
  for (const group of groups) group.leaveOut(same);
  return { drafts: drafts.filter((draft) => !same.has(lineOf(draft))), repeated: same.size };
}

/** The lines that are like another line in one metric: only these can be the same. */
function linesAlike(groups: readonly RowGroup[], drafts: readonly Draft[]): Set<number> {
  const lines = new Set<number>();
  for (const group of groups) for (const line of group.linesAlike()) lines.add(line);
  const seen = new Map<string, number>();
  for (const draft of drafts) {
    // Such rows are no repeats of one another.
    if (draft.apart === true) continue;
    const key = `${draft.metric}\u0000${draft.provenance.raw}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, lineOf(draft));
    else lines.add(first).add(lineOf(draft));
  }
  return lines;
}

function lineOf({ provenance: { locator } }: Draft): number {
  return locator.line ?? 0;
}

/** Of the rows on these lines, each that is the same as one before it, and the line of that one. By their texts, read anew. */
function sameRows(file: SourceFile, table: TableHead, lines: ReadonlySet<number>): Map<number, number> {
  const same = new Map<number, number>();
  if (lines.size < 2) return same;
  const { delimiter, newline, facts } = table;
  const firsts = new Map<string, number>();
  const see = (cells: string, line: number) => {
    const key = keptText(cells);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, line);
    else if (first !== line) same.set(line, first);
  };
  visitRecords(textChunks(file, facts), delimiter, newline, {
    row(fields, line) {
      if (lines.has(line)) see(fields.join("\u0000"), line);
    },
    take(text, at, line) {
      const end = text.indexOf(newline, at);
      if (end < 0) return -1;
      const isReturned = newline === "\n" && text[end - 1] === "\r";
      if (lines.has(line))
        see(text.slice(at, isReturned ? end - 1 : end).replaceAll(delimiter, "\u0000"), line);
      return end + 1;
    },
    problem: () => undefined,
  });
  return same;
}

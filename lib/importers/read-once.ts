import type { Draft } from "../runs/draft";
import type { RowGroup } from "../runs/row-group";
import { keptText, keyText } from "./kept-text";
import { textChunks } from "./decode";
import type { ProblemList } from "./problem-list";
import { visitRecords } from "./records";
import type { SourceFile } from "./source-file";
import type { TableHead } from "./table-text";

/**
 * Rows that are the same in every cell are one row written twice, where no column (run, sample, time of the measurement)
 * could tell repeats apart: each is read once, and is a problem where it is repeated. But where other rows differ from
 * them in nothing but their values, the table holds repeats that no column tells apart, of which some come out alike:
 * all of those are kept, and a note counts them. To leave them out would move every mean away from what was measured most often.
 *
 * To be asked only of tables without such a column.
 *
 * @param values the columns that hold a value, but no spread or count
 * @param groups lose the repeated rows
 * @returns the drafts without those of repeated rows, how many rows those are, and what is to be said of the others
 */
export function readOnce(
  file: SourceFile,
  table: TableHead,
  values: ReadonlySet<number>,
  groups: readonly RowGroup[],
  drafts: Draft[],
  problems: ProblemList,
): { drafts: Draft[]; repeated: number; notes: string[] } {
  const { same, alike } = sameRows(file, table, linesAlike(groups, drafts), values);
  const notes = alike === 0 ? [] : [alikeNote(alike)];
  if (same.size === 0) return { drafts, repeated: 0, notes };
  const nameOf = file.nameOfLine ?? ((line: number) => `line ${line}`);
  for (const [line, first] of same) {
    problems.add(
      { line },
      `the same as ${nameOf(first)}, read once`,
      "a row that differs, or a column that names the run of each",
    );
  }
  for (const group of groups) group.leaveOut(same);
  return { drafts: drafts.filter((draft) => !same.has(lineOf(draft))), repeated: same.size, notes };
}

function alikeNote(count: number): string {
  return count === 1
    ? "1 row is the same as another. Others of its setup differ in their values, so that it is a run that came out alike."
    : `${count} rows are the same as others. More of their setup differ in their values, so that these are runs that came out alike.`;
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

/**
 * Of the rows on these lines, each that is the same as one before it, and the line of that one; and how many are so only
 * because repeats came out alike. By their texts, read anew.
 */
function sameRows(
  file: SourceFile,
  table: TableHead,
  lines: ReadonlySet<number>,
  values: ReadonlySet<number>,
): { same: Map<number, number>; alike: number } {
  const same = new Map<number, number>();
  if (lines.size < 2) return { same, alike: 0 };
  const firsts = new Map<string, number>();
  const setups = new Map<number, string>();
  visitCells(file, table, (cells, line) => {
    if (!lines.has(line)) return;
    const key = keptText(cells.join("\u0000"));
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, line);
    else if (first !== line) {
      same.set(line, first);
      setups.set(line, keptText(besideValues(cells, values)));
    }
  });
  if (same.size === 0) return { same, alike: 0 };
  const varying = setupsThatVary(file, table, values, new Set(setups.values()));
  const alike = Array.from(setups).filter(([, setup]) => varying.has(setup));
  for (const [line] of alike) same.delete(line);
  return { same, alike: alike.length };
}

/** Of these setups (all of a row but its values) those whose rows differ in their values. */
function setupsThatVary(
  file: SourceFile,
  table: TableHead,
  values: ReadonlySet<number>,
  setups: ReadonlySet<string>,
): Set<string> {
  const varying = new Set<string>();
  const firsts = new Map<string, string>();
  visitCells(file, table, (cells) => {
    if (cells.length !== table.headers.length) return; // torn, and not read
    const setup = keyText(besideValues(cells, values));
    if (!setups.has(setup) || varying.has(setup)) return;
    const held = cells.filter((_, column) => values.has(column)).join("\u0000");
    const first = firsts.get(setup);
    if (first === undefined) firsts.set(keptText(setup), keptText(held));
    else if (first !== keyText(held)) varying.add(setup);
  });
  return varying;
}

function besideValues(cells: readonly string[], values: ReadonlySet<number>): string {
  return cells.filter((_, column) => !values.has(column)).join("\u0000");
}

function visitCells(
  file: SourceFile,
  table: TableHead,
  see: (cells: readonly string[], line: number) => void,
): void {
  const { delimiter, newline, facts } = table;
  visitRecords(textChunks(file, facts), delimiter, newline, {
    row: see,
    problem: () => undefined,
  });
}

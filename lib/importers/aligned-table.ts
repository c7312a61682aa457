import { shortText } from "../points/short-text";
import { isKnownMetric } from "../points/metrics";
import { alignedTables, type AlignedTable } from "./aligned-cells";
import { readCellTable, type CellTable } from "./cell-table";
import { wholeText } from "./decode";
import type { ColumnReading, Importer, Reading } from "./importer";
import { keptApart, type TableDrafts } from "./kept-apart";
import { ProblemList } from "./problem-list";
import { sectionNames } from "./section-labels";
import { withoutSections } from "./section-rows";
import { textHolds } from "./text-search";
import { readTurned } from "./turned-cells";

const mostBytes = 16 * 1024 * 1024;

// Tables as programs print them: columns parted by blanks (pandas, tabulate, column -t, printf) or in a box of lines. Logs
// and documents may hold several; what stands between them is not read.
export const alignedTable: Importer = {
  id: "aligned-table",
  label: "Printed table, columns parted by blanks",
  version: "1",
  recognises: (file) =>
    textHolds(file, (text) => alignedTables(text).some((table) => readTable(table) !== null)),
  read(file): Reading {
    const whole = wholeText(file, mostBytes);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    return readTables(alignedTables(whole.text));
  },
};

function readTables(tables: readonly AlignedTable[]): Reading {
  const problems = new ProblemList();
  const columns: ColumnReading[] = [];
  const notes: string[] = [];
  const read: TableDrafts[] = [];
  const titled = titlesOf(tables);
  tables.forEach((table, i) => {
    const reading = readTable(table, titled === null ? null : [titled.name, titled.values[i]!]);
    if (reading === null) return;
    read.push({ name: nameOf(table, i), drafts: Array.from(reading.drafts) });
    columns.push(...reading.columns);
    notes.push(...reading.notes);
    problems.addAll(reading.problems);
    for (const { text, line } of table.odd)
      problems.add({ line }, shortText(text.trim(), 120), `a row of ${table.headers.length} columns`);
  });
  const lines = tables.map(({ headerLine }) => headerLine).join(", ");
  const one = tables.length === 1;
  const own = `Columns are parted by blanks or lines, under the header${one ? "" : "s"} on line ${lines}; what stands around the table${one ? "" : "s"} is not read.`;
  return { drafts: keptApart(read), problems: problems.list(), columns, notes: [own, ...new Set(notes)] };
}

/** What the titles of several tables name, where all have one and they are of one field. */
function titlesOf(tables: readonly AlignedTable[]) {
  const titles = tables.flatMap(({ title }) => title ?? []);
  if (tables.length < 2 || titles.length < tables.length || new Set(titles).size < 2) return null;
  const found = sectionNames(
    titles,
    tables.flatMap(({ headers }) => headers),
  );
  return found.name === "section" ? null : found;
}

function nameOf({ title }: AlignedTable, i: number): string {
  return title === null ? String(i + 1) : `${i + 1}: ${title}`;
}

/** @param said a field that the table's title says of all its rows */
function readTable(table: AlignedTable, said: readonly [string, string] | null = null): Reading | null {
  const whole = cellsOf(table, said);
  const sectioned = withoutSections(whole);
  const reading = readCellTable(sectioned?.cells ?? whole);
  const drafts = reading === null ? [] : Array.from(reading.drafts);
  if (reading === null || !drafts.some(({ metric }) => isKnownMetric(metric))) return readTurned(whole);
  const notes = sectioned === null ? reading.notes : [sectioned.note, ...reading.notes];
  return { ...reading, drafts, notes, columns: reading.columns.slice(0, table.headers.length) };
}

function cellsOf(table: AlignedTable, said: readonly [string, string] | null): CellTable {
  const more = (text: 0 | 1) => (said === null ? [] : [said[text]]);
  const lineOf = (row: number) => (row < 0 ? table.headerLine : (table.rows[row]?.line ?? table.headerLine));
  return {
    headers: [...table.headers, ...more(0)],
    rows: table.rows.map(({ cells }) => [...cells, ...more(1)]),
    locator: (row, column) => ({ line: lineOf(row), column: Math.min(column, table.headers.length - 1) + 1 }),
    sampleAt: { pointer: null, of: lineOf },
  };
}

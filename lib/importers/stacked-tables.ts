import { readHeader } from "../points/headers";
import { isMissingText, readValueText } from "../points/value-text";
import { readCellTable, type CellTable } from "./cell-table";
import { headText, wholeText } from "./decode";
import { firstRecords } from "./delimiter";
import type { ColumnReading, Importer, Reading } from "./importer";
import { keptApart, type TableDrafts } from "./kept-apart";
import { ProblemList } from "./problem-list";
import { headBytes } from "./source-file";
import { tableHead } from "./table-text";

type Record = ReturnType<typeof firstRecords>[number];

/** One table of several in a file. */
interface Stacked {
  title: string | null;
  header: Record;
  rows: Record[];
}

const mostBytes = 16 * 1024 * 1024;

// Several tables in one delimited file, each with a header of its own below a blank line or a title, as spreadsheets have
// them: each is read by its own header. Rows of the second table under the header of the first would be other numbers.
export const stackedTables: Importer = {
  id: "stacked-tables",
  label: "Several tables in one file",
  version: "1",
  recognises(file) {
    const table = tableHead(file);
    if (table === null || file.size > mostBytes) return false;
    const text = headText(file) ?? "";
    const head = file.size <= headBytes ? text : text.slice(0, text.lastIndexOf(table.newline) + 1);
    return tablesIn(firstRecords(head, table.delimiter, table.newline, Infinity)).length > 1;
  },
  read(file): Reading {
    const table = tableHead(file)!;
    const whole = wholeText(file, mostBytes);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    return readTables(tablesIn(firstRecords(whole.text, table.delimiter, table.newline, Infinity)));
  },
};

function tablesIn(records: readonly Record[]): Stacked[] {
  const tables: Stacked[] = [];
  let title: string | null = null;
  records.forEach((record, i) => {
    const table = tables.at(-1);
    const isNew = isHeader(record) && isSame(table?.header, record) === false && isApart(records, i, table);
    if (isNew) tables.push({ title, header: record, rows: [] });
    else if (filled(record).length === 1 && isTitle(records, i)) title = filled(record)[0]!;
    else if (table !== undefined && isSame(table.header, record) === false) table.rows.push(record);
    if (isNew) title = null;
  });
  // A header right below another is part of it: a header of several rows.
  return tables.some(({ rows }) => rows.length === 0) ? [] : tables;
}

function filled({ fields }: Record): string[] {
  return fields.map((cell) => cell.trim()).filter((cell) => cell !== "");
}

function isHeader(record: Record): boolean {
  const cells = filled(record);
  return (
    cells.length > 1 &&
    cells.length < 200 &&
    cells.some((cell) => readHeader(cell).kind === "metric") &&
    // A row of a metric that could not be measured has its name and no number, too.
    !cells.some((cell) => isMissingText(cell) || readValueText(cell, "unknown").kind === "number")
  );
}

function isSame(header: Record | undefined, record: Record): boolean {
  return header !== undefined && filled(header).join("\0") === filled(record).join("\0");
}

/**
 * The first header stands anywhere; a further one below a blank line, a title, or rows of another width. Right below other
 * rows it is one where each of its cells is a name that is known.
 */
function isApart(records: readonly Record[], at: number, table: Stacked | undefined): boolean {
  const before = records[at - 1];
  if (before === undefined || table === undefined) return true;
  const isBelowBlank = records[at]!.line > before.line + before.fields.join("").split("\n").length;
  const isKnown =
    table.rows.length > 0 && filled(records[at]!).every((cell) => readHeader(cell).kind !== "unknown");
  return (
    isKnown ||
    isBelowBlank ||
    filled(before).length === 1 ||
    before.fields.length !== records[at]!.fields.length
  );
}

/** A text alone before a header, with at most one more line between. */
function isTitle(records: readonly Record[], at: number): boolean {
  const [next, further] = [records[at + 1], records[at + 2]];
  if (next === undefined) return false;
  return isHeader(next) || (filled(next).length === 1 && further !== undefined && isHeader(further));
}

function readTables(tables: readonly Stacked[]): Reading {
  const problems = new ProblemList();
  const columns: ColumnReading[] = [];
  const notes: string[] = [];
  const read: TableDrafts[] = [];
  tables.forEach((table, i) => {
    const reading = readTable(table, problems);
    if (reading === null)
      return problems.add({ line: table.header.line }, "a table that is not read", "a table of results");
    read.push({
      name: `${i + 1}${table.title === null ? "" : `: ${table.title}`}`,
      drafts: Array.from(reading.drafts),
    });
    columns.push(...reading.columns);
    notes.push(...reading.notes);
    problems.addAll(reading.problems);
  });
  const headers = tables.map(({ header }) => header.line).join(", ");
  const own = `The file holds ${tables.length} tables, with headers on line ${headers}: each is read by its own.`;
  return { drafts: keptApart(read), problems: problems.list(), columns, notes: [own, ...new Set(notes)] };
}

function readTable({ header, rows }: Stacked, problems: ProblemList): Reading | null {
  const isUsed = (column: number) =>
    [header, ...rows].some(({ fields }) => (fields[column] ?? "").trim() !== "");
  const kept = [...header.fields.keys()].filter(isUsed);
  const whole = rows.filter((row) => isWhole(row, header, problems));
  const lineOf = (row: number) => (row < 0 ? header.line : (whole[row]?.line ?? header.line));
  const cells: CellTable = {
    headers: kept.map((column) => header.fields[column]!.trim()),
    rows: whole.map(({ fields }) => kept.map((column) => fields[column]!.trim())),
    locator: (row, column) => ({ line: lineOf(row), column: (kept[column] ?? column) + 1 }),
    sampleAt: { pointer: null, of: lineOf },
  };
  return readCellTable(cells);
}

/** Blank fields too many are no cells; a row of another width is left out. */
function isWhole({ fields, line }: Record, header: Record, problems: ProblemList): boolean {
  const { length } = header.fields;
  if (fields.length >= length && fields.slice(length).every((cell) => cell.trim() === "")) return true;
  problems.add({ line }, `${fields.length} fields`, `${length} fields`);
  return false;
}

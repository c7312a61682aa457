import { readHeader } from "../points/headers";
import { isMissingText, readValueText } from "../points/value-text";
import { readCellTable, type CellTable } from "./cell-table";
import { headLines, wholeText } from "./decode";
import { firstRecords } from "./delimiter";
import type { ColumnReading, Importer, Reading } from "./importer";
import { keptApart, type TableDrafts } from "./kept-apart";
import { ProblemList } from "./problem-list";
import { sectionNames } from "./section-labels";
import { tableHead } from "./table-text";

type Record = ReturnType<typeof firstRecords>[number];

/** One table of several in a file. */
interface Stacked {
  title: string | null;
  header: Record;
  rows: Record[];
  /** The record right above its header; null where there is none. */
  above: Record | null;
  /** Its columns, where other tables stand beside it; null where it has all. */
  columns: readonly number[] | null;
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
    return (
      tablesOf(firstRecords(headLines(file, table.newline), table.delimiter, table.newline, Infinity))
        .length > 1
    );
  },
  read(file): Reading {
    const table = tableHead(file)!;
    const whole = wholeText(file, mostBytes);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    return readTables(tablesOf(firstRecords(whole.text, table.delimiter, table.newline, Infinity)));
  },
};

function tablesOf(records: readonly Record[]): Stacked[] {
  return tablesIn(records).flatMap(besideEachOther);
}

/**
 * Tables that stand side by side, parted by a blank column, and begin with the same header: rows of the second are none of
 * the first's. A text above each is its title.
 */
function besideEachOther(table: Stacked): Stacked[] {
  const { header, rows } = table;
  const isUsed = (column: number) =>
    [header, ...rows].some(({ fields }) => (fields[column] ?? "").trim() !== "");
  const groups: number[][] = [[]];
  for (const column of header.fields.keys()) {
    if (isUsed(column)) groups.at(-1)!.push(column);
    else if (groups.at(-1)!.length > 0) groups.push([]);
  }
  const parts = groups.filter((columns) => columns.length > 0);
  const first = header.fields[parts[0]?.[0] ?? 0]!.trim().toLowerCase();
  const areTables = parts.every(
    (columns) =>
      columns.length > 1 &&
      header.fields[columns[0]!]!.trim().toLowerCase() === first &&
      columns.some((column) => readHeader(header.fields[column]!).kind === "metric"),
  );
  if (parts.length < 2 || first === "" || !areTables) return [table];
  return parts.map((columns) => ({ ...table, columns, title: titleOver(table, columns) ?? table.title }));
}

function titleOver({ above }: Stacked, columns: readonly number[]): string | null {
  const texts = columns.map((column) => above?.fields[column]?.trim() ?? "").filter((cell) => cell !== "");
  return texts.length === 1 ? texts[0]! : null;
}

function tablesIn(records: readonly Record[]): Stacked[] {
  const tables: Stacked[] = [];
  let title: string | null = null;
  records.forEach((record, i) => {
    const table = tables.at(-1);
    const isNew = isHeader(record) && isSame(table?.header, record) === false && isApart(records, i, table);
    if (isNew) tables.push({ title, header: record, rows: [], above: records[i - 1] ?? null, columns: null });
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
  const titled = titlesOf(tables);
  tables.forEach((table, i) => {
    const reading = readTable(table, problems, titled === null ? null : [titled.name, titled.values[i]!]);
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
  const headers = [...new Set(tables.map(({ header }) => header.line))].join(", ");
  const own = `The file holds ${tables.length} tables, with headers on line ${headers}: each is read by its own.`;
  return { drafts: keptApart(read), problems: problems.list(), columns, notes: [own, ...new Set(notes)] };
}

/** What the titles of all tables name, where they are of one field. */
function titlesOf(tables: readonly Stacked[]) {
  const titles = tables.flatMap(({ title }) => title ?? []);
  if (titles.length < tables.length || new Set(titles).size < 2) return null;
  const found = sectionNames(
    titles,
    tables.flatMap(({ header }) => header.fields),
  );
  return found.name === "section" ? null : found;
}

/** @param said a field that the table's title says of all its rows */
function readTable(
  { header, rows, columns }: Stacked,
  problems: ProblemList,
  said: readonly [string, string] | null,
): Reading | null {
  const isUsed = (column: number) =>
    [header, ...rows].some(({ fields }) => (fields[column] ?? "").trim() !== "");
  const kept = (columns ?? [...header.fields.keys()]).filter(isUsed);
  const own = columns === null ? rows : rows.filter(({ fields }) => columns.some((at) => fields[at]?.trim()));
  const whole = own.filter((row) => isWhole(row, header, problems));
  const lineOf = (row: number) => (row < 0 ? header.line : (whole[row]?.line ?? header.line));
  const more = (at: 0 | 1) => (said === null ? [] : [said[at]]);
  const cells: CellTable = {
    headers: [...kept.map((column) => header.fields[column]!.trim()), ...more(0)],
    rows: whole.map(({ fields }) => [...kept.map((column) => fields[column]!.trim()), ...more(1)]),
    locator: (row, column) => ({ line: lineOf(row), column: (kept[column] ?? kept.at(-1) ?? column) + 1 }),
    sampleAt: { pointer: null, of: lineOf },
  };
  const reading = readCellTable(cells);
  return reading && { ...reading, columns: reading.columns.slice(0, kept.length) };
}

/** Blank fields too many are no cells; a row of another width is left out. */
function isWhole({ fields, line }: Record, header: Record, problems: ProblemList): boolean {
  const { length } = header.fields;
  if (fields.length >= length && fields.slice(length).every((cell) => cell.trim() === "")) return true;
  problems.add({ line }, `${fields.length} fields`, `${length} fields`);
  return false;
}

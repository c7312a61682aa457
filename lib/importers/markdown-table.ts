// Tables of a document (GitHub Flavored Markdown, or plain tables of HTML), each read as a table of its own: by the headers' metrics and
// units as any other table, or as the table that llama-bench prints. What stands around the tables is not read, but for
// the heading above each.
import type { Locator } from "../points/locator";
import type { Problem } from "../points/problem";
import { readHeader } from "../points/headers";
import { isKnownMetric } from "../points/metrics";
import { shortText } from "../points/short-text";
import { readCellTable, type CellTable } from "./cell-table";
import { wholeText } from "./decode";
import { headingFields, headingNote, withHeadings } from "./heading-fields";
import { headingMetric, metricAbove } from "./heading-metric";
import type { ColumnReading, Importer, Reading } from "./importer";
import { isBatchedHeader, readBatchedTable } from "./llama-batched-bench";
import { isLlamaBenchTable, readLlamaBenchTable } from "./llama-bench-markdown";
import { withTests } from "./llama-bench-tests";
import { lmEvalTable } from "./lm-eval-table";
import { isBenchyTable, readBenchyTable } from "./llama-benchy";
import { hasMarkdownTable, markdownTables, type MarkdownTable } from "./markdown-tables";
import { keptApart, type TableDrafts } from "./kept-apart";
import { ProblemList } from "./problem-list";
import { withoutSections } from "./section-rows";
import { withPairs } from "./header-pair";
import { readTurned } from "./turned-cells";
import { textHolds } from "./text-search";
import { isNightlyHeader, readNightlyTable } from "./vllm-nightly-table";

/** Documents are read as a whole. */
const documentLimit = 64 * 1024 * 1024;

export const markdownTable: Importer = {
  id: "markdown-table",
  label: "Tables of a document (Markdown, HTML, LaTeX, reStructuredText, wiki)",
  version: "1",
  recognises: (file) => textHolds(file, hasMarkdownTable),
  read(file): Reading {
    const whole = wholeText(file, documentLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    return readTables(markdownTables(whole.text));
  },
};

/** So many notes say which headings were read; further ones are read without. */
const mostHeaded = 20;

const uncounted =
  "llama-bench's tables do not say how many repetitions are behind mean ± sd: no interval is drawn.";

function readTables(tables: readonly MarkdownTable[]): Reading {
  const problems = new ProblemList();
  const read: TableDrafts[] = [];
  const columns: ColumnReading[] = [];
  const notes: string[] = [];
  const unread: string[] = [];
  let headed = 0;
  tables.forEach((table, i) => {
    const reading = readTable(table, i + 1);
    if (reading === null) unread.push(`table ${i + 1} (L${table.headerLine})`);
    else {
      const { drafts, used } = withHeadings(Array.from(reading.drafts), headingFields(table.above));
      read.push({ name: nameOf(table, i + 1), drafts });
      const said = headingNote(used, i + 1, table.headerLine);
      if (said !== null && headed++ < mostHeaded) notes.push(said);
      columns.push(...reading.columns);
      notes.push(...reading.notes);
      problems.addAll([...raggedRows(table, i + 1), ...reading.problems]);
    }
  });
  if (unread.length > 0) notes.push(unreadNote(unread));
  const drafts = keptApart(read);
  if (drafts.length === 0) problems.addAll(noMetric(tables));
  return { drafts, problems: problems.list(), columns, notes: [...new Set(notes)] };
}

function nameOf({ heading, above }: MarkdownTable, number: number): string {
  // A line that begins in bold stands for a heading.
  const [, bold = null] = /^\*\*([^*]{1,80})\*\*/.exec(above[0]?.paragraph ?? "") ?? [];
  const name = bold ?? heading;
  return name === null ? String(number) : `${number}: ${name}`;
}

function readTable(table: MarkdownTable, number: number): Reading | null {
  const place = placesOf(table, number);
  if (isBenchyTable(table)) return { ...readBenchyTable(table, place), columns: [] };
  if (isLlamaBenchTable(table)) {
    return { ...readLlamaBenchTable(table, place), columns: [], notes: [uncounted] };
  }
  if (isBatchedHeader(table.headers)) return { ...readBatchedTable(table, place), columns: [] };
  const cells = cellTableOf(table, place);
  const whole = lmEvalTable(cells) ?? withPairs(cells) ?? cells;
  if (isNightlyHeader(table.headers)) return readNightlyTable(whole);
  const tests = withTests(whole);
  const reading = tests && readCellTable(tests);
  if (reading !== null) return reading;
  const sectioned = withoutSections(whole);
  if (sectioned === null) return readWhole(table, whole, number);
  const named = withCorner(sectioned.cells);
  const inSections = readWhole(table, isMetricTable(named) ? named : sectioned.cells, number);
  return inSections && { ...inSections, notes: [sectioned.note, ...inSections.notes] };
}

/** Whether most rows begin with the name of a metric and its unit. */
function isMetricTable({ rows }: CellTable): boolean {
  const named = rows.filter(([name]) => {
    const meaning = readHeader(name ?? "");
    return meaning.kind === "metric" && meaning.unit !== null;
  });
  return named.length * 2 > rows.length;
}

/** Rows that are metrics, in sections, below a corner that is blank. */
function withCorner(cells: CellTable): CellTable {
  return cells.headers[0]?.trim() === ""
    ? { ...cells, headers: ["metric", ...cells.headers.slice(1)] }
    : cells;
}

function readWhole(table: MarkdownTable, cells: CellTable, number: number): Reading | null {
  const reading = readCellTable(cells);
  const namesMetric =
    reading !== null && Array.from(reading.drafts).some(({ metric }) => isKnownMetric(metric));
  if (namesMetric) return reading;
  const turned = readTurned(cells);
  return turned ?? readByHeading(table, cells, number) ?? readByText(table, cells, number) ?? reading;
}

/** A table whose columns name no metric, read by the nearest text above it. */
function readByText(table: MarkdownTable, cells: CellTable, number: number): Reading | null {
  const found = metricAbove(table.above);
  if (found === null) return null;
  const { metric, unit, words, note } = found;
  const reading = metric === null ? null : readAs(table, cells, metric, unit);
  if (reading === null) return null;
  const assumed = note === "" ? "" : ` (${note})`;
  const said = `Table ${number} (L${table.headerLine}) names no metric: it is read as ${metric} in ${unit}${assumed} by the text above it, “${shortText(words, 120)}”.`;
  return { ...reading, notes: [...reading.notes, said] };
}

/** A table whose columns name no metric, read by its heading: each row is of that metric, each column of numbers a system. */
function readByHeading(table: MarkdownTable, cells: CellTable, number: number): Reading | null {
  const found = table.heading === null ? null : headingMetric(table.heading);
  const reading = found && readAs(table, cells, found.metric, found.unit);
  if (found === null || reading === null) return null;
  const note = `Table ${number} (L${table.headerLine}) names no metric: it is read as ${found.metric}${found.unit && ` in ${found.unit}`} by its heading "${table.heading}".`;
  return { ...reading, notes: [...reading.notes, note] };
}

/** Each row of the table as one of the metric. */
function readAs(table: MarkdownTable, cells: CellTable, metric: string, unit: string): Reading | null {
  const reading = readCellTable({
    ...cells,
    headers: [...cells.headers, "metric", "unit"],
    rows: cells.rows.map((row) => [...row, metric, unit]),
  });
  if (reading === null || !Array.from(reading.drafts).some((draft) => draft.metric === metric)) return null;
  return { ...reading, columns: reading.columns.slice(0, table.headers.length) };
}

function placesOf(table: MarkdownTable, number: number): CellTable["locator"] {
  return (row, column): Locator => {
    const line = row < 0 ? table.headerLine : (table.rows[row]?.line ?? table.headerLine);
    return { table: number, row: row + 1, column: column + 1, line };
  };
}

/** Rows of another number of cells are left out here, and reported. */
function cellTableOf(table: MarkdownTable, place: CellTable["locator"]): CellTable {
  const whole = [...table.rows.keys()].filter((i) => isWhole(table, i));
  return {
    headers: table.headers,
    rows: whole.map((i) => table.rows[i]!.cells),
    locator: (row, column) => place(row < 0 ? -1 : whole[row]!, column),
    sampleAt: { pointer: null, of: (row) => table.rows[whole[row] ?? 0]?.line ?? 0 },
  };
}

function isWhole(table: MarkdownTable, row: number): boolean {
  return table.rows[row]!.cells.length === table.headers.length;
}

function raggedRows(table: MarkdownTable, number: number): Problem[] {
  const { length } = table.headers;
  return table.rows.flatMap(({ cells, line }, i) => {
    if (cells.length === length) return [];
    const where = { table: number, row: i + 1, column: Math.min(cells.length, length) + 1, line };
    return [{ where, found: countOf(cells.length), expected: countOf(length) }];
  });
}

function countOf(cells: number): string {
  return cells === 1 ? "1 cell" : `${cells} cells`;
}

function unreadNote(unread: readonly string[]): string {
  const shown = unread.slice(0, 10).join(", ");
  const rest = unread.length > 10 ? ` and ${unread.length - 10} more` : "";
  return `No metric is named in ${shown}${rest}: not read.`;
}

function noMetric(tables: readonly MarkdownTable[]): Problem[] {
  const [first] = tables;
  if (first === undefined) return [];
  const found = `${tables.length === 1 ? "a table" : `${tables.length} tables`} without a metric: ${first.headers.slice(0, 6).join(", ")}`;
  return [
    {
      where: { line: first.headerLine },
      found,
      expected: "a table with a column of a known metric, such as TTFT (ms) or tok/s",
    },
  ];
}

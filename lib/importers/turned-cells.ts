import { caseFieldLabel, isNumberField, type CaseField } from "../points/case";
import { readHeader } from "../points/headers";
import { readMeasured } from "../points/measured-text";
import { listedParts, statisticListIn } from "../points/statistic-list";
import { isMissingText, isWrittenNumber, notationOf, readValueText } from "../points/value-text";
import { comparedNote, comparesSides, isComparison } from "./comparison";
import { readCellTable, type CellTable } from "./cell-table";
import { fixedIn } from "./fixed-in";
import type { ColumnReading, Reading } from "./importer";
import { withoutRun } from "./run-columns";
import { sideColumns } from "./side-columns";
import { isSummaryLabel } from "./summary-rows";

/** A table this long has no metric a row. */
const mostRows = 300;

/** The field that each column of a turned table is of, or that each is a run, by its corner or by the columns' names; null where no table is turned. */
function turnedField({ headers, rows }: CellTable): CaseField | "run" | null {
  const named = headers.slice(1).some((header) => readHeader(header).kind === "metric");
  if (headers.length < 2 || rows.length === 0 || rows.length > mostRows || named) return null;
  const meanings = rows.map(([name]) => readHeader(statisticListIn(name ?? "")?.header ?? name ?? ""));
  const metrics = rows.filter((_, i) => isSure(meanings[i]!));
  // A name with a unit is a measure's, if not of a metric that is known: `Latency p99 (ms)`.
  const known = meanings.filter((each) => each.kind !== "unknown" || each.unit !== null).length;
  // `GPUs,1,2,4,8` says what its columns are of, whatever its rows are called.
  const isHeaded = isNumberField(fieldOfColumns(headers));
  if (metrics.length === 0 || (!isHeaded && known * 3 < rows.length * 2) || !areNumbers(metrics)) return null;
  return headers
    .slice(1)
    .filter((header) => !isSummaryLabel(header, true))
    .every(isRun)
    ? "run"
    : fieldOfColumns(headers);
}

function isRun(header: string): boolean {
  return header.trim() !== "" && withoutRun(header) === "";
}

/** A metric that names its unit, or needs none. */
function isSure(meaning: ReturnType<typeof readHeader>): boolean {
  return meaning.kind === "metric" && meaning.unit !== null;
}

function areNumbers(rows: CellTable["rows"]): boolean {
  const cells = rows
    .flatMap(([name, ...values]) => {
      const isList = statisticListIn(name ?? "") !== null;
      return values.flatMap((cell) => (isList ? listedParts(cell ?? "") : (cell ?? "")));
    })
    .filter((cell) => !isMissingText(cell));
  const notation = notationOf(cells);
  // Which of two readings `1,820` has is asked.
  const numbers = cells.filter(
    (cell) => readMeasured(cell, notation).kind !== "unreadable" || isWrittenNumber(cell),
  );
  return cells.length > 0 && numbers.length >= cells.length * 0.9;
}

function fieldOfColumns([corner = "", ...names]: readonly string[]): CaseField {
  const meaning = readHeader(corner);
  if (meaning.kind === "case" && (!isNumberField(meaning.field) || names.every(isNumberText)))
    return meaning.field;
  const fields = new Set(names.map((name) => fixedIn(name)?.field ?? null));
  const [only] = fields;
  return fields.size === 1 && only ? only : "system";
}

function isNumberText(text: string): boolean {
  return readValueText(text).kind === "number";
}

/**
 * Reads a table with one row a metric (its name in the first cell) and one column a system, as if its rows were columns.
 * Null where it is no such table.
 */
export function readTurned(whole: CellTable): Reading | null {
  const { table, compared } = withoutComparisons(whole);
  const field = turnedField(table);
  if (field === null) return null;
  const { headers, rows, locator } = table;
  const reading = readCellTable({
    headers: [field, ...rows.map(([name]) => name ?? "")],
    rows: headers.slice(1).map((header, i) => [header, ...rows.map((row) => row[i + 1] ?? null)]),
    locator: (row, column) => locator(column - 1, row + 1),
    sampleAt: { pointer: null, of: () => table.sampleAt.of(0) },
  });
  if (reading === null) return null;
  const what = field === "run" ? field : caseFieldLabel[field].toLowerCase();
  const note = `The table has a metric in each row; each column is one ${what}.`;
  return {
    ...reading,
    columns: columnsOf(headers, what),
    notes: [note, ...comparedNote(compared), ...reading.notes, ...openIn(reading.columns)],
  };
}

/** The table without what compares its other columns; `compared` are the headers of these. */
function withoutComparisons(table: CellTable): { table: CellTable; compared: string[] } {
  const isCompared = sideColumns({ ...table, header: null }).size > 0 ? comparesSides : isComparison;
  const kept = [...table.headers.keys()].filter((i) => i === 0 || !isCompared(table.headers[i]!));
  if (kept.length === table.headers.length || kept.length < 3) return { table, compared: [] };
  return {
    table: {
      ...table,
      headers: kept.map((i) => table.headers[i]!),
      rows: table.rows.map((row) => kept.map((i) => row[i]!)),
      locator: (row, column) => table.locator(row, kept[column] ?? column),
    },
    compared: table.headers.filter((_, i) => !kept.includes(i)),
  };
}

function columnsOf(headers: readonly string[], what: string): ColumnReading[] {
  return headers.map((header, i) => ({
    header,
    column: i + 1,
    readAs: i === 0 ? "metric" : what,
    field: null,
    unit: null,
    note: i === 0 ? "names the metric of each row" : `its cells are of one ${what}`,
    reason:
      i === 0
        ? `the cells under “${header}” are names of metrics`
        : `“${header}” heads numbers of several metrics`,
  }));
}

/** What the rows leave open, as sentences: nobody is asked of rows. */
function openIn(columns: readonly ColumnReading[]): string[] {
  return columns.flatMap(({ header, question }) => (question ? [`“${header}”: ${question.says}`] : []));
}

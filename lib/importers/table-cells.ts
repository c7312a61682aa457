import { readCellTable, type CellTable } from "./cell-table";
import type { Reading } from "./importer";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";
import { tableHead, visitRows } from "./table-text";

/** Reads a delimited table whole, as cells, once `turned` has made a table of it that `readCellTable` understands (null: none). */
export function readTurned(file: SourceFile, turned: (table: CellTable) => CellTable | null): Reading {
  const problems = new ProblemList();
  const rows: string[][] = [];
  const at: number[] = [];
  const visit = (fields: string[], line: number) => {
    rows.push(fields);
    at.push(line);
  };
  const head = tableHead(file)!;
  const { lines } = visitRows(file, head, problems, visit);
  const table = turned(cellsOf(head.headers, rows, (row) => at[row] ?? head.headerLine));
  const reading = table && readCellTable(table);
  if (!reading) return { drafts: [], problems: problems.list(), columns: [], notes: [] };
  problems.addAll(reading.problems);
  return { ...reading, problems: problems.list(), columns: [], lines };
}

/** Rows of fields as cells. `lineOf` gives a row's line. */
export function cellsOf(
  headers: readonly string[],
  rows: readonly string[][],
  lineOf: (row: number) => number,
): CellTable {
  return {
    headers,
    rows: rows.map((row) => row.slice(0, headers.length)),
    locator: (row, column) => ({ line: lineOf(row), column: column + 1 }),
    sampleAt: { pointer: null, of: lineOf },
  };
}

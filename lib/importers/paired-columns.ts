import { readCellTable, type CellTable } from "./cell-table";
import type { Importer, Reading } from "./importer";
import { withoutPairs } from "./paired-cells";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";
import { tableHead, visitRows } from "./table-text";

const mostBytes = 16 * 1024 * 1024;

// A table with columns of several metrics each: `Prompt / Gen tok/s` over `1234 / 56.7`.
export const pairedColumns: Importer = {
  id: "paired-columns",
  label: "Table with several metrics in a column",
  version: "1",
  recognises(file) {
    const head = tableHead(file);
    if (head === null || file.size > mostBytes || head.header !== null || head.units !== null) return false;
    return withoutPairs(cellsOf(file, head.rows, () => 0)) !== null;
  },
  read(file): Reading {
    const problems = new ProblemList();
    const rows: string[][] = [];
    const at: number[] = [];
    const visit = (fields: string[], line: number) => {
      rows.push(fields);
      at.push(line);
    };
    const { headerLine } = tableHead(file)!;
    const { lines } = visitRows(file, tableHead(file)!, problems, visit);
    const reading = readCellTable(cellsOf(file, rows, (row) => at[row] ?? headerLine));
    if (reading === null) return { drafts: [], problems: problems.list(), columns: [], notes: [] };
    problems.addAll(reading.problems);
    return { ...reading, problems: problems.list(), columns: [], lines };
  },
};

function cellsOf(file: SourceFile, rows: readonly string[][], lineOf: (row: number) => number): CellTable {
  const { headers } = tableHead(file)!;
  return {
    headers,
    rows: rows.map((row) => row.slice(0, headers.length).map((cell) => cell.trim())),
    locator: (row, column) => ({ line: lineOf(row), column: column + 1 }),
    sampleAt: { pointer: null, of: lineOf },
  };
}

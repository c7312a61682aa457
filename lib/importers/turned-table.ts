import type { CellTable } from "./cell-table";
import type { Importer } from "./importer";
import { isMetricRows } from "./metric-rows";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";
import { repeatedNote, tableHead, visitRows, type TableHead } from "./table-text";
import { readTurned } from "./turned-cells";

const mostBytes = 1024 * 1024;

// A table on its side: each row is a metric, named in its first cell, and each column a system, a model or a device.
export const turnedTable: Importer = {
  id: "turned-table",
  label: "Table with a metric in each row",
  version: "1",
  recognises(file) {
    const table = tableHead(file);
    if (table === null || file.size > mostBytes || table.header !== null || table.units !== null)
      return false;
    return !isMetricRows(table) && readTurned(cellsOf(file, table, new ProblemList()).cells) !== null;
  },
  read(file) {
    const table = tableHead(file)!;
    const problems = new ProblemList();
    const { cells, repeated, lines } = cellsOf(file, table, problems);
    const reading = readTurned(cells)!;
    problems.addAll(reading.problems);
    const notes = repeated.length > 0 ? [...reading.notes, repeatedNote(repeated)] : reading.notes;
    return { ...reading, problems: problems.list(), notes, lines };
  },
};

function cellsOf(file: SourceFile, table: TableHead, problems: ProblemList) {
  const rows: { fields: string[]; line: number }[] = [];
  const { repeated, lines } = visitRows(file, table, problems, (fields, line) => {
    rows.push({ fields: fields.map((cell) => cell.trim()), line });
  });
  const lineOf = (row: number) => (row < 0 ? table.headerLine : (rows[row]?.line ?? table.headerLine));
  const cells: CellTable = {
    headers: table.headers,
    rows: rows.map(({ fields }) => fields.slice(0, table.headers.length)),
    locator: (row, column) => ({ line: lineOf(row), column: column + 1 }),
    sampleAt: { pointer: null, of: lineOf },
  };
  return { cells, repeated, lines };
}

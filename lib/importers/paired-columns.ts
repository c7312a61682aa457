import type { CellTable } from "./cell-table";
import type { Importer } from "./importer";
import { withoutPairs } from "./paired-cells";
import { cellsOf, readTurned } from "./table-cells";
import { tableHead } from "./table-text";

const mostBytes = 16 * 1024 * 1024;

// A table with columns of several metrics each: `Prompt / Gen tok/s` over `1234 / 56.7`. `readCellTable` divides them.
export const pairedColumns: Importer = {
  id: "paired-columns",
  label: "Table with several metrics in a column",
  version: "1",
  recognises(file) {
    const head = tableHead(file);
    if (head === null || file.size > mostBytes || head.header !== null || head.units !== null) return false;
    return withoutPairs(trimmed(cellsOf(head.headers, head.rows, () => 0))) !== null;
  },
  read: (file) => readTurned(file, trimmed),
};

function trimmed(table: CellTable): CellTable {
  return { ...table, rows: table.rows.map((row) => row.map((cell) => cell && cell.trim())) };
}

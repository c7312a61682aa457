// What `describe()` of pandas says of each column of a table: `count, mean, std, min, 25%, 50%, 75%, max`, a row each. The sd
// is the sample's (ddof = 1). A setting that is described as well is a field only where all its values are one.
import { readHeader } from "../points/headers";
import { readValueText } from "../points/value-text";
import { readCellTable, type CellTable } from "./cell-table";
import type { Importer } from "./importer";
import { tableHead, type TableHead } from "./table-text";

/** `null_count` is of polars. */
const labels = /^(?:count|null_count|mean|std|min|max|\d{1,2}(?:\.\d+)?%)$/;
const needed = ["count", "mean", "std", "min", "max"];
const mostRows = 30;

export const describedTable: Importer = {
  id: "described-table",
  label: "Table of describe(), pandas",
  version: "1",
  recognises(file) {
    const table = tableHead(file);
    return table !== null && isDescribed(table) && readCellTable(turned(table).cells) !== null;
  },
  read(file) {
    const { cells, notes } = turned(tableHead(file)!);
    const reading = readCellTable(cells)!;
    return { ...reading, columns: [], notes: [...notes, ...reading.notes] };
  },
};

function isDescribed({ headers, rows, header }: TableHead): boolean {
  const names = rows.map(([name]) => name!.trim());
  const isOfStatistics = names.length <= mostRows && names.every((name) => labels.test(name));
  return (
    headers.length > 1 && header === null && isOfStatistics && needed.every((each) => names.includes(each))
  );
}

/** A row for each described column, and what its settings of one value say. */
function turned({ headers, rows, headerLine }: TableHead): { cells: CellTable; notes: string[] } {
  const shown = rows.flatMap(([name], row) => (name!.trim() === "null_count" ? [] : [row]));
  const columns = headers.map((header, column) => ({ header, column })).slice(1);
  const settings = columns.filter(({ header }) => !isMeasured(header));
  const constant = settings.filter(({ column }) => isOne(rows, column));
  const varied = settings.filter((each) => !constant.includes(each));
  const measured = columns.filter((each) => !settings.includes(each));
  const min = rows.findIndex(([name]) => name!.trim() === "min");
  const lineOf = (row: number) => headerLine + 1 + row;
  return {
    cells: {
      headers: [
        "metric",
        ...shown.map((row) => rows[row]![0]!.trim()),
        ...constant.map(({ header }) => header),
      ],
      rows: measured.map(({ header, column }) => [
        header,
        ...shown.map((row) => rows[row]![column]!),
        ...constant.map((each) => plain(rows[min]![each.column]!)),
      ]),
      locator: (row, at) => {
        const column = measured[Math.max(row, 0)]!.column + 1;
        return at < 1 || at > shown.length
          ? { line: headerLine, column }
          : { line: lineOf(shown[at - 1]!), column };
      },
      sampleAt: { pointer: null, of: () => headerLine },
    },
    notes: varied.map(
      ({ header }) =>
        `“${header}” is described as well and has several values: it is no field of a case here.`,
    ),
  };
}

function isMeasured(header: string): boolean {
  const { kind } = readHeader(header);
  return kind === "metric" || kind === "unknown";
}

/** Whether the smallest value of a column is the largest, too. */
function isOne(rows: readonly string[][], column: number): boolean {
  const of = (name: string) => Number(rows.find(([label]) => label!.trim() === name)?.[column] ?? NaN);
  return of("min") === of("max");
}

/** `8.000000` is 8. */
function plain(cell: string): string {
  const read = readValueText(cell, "point");
  return read.kind === "number" ? String(read.value) : cell;
}

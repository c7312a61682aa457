import { headText } from "./decode";
import type { ColumnReading } from "./importer";
import { markdownTables } from "./markdown-tables";
import type { SourceFile } from "./source-file";
import { tableHead } from "./table-text";

interface Table {
  headers: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The first values of each column as they are written, at most two; none where a column is of no table that is seen here. */
export function firstValues(
  file: SourceFile,
  columns: readonly Pick<ColumnReading, "header" | "column">[],
): string[][] {
  const head = tableHead(file);
  if (head !== null && columns.every((each) => isOf(head, each)))
    return columns.map((each) => valuesIn(head, each));
  const tables = markdownTables(headText(file) ?? "").map(({ headers, rows }): Table => {
    return { headers, rows: rows.map(({ cells }) => cells) };
  });
  // The columns of one table after those of another: each begins anew with its first.
  let at = -1;
  return columns.map((each, i) => {
    const isNext = i === 0 || each.column <= columns[i - 1]!.column;
    if (isNext) at = tables.findIndex((table, index) => index > at && isOf(table, each));
    const table = tables[at];
    return table && isOf(table, each) ? valuesIn(table, each) : [];
  });
}

function isOf({ headers }: Table, { header, column }: Pick<ColumnReading, "header" | "column">): boolean {
  return headers[column - 1] === header;
}

function valuesIn({ rows }: Table, { column }: Pick<ColumnReading, "column">): string[] {
  const values = new Set(rows.map((row) => (row[column - 1] ?? "").trim()).filter((value) => value !== ""));
  return Array.from(values)
    .slice(0, 2)
    .map((value) => value.slice(0, 60));
}

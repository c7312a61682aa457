/**
 * Where something stands in a file. Lines and columns are 1-based. A column of delimited text counts fields, not
 * characters. A pointer is a JSON Pointer (RFC 6901); with a line it points into that line of a JSON Lines file.
 */
export type Locator =
  | { line: number; column?: number }
  | { pointer: string; line?: number }
  | { table: number; row: number; column: number; line: number };

/** `L12, column 3`, `/mean_ttft_ms`, `L4 /avg_ts`: how a place is written beside a point. */
export function locatorText(where: Locator): string {
  if ("table" in where)
    return `L${where.line}, table ${where.table}, row ${where.row}, column ${where.column}`;
  if ("pointer" in where)
    return where.line === undefined ? where.pointer || "/" : `L${where.line} ${where.pointer}`;
  return where.column === undefined ? `L${where.line}` : `L${where.line}, column ${where.column}`;
}

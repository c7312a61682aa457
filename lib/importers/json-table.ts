import { isScalar, textOf, type JsonNode } from "./json-node";
import { locatorIn, type JsonRecord } from "./json-record";
import type { CellTable } from "./cell-table";

/** Records of JSON as the rows of a table, and the names of members that no cell can hold. */
export interface JsonTable {
  table: CellTable;
  /** Members that are arrays or objects, by name. */
  nested: string[];
}

/** The most columns that records may have between them: more are no records of one kind. */
const columnLimit = 10_000;

/** Each record a row, each of its plain members a cell under its key; null where there are no columns or too many. */
export function jsonTable(records: readonly JsonRecord[]): JsonTable | null {
  const headers = new Set<string>();
  const nested = new Set<string>();
  for (const { node } of records) {
    for (const [key, value] of node.members) (isScalar(value) ? headers : nested).add(key);
    if (headers.size > columnLimit) return null;
  }
  const names = [...headers];
  const first = records[0];
  if (first === undefined || names.length === 0) return null;
  const table: CellTable = {
    headers: names,
    rows: records.map(({ node, text }) => names.map((name) => cellOf(node.members.get(name), text))),
    locator: (row, column) => locatorIn(records[row] ?? first, names[column] ?? ""),
    sampleAt: sampleAt(records),
  };
  return { table, nested: [...nested] };
}

/** JSON's null says nothing, as a blank cell does. */
export function cellOf(node: JsonNode | undefined, text: string): string | null {
  if (node === undefined || !isScalar(node)) return null;
  return node.kind === "constant" && node.value === null ? "" : textOf(node, text);
}

/** By line where each record is a document of its own, else by its index in the array. */
export function sampleAt(records: readonly JsonRecord[]): CellTable["sampleAt"] {
  const ownLines = records.every(({ line }) => line !== null);
  return ownLines
    ? { pointer: null, of: (row) => records[row]?.line ?? 0 }
    : { pointer: "", of: (row) => Number(records[row]?.pointer.slice(1) ?? row) };
}

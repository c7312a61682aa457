import { isScalar, textOf, type JsonNode } from "./json-node";
import { locatorIn, type JsonRecord } from "./json-record";
import { isSampleList, meanText, type SampleList } from "./json-samples";
import type { CellTable } from "./cell-table";

/** Records of JSON as the rows of a table, and the names of members that no cell can hold. */
export interface JsonTable {
  table: CellTable;
  /** Members that are arrays or objects, by name. */
  nested: string[];
  /** Members whose cells stand for all their numbers. */
  lists: SampleList[];
}

/** The most columns that records may have between them: more are no records of one kind. */
const columnLimit = 10_000;

/**
 * Each record a row, each of its plain members a cell under its key, and each array of samples one with their mean; null
 * where there are no columns or too many.
 */
export function jsonTable(records: readonly JsonRecord[]): JsonTable | null {
  const headers = new Set<string>();
  const nested = new Set<string>();
  const lists: SampleList[] = [];
  for (const record of records) {
    for (const [key, node] of record.node.members) {
      const isList = !isScalar(node) && isSampleList(key, node, record.node);
      if (isList) lists.push({ record, path: [key], node });
      (isList || isScalar(node) ? headers : nested).add(key);
    }
    if (headers.size > columnLimit) return null;
  }
  const names = [...headers];
  const first = records[0];
  if (first === undefined || names.length === 0) return null;
  const table: CellTable = {
    headers: names,
    rows: records.map((record) => names.map((name) => cellWith(record, name))),
    locator: (row, column) => locatorIn(records[row] ?? first, names[column] ?? ""),
    sampleAt: sampleAt(records),
  };
  return { table, nested: [...nested], lists };
}

function cellWith({ node, text }: JsonRecord, name: string): string | null {
  const member = node.members.get(name);
  const isList = member !== undefined && !isScalar(member) && isSampleList(name, member, node);
  return isList ? meanText(member) : cellOf(member, text);
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

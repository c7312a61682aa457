// Tables of JSON whose rows are arrays: names in the first of them, or beside them (`{"columns": [...], "data": [[...]]}`, as pandas
// writes with orient="split").
import type { CellTable } from "./cell-table";
import { isScalar, itemsOf, memberOf, numbersOf, pointerOf, textOf, type JsonNode } from "./json-node";
import type { JsonReading } from "./tolerant-json";

const names = ["columns", "headers", "header", "fields"];
const lists = ["data", "rows", "values"];

/** Null where the only value of the file is no such table. */
export function matrixTable({ documents, text }: JsonReading): CellTable | null {
  const [only] = documents;
  if (only === undefined || documents.length > 1) return null;
  const root = only.root;
  const at = (list: readonly string[]) => list.find((name) => memberOf(root, name)?.kind === "array");
  const [named, listed] = [at(names), at(lists)];
  if (root.kind === "object" && named !== undefined && listed !== undefined) {
    const headers = cellsOf(memberOf(root, named)!, text);
    const rows = itemsOf(memberOf(root, listed)).map((row) => cellsOf(row, text));
    return tableOf(headers, rows, only.pointer + pointerOf(listed), 0);
  }
  if (root.kind !== "array") return null;
  const [headers = null, ...rows] = itemsOf(root).map((row) => cellsOf(row, text));
  return tableOf(headers, rows, only.pointer, 1);
}

function tableOf(
  headers: (string | null)[] | null,
  rows: (readonly (string | null)[] | null)[],
  pointer: string,
  first: number,
): CellTable | null {
  const isText = headers !== null && headers.every((each) => each !== null && !/^[\d.]*$/.test(each));
  if (!isText || headers.length < 2 || rows.length === 0) return null;
  if (!rows.every((row) => row !== null && row.length === headers.length)) return null;
  return {
    headers: headers as string[],
    rows: rows as (string | null)[][],
    locator: (row, column) => ({ pointer: pointer + pointerOf(Math.max(row, 0) + first, column) }),
    sampleAt: { pointer, of: (row) => row + first },
  };
}

/** Null where an item is no plain value. JSON's null is a blank cell. */
function cellsOf(node: JsonNode, text: string): (string | null)[] | null {
  const numbers = numbersOf(node);
  if (numbers !== null && node.kind === "numbers") return Array.from(numbers, String);
  if (node.kind !== "array") return null;
  const items = itemsOf(node);
  if (!items.every(isScalar)) return null;
  return items.map((each) => (each.kind === "constant" && each.value === null ? "" : textOf(each, text)));
}

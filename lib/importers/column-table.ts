// Tables of JSON whose columns are members: `{"batch": [1, 2], "ttft_ms": [10, 12]}`, or, as pandas writes a table by default,
// `{"batch": {"0": 1, "1": 2}, ...}`. What stands beside the columns is of every row.
import { readHeader } from "../points/headers";
import type { CellTable } from "./cell-table";
import { cellOf } from "./json-table";
import { isScalar, itemsOf, pointerOf, type JsonNode } from "./json-node";
import type { JsonReading } from "./tolerant-json";

/** One column: its cells, and the key of each in the file. */
interface Column {
  name: string;
  cells: (string | null)[];
  /** Empty for a value that is said once, of every row. */
  keys: (string | number)[];
}

/** Null where the only value of the file is no such table, or names nothing that tells its rows apart. */
export function columnTable({ documents, text }: JsonReading): CellTable | null {
  const [only] = documents;
  if (only === undefined || documents.length > 1 || only.root.kind !== "object") return null;
  const members = Array.from(only.root.members);
  const columns = members.flatMap(([name, node]) => columnOf(name, node, text) ?? []);
  const rows = columns.find(({ keys }) => keys.length > 0)?.keys.length ?? 0;
  const long = columns.filter(({ keys }) => keys.length > 0);
  // A result that is said once is of none of the rows.
  const isSound =
    columns.length === members.length &&
    long.every(({ keys }) => keys.length === rows) &&
    columns.every((column) => column.keys.length > 0 || !isMetric(column));
  if (rows < 2 || !isSound || !long.some(tellsApart) || !long.some(isMetric)) return null;
  return {
    headers: columns.map(({ name }) => name),
    rows: Array.from({ length: rows }, (_, row) =>
      columns.map(({ cells, keys }) => (keys.length === 0 ? cells[0]! : cells[row]!)),
    ),
    locator: (row, column) => placeOf(only.pointer, columns[column]!, Math.max(row, 0)),
    sampleAt: { pointer: only.pointer, of: (row) => row },
  };
}

function placeOf(pointer: string, { name, keys }: Column, row: number) {
  const key = keys[row];
  return { pointer: pointer + (key === undefined ? pointerOf(name) : pointerOf(name, key)) };
}

function tellsApart({ name }: Column): boolean {
  return ["case", "run", "sample", "both lengths"].includes(readHeader(name).kind);
}

function isMetric({ name }: Column): boolean {
  return readHeader(name).kind === "metric";
}

/** Null for a member that is no column. */
function columnOf(name: string, node: JsonNode, text: string): Column | null {
  if (isScalar(node)) return { name, cells: [cellOf(node, text)], keys: [] };
  if (node.kind === "numbers") {
    const cells = Array.from(node.values, (value) => (Number.isFinite(value) ? String(value) : "nan"));
    return { name, cells, keys: Array.from(cells.keys()) };
  }
  const nodes = node.kind === "object" ? Array.from(node.members.values()) : itemsOf(node);
  const keys = node.kind === "object" ? Array.from(node.members.keys()) : Array.from(nodes.keys());
  if (node.kind === "object" && !keys.every((key, i) => key === String(i))) return null;
  return nodes.length > 0 && nodes.every(isScalar)
    ? { name, cells: nodes.map((each) => cellOf(each, text)), keys }
    : null;
}

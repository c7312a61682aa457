// Records of JSON whose metrics are objects of statistics: `"ttft_ms": { "mean": 12, "p99": 45 }`, beside plain members and
// others in objects. Each number is a column: `ttft_ms mean`. An array of samples is one, too.
import { readHeld } from "../points/headers";
import { findUnit } from "../points/units";
import { isScalar, memberOf, numberOf, stringOf, type JsonNode, type JsonObject } from "./json-node";
import { locatorIn, nodeAt, type JsonRecord } from "./json-record";
import { isSampleList, meanText, type SampleList } from "./json-samples";
import { cellOf, sampleAt, type JsonTable } from "./json-table";

const mostDepth = 6;
const mostColumns = 500;

interface Leaf {
  path: string[];
  header: string;
  /** The array of samples that it is. */
  list?: JsonNode;
}

export interface NestedTable extends JsonTable {
  /** Statistics that points do not hold. */
  unheld: string[];
}

/** Null where no record has such an object, or where one would have two columns of a name. */
export function nestedTable(records: readonly JsonRecord[]): NestedTable | null {
  const first = records[0];
  if (first === undefined || !records.some(({ node }) => holdsStatistics(node, 0))) return null;
  const columns = new Map<string, Leaf>();
  const left: Left = { nested: new Set(), unheld: new Set() };
  const lists: SampleList[] = [];
  for (const record of records) {
    const own = new Set<string>();
    for (const leaf of leavesOf(record.node, [], left)) {
      if (own.has(leaf.header) || columns.size > mostColumns) return null;
      own.add(leaf.header);
      columns.set(leaf.header, leaf);
      if (leaf.list) lists.push({ record, path: leaf.path, node: leaf.list });
    }
  }
  const leaves = [...columns.values()];
  return {
    table: {
      headers: leaves.map(({ header }) => header),
      rows: records.map((record) => leaves.map(({ path }) => cellAt(record, path))),
      locator: (row, column) => locatorIn(records[row] ?? first, ...(leaves[column]?.path ?? [])),
      sampleAt: sampleAt(records),
    },
    nested: [...left.nested],
    unheld: [...left.unheld],
    lists,
  };
}

/** A list where this record has one. */
function cellAt(record: JsonRecord, path: string[]): string | null {
  const node = nodeAt(record, path);
  const holder = nodeAt(record, path.slice(0, -1));
  const isList =
    node !== undefined &&
    !isScalar(node) &&
    holder?.kind === "object" &&
    isSampleList(path.at(-1)!, node, holder);
  return isList ? meanText(node) : cellOf(node, record.text);
}

/** What is not read. */
interface Left {
  nested: Set<string>;
  unheld: Set<string>;
}

/** An object of nothing but numbers, and perhaps their unit, of which most are called as statistics are. */
function isOfStatistics({ members }: JsonObject): boolean {
  const all = [...members].filter(([key, node]) => !isUnit(key, node));
  const held = all.filter(([key]) => isStatistic(key));
  const fewest = all.length < members.size ? 1 : 2;
  return (
    held.length >= fewest && held.length * 2 > all.length && all.every(([, node]) => isNumberOrNull(node))
  );
}

/** Of a statistic that the object does not name: `{ "value": 512, "stddev": 4, "n": 5 }`. */
function isValue(key: string): boolean {
  return /^val(?:ue)?$/i.test(key);
}

function isStatistic(key: string): boolean {
  return isValue(key) || readHeld(key) !== null || /^p?\(?\d{1,2}(?:[.p]\d+)?\)?(?:th)?$/i.test(key);
}

function isUnit(key: string, node: JsonNode): boolean {
  return /^units?$/i.test(key) && node.kind === "string";
}

/** `(ms)` behind a name; the unit as the object writes it, where it is known. */
function unitOf(node: JsonObject): string {
  const written = stringOf(memberOf(node, "unit") ?? memberOf(node, "units"));
  return written !== null && findUnit(written) !== null ? ` (${written})` : "";
}

function isNumberOrNull(node: JsonNode): boolean {
  return numberOf(node) !== null || node.kind === "constant";
}

function holdsStatistics(node: JsonNode, depth: number): boolean {
  if (node.kind !== "object" || depth > mostDepth) return false;
  if (depth > 0 && isOfStatistics(node)) return true;
  return [...node.members.values()].some((each) => holdsStatistics(each, depth + 1));
}

function* leavesOf(node: JsonObject, path: readonly string[], left: Left): Generator<Leaf> {
  for (const [key, value] of node.members) {
    const at = [...path, key];
    if (/^(?:schema_?)?version$/i.test(key)) continue;
    if (isScalar(value)) yield { path: at, header: key };
    else if (isSampleList(key, value, node)) yield { path: at, header: key, list: value };
    else if (value.kind !== "object" || at.length > mostDepth) left.nested.add(at.join("."));
    else if (isOfStatistics(value)) yield* statisticsOf(value, at, left);
    else yield* leavesOf(value, at, left);
  }
}

function* statisticsOf(node: JsonObject, path: readonly string[], { unheld }: Left): Generator<Leaf> {
  const unit = unitOf(node);
  for (const [name, value] of node.members) {
    if (isUnit(name, value)) continue;
    const held = readHeld(name)?.statistic;
    // `min` behind a name may be minutes.
    const word = held === "min" ? " minimum" : isValue(name) ? "" : ` ${name}`;
    if (held === undefined && !isValue(name)) unheld.add(name);
    else yield { path: [...path, name], header: `${path.at(-1)}${word}${held === "n" ? "" : unit}` };
  }
}

import { locatorText, type Locator } from "../points/locator";
import type { Stats } from "../points/point";
import type { Problem } from "../points/problem";
import type { Conversion, Provenance } from "../points/provenance";
import { itemsOf, memberOf, pointerOf, rawOf, type JsonNode, type JsonObject } from "./json-node";
import { nearestDouble } from "../points/nearest-double";
import type { JsonReading } from "./tolerant-json";

/** An object of a JSON file that stands for one row of results, with what leads to it. */
export interface JsonRecord {
  text: string;
  node: JsonObject;
  /** The pointer of the object in the value that the file writes; "" for that value itself. */
  pointer: string;
  /** The line on which its document begins, where the file holds several. */
  line: number | null;
}

const known = new WeakMap<JsonReading, JsonRecord[]>();

/** The objects of a file: each document that is one, and each element of a document that is an array. */
export function recordsOf(reading: JsonReading): JsonRecord[] {
  const before = known.get(reading);
  if (before) return before;
  const records = recordsIn(reading);
  known.set(reading, records);
  return records;
}

function recordsIn({ text, documents }: JsonReading): JsonRecord[] {
  return documents.flatMap(({ root, pointer, line }) => {
    if (root.kind === "object") return [{ text, node: root, pointer, line }];
    return itemsOf(root).flatMap((node, i) =>
      node.kind === "object" ? [{ text, node, pointer: pointer + pointerOf(i), line }] : [],
    );
  });
}

/** The record that is a member of this one: the object under that key. */
export function recordWithin(record: JsonRecord, key: string): JsonRecord | null {
  const node = memberOf(record.node, key);
  return node?.kind === "object" ? { ...record, node, pointer: record.pointer + pointerOf(key) } : null;
}

/** The way from a record to a value below it: a member's name, or several names and indices. */
export type JsonPath = string | readonly (string | number)[];

function stepsOf(path: JsonPath): readonly (string | number)[] {
  return typeof path === "string" ? [path] : path;
}

/** What stands at a path below the record; undefined where nothing does. A number within a list of numbers has no node. */
export function nodeAt(record: JsonRecord, path: JsonPath | undefined): JsonNode | undefined {
  if (path === undefined) return undefined;
  return stepsOf(path).reduce<JsonNode | undefined>(
    (node, step) => (typeof step === "number" ? itemsOf(node)[step] : memberOf(node, step)),
    record.node,
  );
}

/** Each object of the array at a path, as a record of its own. */
export function recordsAt(record: JsonRecord, path: JsonPath): JsonRecord[] {
  return itemsOf(nodeAt(record, path)).flatMap((node, i) =>
    node.kind === "object"
      ? [{ ...record, node, pointer: record.pointer + pointerOf(...stepsOf(path), i) }]
      : [],
  );
}

/** The object at a path as a record of its own; null where there is none. */
export function recordAt(record: JsonRecord, path: JsonPath): JsonRecord | null {
  const node = nodeAt(record, path);
  return node?.kind === "object"
    ? { ...record, node, pointer: record.pointer + pointerOf(...stepsOf(path)) }
    : null;
}

export function locatorIn(record: JsonRecord, ...path: (string | number)[]): Locator {
  const pointer = record.pointer + pointerOf(...path);
  return record.line === null ? { pointer } : { pointer, line: record.line };
}

/** Where a member stands, as written there, and what was done to it; the member must be there. */
export function provenanceOf(
  record: JsonRecord,
  path: JsonPath,
  conversions: readonly Conversion[] = [],
): Provenance {
  const node = nodeAt(record, path);
  const raw = node ? rawOf(node, record.text) : "";
  const rounded = node?.kind === "number" && node.value !== null ? nearestDouble(raw, node.value) : null;
  return {
    locator: locatorIn(record, ...stepsOf(path)),
    raw,
    conversions: rounded ? [rounded, ...conversions] : [...conversions],
  };
}

/** The place of each statistic that a member of its own states, beside the value's. */
export function withStatistics(
  record: JsonRecord,
  value: Provenance,
  keys: Iterable<readonly [keyof Stats, string]>,
): Provenance {
  const own = locatorText(value.locator);
  const places = Array.from(keys)
    .filter(([, key]) => record.node.members.has(key))
    .map(([name, key]) => [name, provenanceOf(record, key)] as const)
    .filter(([, place]) => locatorText(place.locator) !== own);
  return places.length === 0 ? value : { ...value, statistics: Object.fromEntries(places) };
}

export function problemIn(record: JsonRecord, path: JsonPath, expected: string): Problem {
  const node = nodeAt(record, path);
  return {
    where: locatorIn(record, ...stepsOf(path)),
    found: node ? rawOf(node, record.text, 80) : "nothing",
    expected,
  };
}

/**
 * A JSON value that remembers where it stands: `start` and `end` are offsets into the text, so that the raw text of a
 * value (`58.30`, `9007199254740993`) and its line can be shown beside the number that was made of it.
 */
export type JsonNode = JsonObject | JsonArray | JsonNumbers | JsonString | JsonNumber | JsonConstant;

interface Span {
  start: number;
  end: number;
}

/** Members in the order of the file. Keys are only ever compared, so a `__proto__` is a key like any other. */
export interface JsonObject extends Span {
  kind: "object";
  members: ReadonlyMap<string, JsonNode>;
}

export interface JsonArray extends Span {
  kind: "array";
  items: readonly JsonNode[];
}

/** An array of nothing but numbers, kept without a node for each: per-request arrays are most of a benchmark file. */
export interface JsonNumbers extends Span {
  kind: "numbers";
  /** NaN where the file has NaN, Infinity or a number too large for a double. */
  values: readonly number[];
}

export interface JsonString extends Span {
  kind: "string";
  value: string;
}

export interface JsonNumber extends Span {
  kind: "number";
  /** The nearest double; null for NaN, Infinity and numbers too large for a double. */
  value: number | null;
}

export interface JsonConstant extends Span {
  kind: "constant";
  value: true | false | null;
}

/** The member of that key, or undefined where the node is no object or has none. */
export function memberOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === "object" ? node.members.get(key) : undefined;
}

export function hasKeys(node: JsonNode, keys: readonly string[]): boolean {
  return node.kind === "object" && keys.every((key) => node.members.has(key));
}

/** The text of a string, or null for anything else. */
export function stringOf(node: JsonNode | undefined): string | null {
  return node?.kind === "string" ? node.value : null;
}

/** The finite number that stands there, or null for anything else. */
export function numberOf(node: JsonNode | undefined): number | null {
  return node?.kind === "number" ? node.value : null;
}

/** The elements of an array as nodes; an array of numbers has its nodes in `numbersOf` instead. */
export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === "array" ? node.items : [];
}

/** The numbers of an array that holds nothing else; an empty array has none; null for anything else. */
export function numbersOf(node: JsonNode | undefined): readonly number[] | null {
  if (node?.kind === "numbers") return node.values;
  return node?.kind === "array" && node.items.length === 0 ? [] : null;
}

/** A value as text: a string without its quotes, everything else exactly as the file writes it. */
export function textOf(node: JsonNode, text: string): string {
  return node.kind === "string" ? node.value : rawOf(node, text);
}

/** What the file writes there, shortened to `limit` characters. */
export function rawOf(node: Span, text: string, limit = 200): string {
  const long = node.end - node.start > limit;
  return long ? `${text.slice(node.start, node.start + limit)}…` : text.slice(node.start, node.end);
}

export function isScalar(node: JsonNode): node is JsonString | JsonNumber | JsonConstant {
  return node.kind === "string" || node.kind === "number" || node.kind === "constant";
}

/** A JSON Pointer (RFC 6901) from keys and indices. */
export function pointerOf(...path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

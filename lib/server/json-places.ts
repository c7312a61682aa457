import type { JsonNode } from "@/lib/importers/json-node";
import { lineStarts } from "@/lib/importers/line-starts";
import { readJson, type JsonDocument } from "@/lib/importers/tolerant-json";
import { wholeText } from "@/lib/importers/decode";
import type { Locator } from "@/lib/points/locator";
import type { Dataset, Store } from "@/lib/store/store";
import { cachedByRevision } from "./revision-cache";

/** Where a JSON value stands in its file as lines: 1-based, both ends included. */
export interface JsonPlace {
  from: number;
  to: number;
  /** Its characters, [start, end), where it stands within one line. */
  characters: [number, number] | null;
}

/** Larger files are not parsed for a page view; their points keep the pointer. */
const limit = 4_000_000;

type Find = (where: Locator) => JsonPlace | null;

/** Finds JSON Pointers of a stored file as lines and characters; finds none in a file that is no JSON or too large. */
export async function jsonPlaces(store: Store, dataset: Dataset): Promise<Find> {
  const isTable = dataset.delimiter !== null;
  if (isTable || dataset.bytes > limit) return () => null;
  return cachedByRevision(store, `json places ${dataset.sha256}`, async () => {
    const text = await textOf(store, dataset);
    return text === null ? () => null : finderIn(text);
  });
}

async function textOf(store: Store, { sha256, name, bytes }: Dataset): Promise<string | null> {
  const stored = await store.readFile(sha256);
  if (!stored) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of stored) chunks.push(chunk);
  const head = chunks[0] ?? new Uint8Array();
  const whole = wholeText({ name, size: bytes, sha256, head, chunks: () => chunks }, limit);
  return "text" in whole ? whole.text : null;
}

function finderIn(text: string): Find {
  const { documents } = readJson(text);
  const lines = lineStarts(text);
  const byLine = new Map(documents.map((document) => [document.line, document]));
  return (where) => {
    if (!("pointer" in where)) return null;
    const document = byLine.get(where.line ?? null) ?? only(documents);
    const node = document && nodeAt(document.root, where.pointer);
    if (!node) return null;
    const [start, end] = [lines.at(node.start), lines.at(Math.max(node.start, node.end - 1))];
    const characters: [number, number] = [start.column - 1, end.column];
    return { from: start.line, to: end.line, characters: start.line === end.line ? characters : null };
  };
}

function only(documents: readonly JsonDocument[]): JsonDocument | undefined {
  return documents.length === 1 ? documents[0] : undefined;
}

/** The value at a JSON Pointer (RFC 6901); for a number in an array of numbers, which has no node, the array. */
function nodeAt(root: JsonNode, pointer: string): JsonNode | null {
  let node: JsonNode | undefined = root;
  for (const part of pointer.split("/").slice(1)) {
    if (node.kind === "numbers") return node;
    node = childOf(node, part.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (!node) return null;
  }
  return node;
}

function childOf(node: JsonNode, part: string): JsonNode | undefined {
  if (node.kind === "object") return node.members.get(part);
  return node.kind === "array" ? node.items[Number(part)] : undefined;
}

// YAML as far as it says what JSON can say, read into the nodes of JSON, so that whoever reads a tool's JSON reads its YAML.
// The language is that of PyYAML, which most tools write: 1.1 (https://yaml.org/spec/1.1/).
import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Range,
  type Scalar,
} from "yaml";
import type { JsonNode } from "./json-node";

/** Deeper nesting is no result of a benchmark, and each level is a call. */
const deepest = 64;

/** So many nodes may aliases repeat in all: each is cheap to write, and an alias of aliases is many. */
const mostRepeated = 100_000;

const options = { version: "1.1", uniqueKeys: false, prettyErrors: false } as const;

class NoYaml extends Error {}

/** The value of a YAML text; null where it is none that JSON can say: tags of objects, keys that are no texts, several documents. */
export function readYaml(text: string): JsonNode | null {
  try {
    const document = parseDocument(text, options);
    if (document.errors.length > 0 || document.warnings.length > 0) return null;
    const node = new YamlNodes(document).nodeOf(document.contents, 0);
    return node.kind === "object" || node.kind === "array" || node.kind === "numbers" ? node : null;
  } catch (error) {
    // RangeError: nested deeper than the stack.
    if (error instanceof NoYaml || error instanceof RangeError) return null;
    throw error;
  }
}

const shape = /^\s*(?:- )*(?:[^:{}[\]|<>]{1,80}:(?:\s|$)|- ?)/;

/** Of a text that is cut, so many characters at its end may be open. */
const openEnd = 1000;

/** Whether the first lines of a text are keys and items of YAML; a log has lines that look so, and is none in its first lines. */
export function looksLikeYaml(head: string): boolean {
  const lines = head
    .split(/\r\n|\n/)
    .slice(0, 60)
    .filter((line) => line.trim() !== "" && !/^\s*#|^(?:---|%YAML)/.test(line));
  // The last line may be cut.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  if (!shape.test(whole[0] ?? "") || whole.filter((line) => shape.test(line)).length < whole.length * 0.3)
    return false;
  const { contents, errors } = parseDocument(head, options);
  return isCollection(contents) && errors.every(({ pos }) => pos[0] > head.length - openEnd);
}

class YamlNodes {
  private readonly anchored = new Map<unknown, { node: JsonNode; size: number }>();
  private made = 0;
  private repeated = 0;

  constructor(private readonly document: Document.Parsed) {}

  nodeOf(of: unknown, depth: number): JsonNode {
    if (depth > deepest) throw new NoYaml();
    if (isAlias(of)) return this.repeat(of.resolve(this.document));
    const before = this.made++;
    const node = this.newNode(of, depth);
    this.anchored.set(of, { node, size: this.made - before });
    return node;
  }

  private repeat(of: unknown): JsonNode {
    const known = this.anchored.get(of);
    if (known === undefined) throw new NoYaml();
    this.made += known.size;
    this.repeated += known.size;
    if (this.repeated > mostRepeated) throw new NoYaml();
    return known.node;
  }

  private newNode(of: unknown, depth: number): JsonNode {
    if (isMap(of)) {
      const members = new Map<string, JsonNode>();
      for (const { key, value } of of.items) {
        if (!isScalar(key)) throw new NoYaml();
        members.set(key.source ?? String(key.value), this.nodeOf(value, depth + 1));
      }
      return { kind: "object", members, ...spanOf(of.range) };
    }
    if (isSeq(of)) {
      const items = of.items.map((item) => this.nodeOf(item, depth + 1));
      return listed(items, spanOf(of.range));
    }
    if (isScalar(of)) return scalarOf(of);
    throw new NoYaml();
  }
}

function spanOf(range: Range | null | undefined): { start: number; end: number } {
  if (!range) throw new NoYaml();
  return { start: range[0], end: range[1] };
}

/** Lists of numbers are kept without a node for each. */
function listed(items: JsonNode[], span: { start: number; end: number }): JsonNode {
  const numbers = items.flatMap((item) => (item.kind === "number" ? [item.value ?? NaN] : []));
  return items.length > 0 && numbers.length === items.length
    ? { kind: "numbers", values: numbers, ...span }
    : { kind: "array", items, ...span };
}

function scalarOf({ value, source = "", range }: Scalar): JsonNode {
  const span = spanOf(range);
  // y and n are texts to PyYAML, whatever the language says.
  const isTruth = typeof value === "boolean" && source.length > 1;
  if (isTruth || value === null) return { kind: "constant", value, ...span };
  // 1:30 is 90 in YAML 1.1, which nobody means.
  if (typeof value === "number" && !source.includes(":"))
    return { kind: "number", value: Number.isFinite(value) ? value : null, ...span };
  return { kind: "string", value: typeof value === "string" ? value : source, ...span };
}

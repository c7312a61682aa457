// YAML as programs write it (PyYAML's dump, Go's and Rust's serialisers): block mappings and sequences, plain and quoted
// scalars, flow lists and maps on one line, block texts, anchors, inside what JSON can say. It is read into the nodes of
// JSON, so that whoever reads a tool's JSON reads its YAML. Anything else (tags of objects, complex keys) is no such YAML: null.
// The language: https://yaml.org/spec/1.2.2/
import type { JsonArray, JsonNode, JsonObject } from "./json-node";

/** Deeper nesting is no result of a benchmark, and each level is a call. */
const deepest = 64;

interface Line {
  indent: number;
  /** What stands behind the indent, without blanks and a comment at its end. */
  text: string;
  /** Where `text` begins in the file. */
  at: number;
}

class NoYaml extends Error {}

/** The value of a YAML text; null where it is none that is read. */
export function readYaml(text: string): JsonNode | null {
  try {
    return new YamlText(text).document();
  } catch (error) {
    if (error instanceof NoYaml) return null;
    throw error;
  }
}

const shape = /^\s*(?:- )*(?:[^:{}[\]|<>]{1,80}:(?:\s|$)|- ?)/;

/** Whether the first lines of a text are keys and items of YAML; for `recognises`. */
export function looksLikeYaml(head: string): boolean {
  const lines = head
    .split(/\r\n|\n/)
    .slice(0, 60)
    .filter((line) => line.trim() !== "" && !/^\s*#|^(?:---|%YAML)/.test(line));
  // The last line may be cut.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  return shape.test(whole[0] ?? "") && whole.filter((line) => shape.test(line)).length >= whole.length * 0.3;
}

class YamlText {
  private readonly lines: Line[];
  private next = 0;
  private depth = 0;
  private readonly anchors = new Map<string, JsonNode>();

  constructor(private readonly text: string) {
    this.lines = linesOf(text);
  }

  document(): JsonNode | null {
    const first = this.lines[0];
    if (first === undefined) return null;
    const node = this.block(first.indent);
    if (this.next < this.lines.length) throw new NoYaml();
    return node.kind === "object" || node.kind === "array" ? node : null;
  }

  private block(indent: number): JsonNode {
    if (++this.depth > deepest) throw new NoYaml();
    const line = this.lines[this.next]!;
    const node = isItem(line.text) ? this.sequence(indent) : this.mapping(indent);
    this.depth--;
    return node;
  }

  private sequence(indent: number): JsonNode {
    const start = this.lines[this.next]!.at;
    const items: JsonNode[] = [];
    for (let line = this.lines[this.next]; line?.indent === indent && isItem(line.text);) {
      const rest = line.text.slice(1).trimStart();
      if (rest === "") {
        this.next++;
        items.push(this.below(indent, line.at + 1));
      } else {
        // `- key: value` begins a block of its own, two columns to the right.
        const inner = indent + line.text.length - rest.length;
        this.lines[this.next] = {
          indent: inner,
          text: rest,
          at: line.at + line.text.length - rest.length,
        };
        items.push(isItem(rest) || keyOf(rest) !== null ? this.block(inner) : this.scalarAt(indent, rest));
      }
      line = this.lines[this.next];
    }
    return listed({ kind: "array", items, start, end: this.endBefore() });
  }

  private mapping(indent: number): JsonObject {
    const start = this.lines[this.next]!.at;
    const members = new Map<string, JsonNode>();
    for (let line = this.lines[this.next]; line?.indent === indent && !isItem(line.text);) {
      const found = keyOf(line.text);
      if (found === null) throw new NoYaml();
      const { key, rest } = found;
      const at = line.at + line.text.length - rest.length;
      if (rest === "") {
        this.next++;
        members.set(key, this.below(indent, at));
      } else {
        this.lines[this.next] = { ...line, text: rest, at };
        members.set(key, this.scalarAt(indent, rest));
      }
      line = this.lines[this.next];
    }
    return { kind: "object", members, start, end: this.endBefore() };
  }

  /** What stands below a key or a dash that has nothing behind it: a deeper block, items at the key's own indent, or nothing. */
  private below(indent: number, at: number): JsonNode {
    const line = this.lines[this.next];
    if (line !== undefined && (line.indent > indent || (line.indent === indent && isItem(line.text))))
      return this.block(line.indent);
    return { kind: "constant", value: null, start: at, end: at };
  }

  /** The value in the rest of a line, which may go on below. */
  private scalarAt(indent: number, rest: string): JsonNode {
    const line = this.lines[this.next]!;
    const anchor = /^&([\w-]+)(?:\s+|$)/.exec(rest);
    if (anchor !== null) return this.anchored(indent, anchor[1]!, rest.slice(anchor[0].length));
    const alias = /^\*([\w-]+)$/.exec(rest)?.[1];
    if (alias !== undefined) {
      this.next++;
      const node = this.anchors.get(alias);
      if (node === undefined) throw new NoYaml();
      return node;
    }
    if (rest.startsWith("!")) throw new NoYaml();
    if (/^[|>][+-]?\d?$/.test(rest)) return this.blockText(indent, line.at);
    const whole = this.continued(indent, rest);
    const value = flowValue(whole.text, line.at);
    return { ...value, end: whole.end };
  }

  private anchored(indent: number, name: string, rest: string): JsonNode {
    const line = this.lines[this.next]!;
    const at = line.at + line.text.length - rest.length;
    let node: JsonNode;
    if (rest === "") {
      this.next++;
      node = this.below(indent, at);
    } else {
      this.lines[this.next] = { ...line, text: rest, at };
      node = this.scalarAt(indent, rest);
    }
    this.anchors.set(name, node);
    return node;
  }

  private blockText(indent: number, at: number): JsonNode {
    this.next++;
    const parts: string[] = [];
    while ((this.lines[this.next]?.indent ?? -1) > indent) parts.push(this.lines[this.next++]!.text);
    return { kind: "string", value: parts.join("\n"), start: at, end: this.endBefore() };
  }

  /** A text that goes on in deeper lines, joined by blanks, up to where it ends. */
  private continued(indent: number, rest: string): { text: string; end: number } {
    let text = rest;
    this.next++;
    for (let line = this.lines[this.next]; line !== undefined && line.indent > indent;) {
      if (isComplete(text) && /^["'[{]/.test(text)) throw new NoYaml();
      // A backslash at the end of a line in double quotes joins it with the next.
      const isJoined = text.startsWith('"') && /(?:^|[^\\])(?:\\\\)*\\$/.test(text);
      text = isJoined ? text.slice(0, -1) + line.text : `${text} ${line.text}`;
      line = this.lines[++this.next];
    }
    return { text, end: this.endBefore() };
  }

  /** Where the last line that was read ends. */
  private endBefore(): number {
    const line = this.lines[this.next - 1]!;
    return line.at + line.text.length;
  }
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let at = 0;
  let quote: string | null = null;
  for (const whole of text.split("\n")) {
    const trimmed = whole.trim();
    const indent = whole.length - whole.trimStart().length;
    if (quote !== null) {
      // Inside a text in quotes nothing is a comment, and no indent counts.
      if (trimmed !== "") lines.push({ indent: Infinity, text: trimmed, at: at + indent });
      if (quotesIn(trimmed, quote) % 2 === 1) quote = null;
    } else if (trimmed !== "" && !trimmed.startsWith("#") && !(indent === 0 && mark.test(trimmed))) {
      if (whole.slice(0, indent).includes("\t")) throw new NoYaml();
      const line = { indent, text: withoutComment(trimmed), at: at + indent };
      lines.push(line);
      const opened = valueOf(line.text)[0] ?? "";
      if ((opened === "'" || opened === '"') && quotesIn(valueOf(line.text), opened) % 2 === 1)
        quote = opened;
    }
    at += whole.length + 1;
  }
  return lines;
}

const mark = /^(?:---|\.\.\.|%YAML.*)$/;

/** What stands behind the dashes and the key of a line. */
function valueOf(text: string): string {
  const behind = text.replace(/^(?:- +)+/, "");
  return keyOf(behind)?.rest ?? behind;
}

/** Quotes of a kind; of double ones those behind a backslash are none. Two single ones are one sign, and count for two. */
function quotesIn(text: string, quote: string): number {
  return (quote === "'" ? text : text.replace(/\\./g, "")).split(quote).length - 1;
}

/** A comment begins with a blank and a sign, where no text in quotes is open. */
function withoutComment(text: string): string {
  if (!text.includes(" #") || /["']/.test(text)) return text;
  return text.slice(0, text.indexOf(" #")).trimEnd();
}

function isItem(text: string): boolean {
  return text === "-" || text.startsWith("- ");
}

/** The key of a line and what stands behind its colon; null where it has none. */
function keyOf(text: string): { key: string; rest: string } | null {
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')\s*:(?:\s+|$)/.exec(text);
  if (quoted !== null) {
    const key = quoted[1] === undefined ? quoted[2]!.replaceAll("''", "'") : unescaped(quoted[1]);
    return { key, rest: text.slice(quoted[0].length) };
  }
  if (/^[[{"'|>?]/.test(text)) return null;
  const at = text.endsWith(":") && !text.includes(": ") ? text.length - 1 : text.indexOf(": ");
  return at <= 0 ? null : { key: text.slice(0, at).trimEnd(), rest: text.slice(at + 1).trimStart() };
}

function isComplete(text: string): boolean {
  if (text.startsWith('"')) return /^"(?:[^"\\]|\\.)*"$/.test(text);
  if (text.startsWith("'")) return /^'(?:[^']|'')*'$/.test(text);
  if (text.startsWith("[")) return text.endsWith("]");
  return text.startsWith("{") && text.endsWith("}");
}

function flowValue(text: string, at: number): JsonNode {
  const span = { start: at, end: at + text.length };
  if (text.startsWith("[") || text.startsWith("{")) return new FlowText(text, at).value();
  if (/^["']/.test(text)) {
    if (!isComplete(text)) throw new NoYaml();
    return { kind: "string", value: unquoted(text), ...span };
  }
  return plainValue(text, span);
}

const number = /^[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

function plainValue(text: string, span: { start: number; end: number }): JsonNode {
  if (/^(?:null|~)?$/i.test(text)) return { kind: "constant", value: null, ...span };
  if (/^(?:true|false)$/i.test(text))
    return { kind: "constant", value: text.toLowerCase() === "true", ...span };
  if (/^(?:[-+]?\.inf|\.nan)$/i.test(text)) return { kind: "number", value: null, ...span };
  if (!number.test(text)) return { kind: "string", value: text, ...span };
  const value = Number(text.replaceAll("_", ""));
  return { kind: "number", value: Number.isFinite(value) ? value : null, ...span };
}

function unquoted(text: string): string {
  const inside = text.slice(1, -1);
  return text.startsWith("'") ? inside.replaceAll("''", "'") : unescaped(inside);
}

function unescaped(text: string): string {
  const json = text.replace(/\\(x[\da-f]{2}|.)/gi, (whole, escape: string) => {
    if (/^["\\/bfnrtu]$/.test(escape)) return whole;
    return escape.length === 3 ? `\\u00${escape.slice(1)}` : escape;
  });
  try {
    return JSON.parse(`"${json.replaceAll("\t", "\\t")}"`) as string;
  } catch {
    throw new NoYaml();
  }
}

/** Lists and maps on one line: `[1, 2]`, `{a: 1}`. */
class FlowText {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly from: number,
  ) {}

  value(): JsonNode {
    const node = this.one();
    if (this.text.slice(this.at).trim() !== "") throw new NoYaml();
    return node;
  }

  private one(): JsonNode {
    if (++this.depth > deepest) throw new NoYaml();
    this.blanks();
    const first = this.text[this.at];
    const node = first === "[" ? this.list() : first === "{" ? this.map() : this.scalar();
    this.depth--;
    return node;
  }

  private list(): JsonNode {
    const start = this.from + this.at++;
    const items: JsonNode[] = [];
    while (!this.ends("]")) {
      items.push(this.one());
      this.comma("]");
    }
    return listed({ kind: "array", items, start, end: this.from + this.at });
  }

  private map(): JsonNode {
    const start = this.from + this.at++;
    const members = new Map<string, JsonNode>();
    while (!this.ends("}")) {
      const key = this.scalarText(/[:]/);
      if (this.text[this.at++] !== ":") throw new NoYaml();
      members.set(/^["']/.test(key) ? unquoted(key) : key, this.one());
      this.comma("}");
    }
    return { kind: "object", members, start, end: this.from + this.at };
  }

  private scalar(): JsonNode {
    const start = this.from + this.at;
    const text = this.scalarText(/[,\]}]/);
    const span = { start, end: start + text.length };
    return /^["']/.test(text) ? { kind: "string", value: unquoted(text), ...span } : plainValue(text, span);
  }

  private scalarText(end: RegExp): string {
    this.blanks();
    const rest = this.text.slice(this.at);
    const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(rest)?.[0];
    const length = quoted?.length ?? rest.search(end);
    if (length < 0) throw new NoYaml();
    this.at += length;
    this.blanks();
    return rest.slice(0, length).trim();
  }

  private ends(bracket: string): boolean {
    this.blanks();
    if (this.at >= this.text.length) throw new NoYaml();
    if (this.text[this.at] !== bracket) return false;
    this.at++;
    return true;
  }

  private comma(bracket: string): void {
    this.blanks();
    if (this.text[this.at] === ",") this.at++;
    else if (this.text[this.at] !== bracket) throw new NoYaml();
  }

  private blanks(): void {
    while (this.text[this.at] === " ") this.at++;
  }
}

/** A list of nothing but numbers is kept without a node for each, as in JSON. */
function listed(array: JsonArray): JsonNode {
  const { items, start, end } = array;
  if (items.length === 0 || !items.every((each) => each.kind === "number")) return array;
  return { kind: "numbers", values: items.map(({ value }) => value ?? NaN), start, end };
}

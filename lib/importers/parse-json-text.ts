import type { JsonNode } from "./json-node";
import { pointerOf } from "./json-node";

/**
 * Nothing that a benchmark writes is deeper; a million nested arrays are refused at the 65th bracket, before anything
 * recursive sees them.
 */
export const depthLimit = 64;

/** Where a text stops being JSON. Thrown inside the JSON reader and caught there: it becomes a problem. */
export class JsonFault extends Error {
  constructor(
    readonly offset: number,
    readonly found: string,
    readonly expected: string,
  ) {
    super(`${found} where ${expected} was expected`);
  }
}

/** Something readable that its reader should know of: a key twice, a number that no double holds. */
export interface JsonRemark {
  pointer: string;
  found: string;
  expected: string;
}

/** Bare words that Python's json.dump writes and JSON does not have. */
const nonFinite = ["NaN", "Infinity", "-Infinity"] as const;
const constants = new Map<string, true | false | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

const numberText = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const wordText = /[^\s,:[\]{}"]{1,40}/y;

/**
 * Reads one JSON value from a text and keeps where each value stands. The grammar is RFC 8259; beyond it only the bare
 * words NaN, Infinity and -Infinity are read, as numbers without a value, and counted in `nonFinite`; and a comma after the
 * last value, with a remark.
 */
export class JsonTextParser {
  /** The offset of the next character to be read. */
  at: number;
  readonly remarks: JsonRemark[] = [];
  nonFinite = 0;
  /** The complete elements of an array that is the whole value: what is left of it when the text breaks off. */
  rootItems: JsonNode[] = [];
  private readonly path: (string | number)[] = [];
  private readonly keys = new Map<string, string>();

  constructor(
    private readonly text: string,
    from = 0,
  ) {
    this.at = from;
  }

  /** The value that begins at `at`, after blanks. @throws JsonFault */
  value(): JsonNode {
    this.skipBlanks();
    const first = this.text[this.at];
    if (first === "{") return this.object();
    if (first === "[") return this.array();
    if (first === '"') return this.string();
    return this.number() ?? this.word();
  }

  skipBlanks(): void {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    }
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  fault(expected: string, at = this.at): JsonFault {
    if (at >= this.text.length) return new JsonFault(at, "the end of the file", expected);
    wordText.lastIndex = at;
    const found = wordText.exec(this.text)?.[0] ?? String.fromCodePoint(this.text.codePointAt(at) ?? 0);
    return new JsonFault(at, JSON.stringify(found), expected);
  }

  private object(): JsonNode {
    const start = this.open();
    const members = new Map<string, JsonNode>();
    while (!this.closes("}", members.size === 0, "a key in double quotes")) this.member(members);
    this.path.pop();
    return { kind: "object", start, end: this.at, members };
  }

  private member(members: Map<string, JsonNode>): void {
    if (this.text[this.at] !== '"') throw this.fault("a key in double quotes");
    const key = this.key();
    this.skipBlanks();
    if (this.text[this.at] !== ":") throw this.fault("a colon after the key");
    this.at++;
    this.path[this.path.length - 1] = key;
    if (members.has(key))
      this.remark(`the key ${JSON.stringify(key)} twice`, "one value a key: the last one is read");
    members.set(key, this.value());
  }

  /** Rows of a table repeat their keys: each is kept once. */
  private key(): string {
    const { value } = this.string();
    const known = this.keys.get(value);
    if (known !== undefined) return known;
    this.keys.set(value, value);
    return value;
  }

  private array(): JsonNode {
    const start = this.open();
    const node = this.numbers(start) ?? this.items(start);
    this.path.pop();
    return node;
  }

  /** An array of nothing but numbers, or null (and back at its first element) where something else stands in it. */
  private numbers(start: number): JsonNode | null {
    const { at, nonFinite: before } = this;
    const known = this.remarks.length;
    const values: number[] = [];
    while (!this.closes("]", values.length === 0, "a value")) {
      this.path[this.path.length - 1] = values.length;
      const number = this.number();
      if (number === null || !this.endsElement()) {
        this.at = at;
        this.nonFinite = before;
        this.remarks.length = known;
        return null;
      }
      values.push(number.value ?? NaN);
    }
    return values.length === 0
      ? { kind: "array", start, end: this.at, items: [] }
      : { kind: "numbers", start, end: this.at, values };
  }

  private endsElement(): boolean {
    this.skipBlanks();
    return this.text[this.at] === "," || this.text[this.at] === "]";
  }

  private items(start: number): JsonNode {
    const items: JsonNode[] = [];
    if (this.path.length === 1) this.rootItems = items;
    while (!this.closes("]", items.length === 0, "a value")) {
      this.path[this.path.length - 1] = items.length;
      items.push(this.value());
    }
    return { kind: "array", start, end: this.at, items };
  }

  private open(): number {
    if (this.path.length === depthLimit) {
      throw new JsonFault(
        this.at,
        `more than ${depthLimit} nested arrays and objects`,
        `at most ${depthLimit}`,
      );
    }
    this.path.push(0);
    return this.at++;
  }

  /** Whether the array or object ends here; otherwise moves over the comma to the first character of what comes next. */
  private closes(bracket: "]" | "}", empty: boolean, next: string): boolean {
    this.skipBlanks();
    if (this.text[this.at] === bracket) {
      this.at++;
      return true;
    }
    if (empty) return false;
    if (this.text[this.at] !== ",") throw this.fault(`a comma or ${bracket}`);
    this.at++;
    this.skipBlanks();
    if (this.atEnd) throw this.fault(next);
    if (this.text[this.at] !== bracket) return false;
    this.remark(`a comma before ${bracket}`, `${bracket} right after the last value; read without the comma`);
    this.at++;
    return true;
  }

  private string(): { kind: "string"; start: number; end: number; value: string } {
    const start = this.at;
    const escaped = this.skipString();
    const raw = this.text.slice(start, this.at);
    return { kind: "string", start, end: this.at, value: escaped ? unescaped(raw) : raw.slice(1, -1) };
  }

  /** Moves behind the closing quote; whether there was an escape on the way. */
  private skipString(): boolean {
    let escaped = false;
    for (this.at++; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 34) {
        this.at++;
        return escaped;
      }
      if (code < 32)
        throw new JsonFault(this.at, `the control character ${code}`, "it escaped, or a closing quote");
      if (code === 92) {
        escaped = true;
        this.skipEscape();
      }
    }
    throw this.fault("a closing quote");
  }

  private skipEscape(): void {
    const kind = this.text[this.at + 1];
    if (kind === "u" && /^[0-9a-fA-F]{4}$/.test(this.text.slice(this.at + 2, this.at + 6))) this.at += 5;
    else if (kind !== undefined && '"\\/bfnrt'.includes(kind)) this.at++;
    else throw this.fault('an escape of JSON (\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000)');
  }

  private number(): { kind: "number"; start: number; end: number; value: number | null } | null {
    const start = this.at;
    numberText.lastIndex = start;
    if (!numberText.test(this.text)) return this.nonFiniteWord();
    this.at = numberText.lastIndex;
    const raw = this.text.slice(start, this.at);
    const value = Number(raw);
    if (Number.isFinite(value)) return { kind: "number", start, end: this.at, value };
    this.remark(raw.slice(0, 40), "a number that a double can hold (up to 1.8e308); read as missing");
    return { kind: "number", start, end: this.at, value: null };
  }

  private nonFiniteWord(): { kind: "number"; start: number; end: number; value: null } | null {
    const start = this.at;
    const word = nonFinite.find((each) => this.text.startsWith(each, start));
    if (word === undefined) return null;
    this.at += word.length;
    this.nonFinite++;
    return { kind: "number", start, end: this.at, value: null };
  }

  private word(): JsonNode {
    const start = this.at;
    for (const [word, value] of constants) {
      if (!this.text.startsWith(word, start)) continue;
      this.at += word.length;
      return { kind: "constant", start, end: this.at, value };
    }
    throw this.fault("a JSON value");
  }

  private remark(found: string, expected: string): void {
    this.remarks.push({ pointer: pointerOf(...this.path), found, expected });
  }
}

/** Every escape was checked on the way, so that JSON.parse cannot refuse the string. */
function unescaped(raw: string): string {
  return JSON.parse(raw) as string;
}

import type { Problem } from "../points/problem";
import { binaryKind } from "./binary-kind";
import { headBytes, type SourceFile } from "./source-file";

export type Encoding = "UTF-8" | "UTF-8 with BOM" | "UTF-16LE" | "UTF-16BE" | "windows-1252";
export type LineEnds = "LF" | "CRLF" | "CR" | "mixed";

/** What was found of a file's text by reading all of it once. */
export interface TextFacts {
  encoding: Encoding;
  /** Null for a file of a single line without an end. */
  lineEnds: LineEnds | null;
  /** Physical lines; a last line without an end counts. */
  lines: number;
}

export type HeadFacts = Pick<TextFacts, "encoding" | "lineEnds">;

export type Surveyed = { facts: TextFacts; problem: null } | { facts: null; problem: Problem };

const surveyed = new WeakMap<SourceFile, Surveyed>();

/**
 * Finds out how a file's bytes are text: encoding, line ends and lines; or the problem that says why they are not.
 * Nothing is ever decoded by guess alone: UTF-8 and UTF-16 are checked to the last byte, and windows-1252 is taken only
 * where its few high bytes are Western letters and signs that stand alone.
 */
export function surveyText(file: SourceFile): Surveyed {
  const known = surveyed.get(file);
  if (known) return known;
  const found = survey(file);
  surveyed.set(file, found);
  return found;
}

/** Thrown while text is read whose bytes turn out not to be what the head promised; `readFile` answers it. */
export class Undecodable extends Error {
  constructor(readonly encoding: Encoding) {
    super(`bytes that are not ${encoding}`);
  }
}

/** Encoding and line ends as the head of a file shows them: enough to begin to read. Null where it is no text. */
export function headFacts(file: SourceFile): HeadFacts | null {
  const known = surveyed.get(file);
  if (known) return known.facts;
  const before = heads.get(file);
  if (before !== undefined) return before;
  const found = file.size === 0 || binaryKind(file.head) !== null ? null : factsOfHead(file.head);
  heads.set(file, found);
  return found;
}

const heads = new WeakMap<SourceFile, HeadFacts | null>();

function factsOfHead(head: Uint8Array): HeadFacts {
  const encoding = encodingOf(head);
  const count = new LineCount();
  count.add(new TextDecoder(labelOf[encoding]).decode(head));
  return { encoding, lineEnds: count.lineEnds };
}

/**
 * The text of a file, piece by piece, without a byte order mark.
 *
 * @throws Undecodable at the first byte that is not of the encoding, and at a zero byte
 */
export function* textChunks(file: SourceFile, facts: Pick<TextFacts, "encoding">): Generator<string> {
  let first = true;
  for (const text of decoded(file, facts.encoding)) {
    if (text.includes("\0")) throw new Undecodable(facts.encoding);
    yield first ? text.replace(/^\uFEFF+/, "") : text;
    first = false;
  }
}

/** The bytes of a file's text in UTF-8: as they stand, byte order mark and all, or written anew from another encoding. */
export function* utf8Chunks(file: SourceFile, facts: Pick<TextFacts, "encoding">): Generator<Uint8Array> {
  if (facts.encoding.startsWith("UTF-8")) return yield* file.chunks();
  const encoder = new TextEncoder();
  for (const text of textChunks(file, facts)) yield encoder.encode(text);
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The text of whole characters in UTF-8.
 *
 * @param encoding of the file that the bytes are of
 * @throws Undecodable, as `textChunks`
 */
export function utf8Text(bytes: Uint8Array, encoding: Encoding): string {
  try {
    const text = strict.decode(bytes);
    if (!text.includes("\0")) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new Undecodable(encoding);
}

/** The whole text of a file that is small enough to be held, else the problem that says so. */
export function wholeText(
  file: SourceFile,
  limit = 256 * 1024 * 1024,
): { text: string } | { problem: Problem } {
  const { facts, problem } = surveyText(file);
  if (problem) return { problem };
  if (file.size > limit)
    return { problem: { where: null, found: `${file.size} bytes`, expected: `at most ${limit} bytes` } };
  return { text: Array.from(textChunks(file, facts)).join("") };
}

/** The text of the file's head, its last line perhaps cut short; null where it is no text. For `recognises`. */
export function headText(file: SourceFile): string | null {
  const facts = headFacts(file);
  if (facts === null) return null;
  const known = headTexts.get(file);
  if (known?.encoding === facts.encoding) return known.text;
  const decoder = new TextDecoder(labelOf[facts.encoding]);
  // stream: a character that the head cuts in two is left off rather than replaced.
  const text = decoder.decode(file.head, { stream: true }).replace(/^\uFEFF+/, "");
  headTexts.set(file, { encoding: facts.encoding, text });
  return text;
}

/** Every importer asks for it. A survey of the whole file may find another encoding. */
const headTexts = new WeakMap<SourceFile, { encoding: Encoding; text: string }>();

/** The whole lines of the file's head; "" where it is no text. */
export function headLines(file: SourceFile, newline: string): string {
  const text = headText(file) ?? "";
  return file.size <= headBytes ? text : text.slice(0, text.lastIndexOf(newline) + 1);
}

const labelOf: Record<Encoding, string> = {
  "UTF-8": "utf-8",
  "UTF-8 with BOM": "utf-8",
  "UTF-16LE": "utf-16le",
  "UTF-16BE": "utf-16be",
  "windows-1252": "windows-1252",
};

/** Small pieces stay young for the garbage collector: twice as fast to parse as pieces of a megabyte. */
const pieceBytes = 64 * 1024;

function* pieces(file: SourceFile): Generator<Uint8Array> {
  for (const chunk of file.chunks()) {
    for (let from = 0; from < chunk.length; from += pieceBytes) yield chunk.subarray(from, from + pieceBytes);
  }
}

function* decoded(file: SourceFile, encoding: Encoding): Generator<string> {
  try {
    yield* encoding.startsWith("UTF-8") ? decodedUtf8(file) : decodedStream(file, encoding);
  } catch (error) {
    throw error instanceof TypeError ? new Undecodable(encoding) : error;
  }
}

function* decodedStream(file: SourceFile, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(labelOf[encoding], { fatal: true });
  for (const piece of pieces(file)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** UTF-8 is cut behind a byte of ASCII and decoded whole: several times as fast as `stream: true`. */
function* decodedUtf8(file: SourceFile): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest: Uint8Array = new Uint8Array(0);
  for (const piece of pieces(file)) {
    const bytes = joined(rest, piece);
    const end = afterLastAscii(bytes);
    if (end > 0) yield decoder.decode(bytes.subarray(0, end));
    rest = bytes.slice(end);
    // No character is longer than four bytes; more without ASCII between is Chinese, say, or no text.
    if (rest.length > pieceBytes) {
      const stop = afterLastWhole(rest);
      yield decoder.decode(rest.subarray(0, stop));
      rest = rest.slice(stop);
    }
  }
  if (rest.length > 0) yield decoder.decode(rest);
}

/** One behind the other; `b` itself where there is nothing before it. */
export function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function afterLastAscii(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1]! >= 0x80) end--;
  return end;
}

/** Before the last byte that begins a character, which may go on in the next piece. */
export function afterLastWhole(bytes: Uint8Array): number {
  let end = bytes.length - 1;
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end--;
  return end;
}

function survey(file: SourceFile): Surveyed {
  if (file.size === 0) return refused("an empty file", "a file of benchmark results");
  const binary = binaryKind(file.head);
  if (binary !== null) return refused(binary, "text: CSV, JSON or Markdown");
  const encoding = encodingOf(file.head);
  const found = surveyAs(file, encoding);
  if (found.problem === null || encoding !== "UTF-8" || !isWestern(file)) return found;
  return surveyAs(file, "windows-1252");
}

function refused(found: string, expected: string, line?: number): Surveyed {
  return { facts: null, problem: { where: line === undefined ? null : { line }, found, expected } };
}

/** By its byte order mark, or by where the zero bytes of ASCII in UTF-16 stand. */
function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "UTF-8 with BOM";
  if (head[0] === 0xff && head[1] === 0xfe) return "UTF-16LE";
  if (head[0] === 0xfe && head[1] === 0xff) return "UTF-16BE";
  const [even, odd] = zeroShares(head.subarray(0, 4096));
  if (odd > 0.5 && even < 0.05) return "UTF-16LE";
  if (even > 0.5 && odd < 0.05) return "UTF-16BE";
  return "UTF-8";
}

function zeroShares(bytes: Uint8Array): [number, number] {
  const zeros: [number, number] = [0, 0];
  bytes.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2 === 0 ? 0 : 1]++;
  });
  const pairs = Math.max(1, Math.floor(bytes.length / 2));
  return [zeros[0] / pairs, zeros[1] / pairs];
}

function surveyAs(file: SourceFile, encoding: Encoding): Surveyed {
  const count = new LineCount();
  try {
    for (const text of decoded(file, encoding)) {
      const zero = text.indexOf("\0");
      if (zero >= 0) return refused("a zero byte", "text", count.lineOf(text, zero));
      count.add(text);
    }
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error;
    return refused(error.message, "text in UTF-8 or UTF-16", firstBadLine(file, encoding));
  }
  return { facts: { encoding, lineEnds: count.lineEnds, lines: count.lines }, problem: null };
}

/** Counts line ends in text that comes in pieces. */
class LineCount {
  private feeds = 0;
  private pairs = 0;
  private returns = 0;
  private last = "";

  add(text: string): void {
    if (text === "") return;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
      this.feeds++;
      if ((at === 0 ? this.last : text[at - 1]) === "\r") this.pairs++;
    }
    for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) this.returns++;
    this.last = text[text.length - 1]!;
  }

  get lineEnds(): LineEnds | null {
    if (this.feeds === 0) return this.returns === 0 ? null : "CR";
    if (this.pairs === 0) return "LF";
    return this.pairs === this.feeds ? "CRLF" : "mixed";
  }

  get lines(): number {
    const ends = this.feeds === 0 ? this.returns : this.feeds;
    return this.last === "\n" || this.last === "\r" || this.last === "" ? ends : ends + 1;
  }

  /** The line of a character of the piece that comes next. */
  lineOf(text: string, at: number): number {
    const before = new LineCount();
    before.add(text.slice(0, at));
    return this.feeds + before.feeds + 1;
  }
}

function firstBadLine(file: SourceFile, encoding: Encoding): number {
  const count = new LineCount();
  const decoder = new TextDecoder(labelOf[encoding]);
  for (const piece of pieces(file)) {
    const text = decoder.decode(piece, { stream: true });
    const at = text.indexOf("\uFFFD");
    if (at >= 0) return count.lineOf(text, at);
    count.add(text);
  }
  return count.lines;
}

/** Quotes, dashes and signs of windows-1252 that spreadsheets write, and the letters of Western European languages. */
const western = new Set([
  ...[
    0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xa0, 0xa3, 0xa7, 0xb0, 0xb1, 0xb2, 0xb3, 0xb5,
    0xd7,
  ],
  ...[0xc0, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd1, 0xd6, 0xd8, 0xdc, 0xdf],
  ...[0xe0, 0xe1, 0xe2, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xed, 0xee, 0xef],
  ...[0xf1, 0xf3, 0xf4, 0xf6, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc],
]);

/**
 * Whether every high byte is such a character and stands alone: what Cyrillic, Japanese or Chinese encodings write
 * comes in runs, and broken UTF-8 begins with bytes that are none of these.
 */
function isWestern(file: SourceFile): boolean {
  let [last, before, beforeThat] = [0, 0, 0];
  for (const chunk of file.chunks()) {
    for (const byte of chunk) {
      if (byte >= 0x80 && !western.has(byte)) return false;
      // `Größe` has two in a row, inside a word; a text of pairs of bytes (GBK, say) has them anywhere.
      const isPair = last >= 0x80 && before >= 0x80;
      if (isPair && !(isLetter(beforeThat) && isLetter(byte) && before >= 0xc0 && last >= 0xc0)) return false;
      [last, before, beforeThat] = [byte, last, before];
    }
  }
  return last < 0x80 || before < 0x80;
}

/** Of ASCII, lower case. */
function isLetter(byte: number): boolean {
  return byte >= 97 && byte <= 122;
}

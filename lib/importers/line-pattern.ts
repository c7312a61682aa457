import { arePrintable, firstMarked, hashOfBytes, wordOf, WordsOf, zeroMarks } from "./byte-words";

/** What a column of a line is to the quick way of reading: text that must be as before, or a cell that may differ. */
export type ColumnRole = "same" | "blank" | "value" | "run" | "free";

/** The bytes that end fields and lines. */
export interface LineBytes {
  delimiter: number;
  newline: number;
}

/** Where the cells that may differ stand in a line that was matched. */
export class CellPlaces {
  readonly from: Int32Array;
  readonly to: Int32Array;

  constructor(cells: number) {
    this.from = new Int32Array(cells);
    this.to = new Int32Array(cells);
  }
}

const quote = 34;
const returned = 13;
const feed = 10;

/**
 * Where an unquoted field ends, whose line's end must be there. A carriage return before a line feed belongs to the line's
 * end.
 */
function fieldEnd(
  bytes: Uint8Array,
  words: DataView,
  from: number,
  { delimiter, newline }: LineBytes,
): number {
  const delimiters = wordOf(delimiter);
  const newlines = wordOf(newline);
  let at = from;
  for (const last = bytes.length - 4; at <= last; at += 4) {
    const word = words.getInt32(at, true);
    const marks = zeroMarks(word ^ delimiters) | zeroMarks(word ^ newlines);
    if (marks !== 0) return withoutReturn(bytes, from, at + firstMarked(marks), newline);
  }
  while (bytes[at] !== delimiter && bytes[at] !== newline) at++;
  return withoutReturn(bytes, from, at, newline);
}

function withoutReturn(bytes: Uint8Array, from: number, end: number, newline: number): number {
  if (bytes[end] !== feed || newline !== feed) return end;
  return end > from && bytes[end - 1] === returned ? end - 1 : end;
}

/** One past the line's end that stands at `at`; -1 where none does. */
function afterEnd(bytes: Uint8Array, at: number, newline: number): number {
  const end = bytes[at] === returned && newline === feed ? at + 1 : at;
  return bytes[end] === newline ? end + 1 : -1;
}

/**
 * The patterns of a table's lines, one behind the other in one array: lines of a pattern agree in all but the cells that
 * may differ, as they are written, quotes and all. Files repeat: the same setups again and again, with new values. Such a
 * line is recognised by comparing its bytes in place, without decoding them or cutting them into fields first
 * (docs/performance.md).
 *
 * All lines are asked about as bytes of UTF-8, and end within them.
 */
export class LinePatterns {
  private bytes = new Uint8Array(4096);
  /** Where each text between the cells ends; a pattern's first begins where the one's before it ends. */
  private ends = new Int32Array(256);
  private texts = 0;
  /** Indexes of patterns, each in the first free place from that of its hash on; -1: free. At most half are taken. */
  private places = new Int32Array(256).fill(-1);
  private hashes = new Int32Array(64);
  private readonly lineWords = new WordsOf();
  private readonly ownWords = new WordsOf();

  /** @param cells how many cells of a line may differ */
  constructor(
    private readonly lineBytes: LineBytes,
    private readonly cells: number,
  ) {}

  get count(): number {
    return this.texts / (this.cells + 1);
  }

  /** How many bytes their texts have. */
  get length(): number {
    return this.texts === 0 ? 0 : this.ends[this.texts - 1]!;
  }

  /** @returns the index of the pattern of a line that was cut, which none has yet */
  add(line: Uint8Array, cut: LineCut): number {
    const index = this.count;
    for (let text = 0; text <= this.cells; text++)
      this.addText(line.subarray(cut.ends[text]!, cut.starts[text]!));
    if (index === this.hashes.length) this.hashes = grown(this.hashes, new Int32Array(2 * index));
    this.hashes[index] = cut.hash;
    if (2 * index > this.places.length) this.makeRoom();
    else this.place(index);
    return index;
  }

  /** @returns the index of the pattern of a line that was cut, or -1 */
  find(line: Uint8Array, cut: LineCut): number {
    const { places, hashes } = this;
    const mask = places.length - 1;
    for (let at = cut.hash & mask; ; at = (at + 1) & mask) {
      const index = places[at]!;
      if (index < 0 || (hashes[index] === cut.hash && this.isOf(index, line, cut))) return index;
    }
  }

  private makeRoom(): void {
    this.places = new Int32Array(4 * this.places.length).fill(-1);
    for (let index = 0; index < this.count; index++) this.place(index);
  }

  private place(index: number): void {
    const mask = this.places.length - 1;
    let at = this.hashes[index]! & mask;
    while (this.places[at]! >= 0) at = (at + 1) & mask;
    this.places[at] = index;
  }

  private addText(text: Uint8Array): void {
    const from = this.length;
    const to = from + text.length;
    if (to > this.bytes.length) this.bytes = grown(this.bytes, new Uint8Array(2 * to));
    if (this.texts === this.ends.length) this.ends = grown(this.ends, new Int32Array(2 * this.texts));
    this.bytes.set(text, from);
    this.ends[this.texts++] = to;
  }

  /**
   * Whether the line that starts at `at` is of this pattern; `places` then holds its cells that may differ.
   *
   * @returns where the next line starts, or -1
   */
  match(index: number, line: Uint8Array, at: number, places: CellPlaces): number {
    const { ends, cells, lineBytes } = this;
    const words = this.lineWords.of(line);
    const first = index * (cells + 1);
    let known = first === 0 ? 0 : ends[first - 1]!;
    let pos = at;
    for (let text = 0; ; text++) {
      const length = ends[first + text]! - known;
      if (!this.isText(known, line, words, pos, length)) return -1;
      known += length;
      pos += length;
      if (text === cells) return afterEnd(line, pos, lineBytes.newline);
      // What is in quotes may hold delimiters.
      if (line[pos] === quote) return -1;
      const end = fieldEnd(line, words, pos, lineBytes);
      // What is more than plain ASCII is for who decodes.
      if (!arePrintable(line, words, pos, end)) return -1;
      places.from[text] = pos;
      places.to[text] = end;
      pos = end;
    }
  }

  private isOf(index: number, line: Uint8Array, cut: LineCut): boolean {
    const { ends, cells } = this;
    const words = this.lineWords.of(line);
    const first = index * (cells + 1);
    let known = first === 0 ? 0 : ends[first - 1]!;
    for (let text = 0; text <= cells; text++) {
      const pos = cut.ends[text]!;
      const length = cut.starts[text]! - pos;
      if (ends[first + text]! - known !== length) return false;
      if (!this.isText(known, line, words, pos, length)) return false;
      known += length;
    }
    return true;
  }

  /** Whether the bytes of the texts from `known` on are those of the line from `pos` on. */
  private isText(known: number, line: Uint8Array, words: DataView, pos: number, length: number): boolean {
    if (pos + length > line.length) return false;
    const { bytes } = this;
    const own = this.ownWords.of(bytes);
    let i = 0;
    for (; i + 4 <= length; i += 4)
      if (words.getInt32(pos + i, true) !== own.getInt32(known + i, true)) return false;
    for (; i < length; i++) if (line[pos + i] !== bytes[known + i]) return false;
    return true;
  }
}

function grown<A extends Uint8Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

/**
 * Cuts one line after another into the cells that may differ and what stands between them. Only a line that says itself
 * where its fields end is cut; whatever else there is (line ends in quotes, text behind a closing quote, a quote in a cell
 * that may differ, another number of fields) is left to the parser.
 */
export class LineCut {
  readonly places: CellPlaces;
  /** Where each text between the cells ends, ... */
  readonly starts: Int32Array;
  /** ... and begins. */
  readonly ends: Int32Array;
  /** Of all fields that may not differ, as they are written; 30 bits, which V8 holds without an object. */
  hash = 0;
  private readonly differs: boolean[];
  private readonly words = new WordsOf();

  constructor(
    private readonly lineBytes: LineBytes,
    roles: readonly ColumnRole[],
  ) {
    this.differs = roles.map((role) => role !== "same" && role !== "blank");
    const cells = this.differs.filter((differs) => differs).length;
    this.places = new CellPlaces(cells);
    this.starts = new Int32Array(cells + 1);
    this.ends = new Int32Array(cells + 1);
  }

  /** @returns where the next line starts, or -1 */
  cut(line: Uint8Array, at: number): number {
    const { differs, places, starts, ends, lineBytes } = this;
    const { delimiter, newline } = lineBytes;
    const words = this.words.of(line);
    const last = differs.length - 1;
    let pos = (ends[0] = at);
    let cell = 0;
    for (let column = 0; column <= last; column++) {
      const isQuoted = line[pos] === quote;
      const end = isQuoted ? quotedEnd(line, pos, newline) : fieldEnd(line, words, pos, lineBytes);
      if (end < 0) return -1;
      if (differs[column] === true) {
        const from = isQuoted ? pos + 1 : pos;
        const to = isQuoted ? end - 1 : end;
        if (!arePrintable(line, words, from, to) || (isQuoted && holds(line, quote, from, to))) return -1;
        starts[cell] = pos;
        places.from[cell] = from;
        places.to[cell] = to;
        ends[++cell] = end;
      }
      if (column < last && line[end] !== delimiter) return -1;
      pos = end + 1;
    }
    starts[cell] = pos - 1;
    let hash = 0;
    for (let text = 0; text <= cell; text++)
      hash = hashOfBytes(hash, line, words, ends[text]!, starts[text]!);
    this.hash = hash & 0x3fffffff;
    return afterEnd(line, pos - 1, newline);
  }
}

/** One past the quote that closes the one at `from`, or -1 where the line ends before. */
function quotedEnd(line: Uint8Array, from: number, newline: number): number {
  for (let at = from + 1; line[at] !== newline; at++) {
    if (line[at] !== quote) continue;
    if (line[at + 1] !== quote) return at + 1;
    at++;
  }
  return -1;
}

function holds(bytes: Uint8Array, byte: number, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === byte) return true;
  return false;
}

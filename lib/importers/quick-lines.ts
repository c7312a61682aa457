import { nearestDouble } from "../points/nearest-double";
import { hashWith, hashWithBytes, noCells } from "./cell-hash";
import { asciiText, putQuickNumber } from "./cells";
import { CellPlaces, LineCut, LinePatterns, type ColumnRole } from "./line-pattern";

/**
 * Takes the row that is a line of a known pattern, whose cells that may differ stand at `places`; false where its fields
 * are to be seen. Nothing of a row that is not taken may be kept.
 */
export type TakeKnown = (pattern: number, bytes: Uint8Array, places: CellPlaces, line: number) => boolean;

/** More patterns than any table repeats, and more bytes than their lines have. */
const most = { patterns: 100_000, bytes: 16 * 1024 * 1024 };

/** A longer line, in bytes, holds no setup that comes again. */
const longestLine = 2000;

/**
 * The quick way through a table whose rows repeat their setups: knows lines again by the patterns of those whose fields
 * were seen (see `visitLines`, which asks it).
 *
 * Rows come in an order that repeats, the setups of one run after another or the runs of one setup: the pattern that
 * followed last time, or the same again, is tried before a line is cut. In files without an order a line is found among
 * all that are known.
 */
export class QuickLines {
  /** The columns whose cells may differ in lines of one pattern. */
  private readonly differing: readonly number[];
  private readonly places: CellPlaces;
  private readonly line: LineCut;
  private readonly patterns: LinePatterns;
  /** By pattern, the one of the line that came after; -1: none did. */
  private readonly next: number[] = [];
  /** The pattern of the line that was known or learnt last; -1: none yet. */
  private last = -1;
  /** Whether the line before this one was the one that its own predecessor promised. */
  private isInOrder = true;
  /** The line that was cut last, where it is not known: what its fields turn out to be is to be learnt. */
  private unknown: { line: number; bytes: Uint8Array } | null = null;

  constructor(
    table: { delimiter: string; newline: string },
    roles: readonly ColumnRole[],
    private readonly takeKnown: TakeKnown,
  ) {
    const lineBytes = { delimiter: table.delimiter.charCodeAt(0), newline: table.newline.charCodeAt(0) };
    this.differing = Array.from(roles.keys()).filter((column) => {
      return roles[column] !== "same" && roles[column] !== "blank";
    });
    this.places = new CellPlaces(this.differing.length);
    this.line = new LineCut(lineBytes, roles);
    this.patterns = new LinePatterns(lineBytes, this.differing.length);
  }

  /** Which of the places is a column's; -1: none, its cells may not differ, or there is no such column. */
  placeOf(column: number): number {
    return this.differing.indexOf(column);
  }

  /** For `visitLines`. */
  take(bytes: Uint8Array, at: number, line: number): number {
    const { last, patterns, places } = this;
    if (last < 0 || !this.isInOrder) return this.takeCut(bytes, at, line);
    const promised = this.next[last]!;
    const following = promised < 0 ? -1 : patterns.match(promised, bytes, at, places);
    if (following > 0) return this.takeAs(promised, bytes, following, line, places);
    const same = patterns.match(last, bytes, at, places);
    return same > 0 ? this.takeAs(last, bytes, same, line, places) : this.takeCut(bytes, at, line);
  }

  private takeCut(bytes: Uint8Array, at: number, line: number): number {
    const { line: cut, patterns } = this;
    this.unknown = null;
    const next = cut.cut(bytes, at);
    if (next < 0 || next - at > longestLine) return -1;
    const pattern = patterns.find(bytes, cut);
    this.isInOrder = pattern >= 0 && (pattern === this.last || pattern === this.next[this.last]);
    if (pattern >= 0) return this.takeAs(pattern, bytes, next, line, cut.places);
    if (patterns.count >= most.patterns || patterns.length > most.bytes) return -1;
    this.unknown = { line, bytes };
    return 0;
  }

  private takeAs(pattern: number, bytes: Uint8Array, next: number, line: number, places: CellPlaces): number {
    // A comment, perhaps.
    if (this.differing[0] === 0 && bytes[places.from[0]!] === 35) return -1;
    if (!this.takeKnown(pattern, bytes, places, line)) return -1;
    this.follow(pattern);
    return next;
  }

  /**
   * To be told of a row whose like may be taken.
   * @returns the index of its pattern, the next that is free; -1 where the line was not one to be learnt
   */
  learn(line: number): number {
    if (this.unknown?.line !== line) return -1;
    // No other line was cut since.
    const pattern = this.patterns.add(this.unknown.bytes, this.line);
    this.next.push(-1);
    this.follow(pattern);
    return pattern;
  }

  private follow(pattern: number): void {
    if (this.last >= 0) this.next[this.last] = pattern;
    this.last = pattern;
  }

  /** Of the cells that may differ: rows of one setup with another hash are not the same. */
  hashOf(fields: readonly string[]): number {
    return this.differing.reduce((hash, column) => hashWith(hash, fields[column]!), noCells);
  }

  /** The same, of a line that is known. */
  hashIn(bytes: Uint8Array, { from, to }: CellPlaces): number {
    let hash = noCells;
    for (let cell = 0; cell < from.length; cell++) hash = hashWithBytes(hash, bytes, from[cell]!, to[cell]!);
    return hash;
  }
}

/** As `putQuickNumber`; NaN too where a double holds another number than is written, whose text is to be kept. */
export function putPlainNumber(
  bytes: Uint8Array,
  from: number,
  to: number,
  into: Float64Array,
  place: number,
): void {
  putQuickNumber(bytes, from, to, into, place);
  if (to - from > 15 && nearestDouble(asciiText(bytes, from, to), into[place]!) !== null) into[place] = NaN;
}

import { hashWith, noCells } from "./cell-hash";
import { detached } from "./kept-text";

/** What a column of a line is to the quick way of reading: text that must be as before, or a cell that may differ. */
export type ColumnRole = "same" | "blank" | "value" | "run" | "free";

/** Where the cells that may differ stand in a line that was matched. */
export class CellPlaces {
  readonly from: Int32Array;
  readonly to: Int32Array;

  constructor(cells: number) {
    this.from = new Int32Array(cells);
    this.to = new Int32Array(cells);
  }
}

/**
 * The lines that agree in all but the cells that may differ, as they are written, quotes and all. Files repeat: the same
 * setups again and again, with new values. Such a line is recognised by comparing a few stretches of text in place, without
 * cutting it into fields first, and that takes a third of PapaParse's time (docs/performance.md).
 */
export class LinePattern {
  /** @param fixed the texts between the cells that may differ, each with its delimiters; none has a line end */
  constructor(
    private readonly delimiter: string,
    private readonly newline: string,
    private readonly fixed: readonly string[],
  ) {}

  /**
   * Whether the line that starts at `at` is of this pattern; `places` then holds its cells that may differ.
   *
   * @returns where the next line starts, or -1
   */
  match(text: string, at: number, places: CellPlaces): number {
    const { fixed, delimiter } = this;
    if (!standsAt(text, fixed[0]!, at)) return -1;
    const next = text.indexOf(this.newline, at);
    const eol = next > at && text.charCodeAt(next - 1) === 13 ? next - 1 : next;
    if (next < 0) return -1;
    let from = at + fixed[0]!.length;
    for (let cell = 1; cell < fixed.length; cell++) {
      // What is in quotes may hold delimiters.
      if (text.charCodeAt(from) === quote) return -1;
      const found = text.indexOf(delimiter, from);
      const to = found < 0 || found > eol ? eol : found;
      if (!standsAt(text, fixed[cell]!, to)) return -1;
      places.from[cell - 1] = from;
      places.to[cell - 1] = to;
      from = to + fixed[cell]!.length;
    }
    return from === eol ? next + 1 : -1;
  }

  /** Whether a line that was cut is of this pattern. */
  isOf(text: string, { starts, ends }: LineCut): boolean {
    for (let i = 0; i < this.fixed.length; i++)
      if (text.slice(ends[i]!, starts[i]!) !== this.fixed[i]) return false;
    return true;
  }
}

const quote = 34;

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
  /** Of all fields that may not differ, as they are written. */
  hash = 0;
  private readonly differs: boolean[];
  private readonly delimiter: number;
  private readonly newline: number;

  constructor(
    private readonly texts: { delimiter: string; newline: string },
    roles: readonly ColumnRole[],
  ) {
    this.differs = roles.map((role) => role !== "same" && role !== "blank");
    this.delimiter = texts.delimiter.charCodeAt(0);
    this.newline = texts.newline.charCodeAt(0);
    const cells = this.differs.filter((differs) => differs).length;
    this.places = new CellPlaces(cells);
    this.starts = new Int32Array(cells + 1);
    this.ends = new Int32Array(cells + 1);
  }

  /** @returns where the next line starts, or -1 */
  cut(text: string, at: number): number {
    const { differs, places, starts, ends } = this;
    const last = differs.length - 1;
    this.hash = noCells;
    let pos = (ends[0] = at);
    let cell = 0;
    for (let column = 0; column <= last; column++) {
      const isQuoted = text.charCodeAt(pos) === quote;
      const isFixed = !differs[column];
      const end = isQuoted ? this.quotedEnd(text, pos, isFixed) : this.fieldEnd(text, pos, isFixed);
      if (end < 0) return -1;
      const isReturned = column === last && text.charCodeAt(end) === 13 && this.newline === 10;
      if (text.charCodeAt(isReturned ? end + 1 : end) !== (column < last ? this.delimiter : this.newline))
        return -1;
      if (!isFixed) {
        starts[cell] = pos;
        places.from[cell] = isQuoted ? pos + 1 : pos;
        places.to[cell] = isQuoted ? end - 1 : end;
        ends[++cell] = end;
      }
      if (column < last) pos = end + 1;
      else {
        starts[cell] = end;
        pos = end + (isReturned ? 2 : 1);
      }
    }
    return pos;
  }

  /** The pattern of the line that was cut last. */
  patternOf(text: string): LinePattern {
    const fixed = Array.from(this.starts, (start, i) => detached(text.slice(this.ends[i]!, start)));
    return new LinePattern(this.texts.delimiter, this.texts.newline, fixed);
  }

  /** The hash is `hashWith`'s, letter by letter where the end is looked for. */
  private fieldEnd(text: string, from: number, isFixed: boolean): number {
    const { delimiter, newline } = this;
    const { length } = text;
    let { hash } = this;
    let at = from;
    let code = 0;
    for (; at < length; at++) {
      code = text.charCodeAt(at);
      if (code === delimiter || code === newline) break;
      if (isFixed) hash = Math.imul(hash ^ code, 0x01000193);
    }
    if (at === length) return -1;
    if (isFixed) this.hash = hashWith(hash, "");
    return code === 10 && at > from && text.charCodeAt(at - 1) === 13 ? at - 1 : at;
  }

  private quotedEnd(text: string, from: number, isFixed: boolean): number {
    const close = text.indexOf('"', from + 1);
    let end = close;
    while (end >= 0 && text.charCodeAt(end + 1) === quote) {
      if (!isFixed) return -1;
      end = text.indexOf('"', end + 2);
    }
    if (end < 0 || hasCode(text, this.newline, from, end)) return -1;
    if (isFixed) this.hash = hashWith(this.hash, text, from, end);
    return end + 1;
  }
}

function hasCode(text: string, code: number, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === code) return true;
  return false;
}

/** As text.startsWith(part, at), which V8 compares letter by letter: four times as fast for the length of a line. */
function standsAt(text: string, part: string, at: number): boolean {
  return text.slice(at, at + part.length) === part;
}

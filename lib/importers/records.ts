import Papa from "papaparse";
import type { Problem } from "../points/problem";

/** Some records of delimited text, as fields. */
export interface RecordBlock {
  rows: string[][];
  /** The physical line (1-based) on which the first record starts. */
  firstLine: number;
  /** The line of each record, where quoted line ends make them differ from `firstLine + i`. */
  lines: number[] | null;
  problems: Problem[];
}

/** No record may be larger, in characters; a file with a larger one is read up to it. */
export const recordLimit = 64 * 1024 * 1024;

const quote = '"';

/**
 * Cuts delimited text into records, streaming. Fields are cut by PapaParse, which gets whole records only: where they end
 * is found here first, in linear time and with their physical lines. That also keeps one stray quote from swallowing the
 * rest of a file: the line it stands on becomes a problem, and reading goes on with the next.
 *
 * Blank lines and comments come as records of one field. A carriage return before a line feed belongs to the line end.
 */
export function* recordBlocks(
  chunks: Iterable<string>,
  delimiter: string,
  newline: "\n" | "\r",
): Generator<RecordBlock> {
  const cutter = new RecordCutter(delimiter, newline);
  for (const chunk of chunks) {
    const block = cutter.cut(chunk, false);
    if (block !== null) yield block;
    if (cutter.over) return;
  }
  const last = cutter.cut("", true);
  if (last !== null) yield last;
}

class RecordCutter {
  over = false;
  private rest: string[] = [];
  private restLength = 0;
  private line = 1;
  private readonly parser: { parse(text: string): { data: string[][] } };

  constructor(
    private readonly delimiter: string,
    private readonly newline: "\n" | "\r",
  ) {
    // Papa.Parser is the reader without guessing, headers and typing; its types do not describe it.
    const Parser = Papa.Parser as unknown as new (config: object) => RecordCutter["parser"];
    this.parser = new Parser({ delimiter, newline });
  }

  /** Takes the next piece of text, and gives back the records that are whole by now. */
  cut(chunk: string, atEnd: boolean): RecordBlock | null {
    const waiting = this.restLength > 0;
    this.rest.push(chunk);
    this.restLength += chunk.length;
    // Nothing can end before the next line end, or inside quotes before the next quote: wait without joining.
    if (!atEnd && waiting && !chunk.includes(this.newline)) return this.refuseAboveLimit();
    const text = this.rest.length === 1 ? this.rest[0]! : this.rest.join("");
    const block = text.includes(quote) ? this.cutQuoted(text, atEnd) : this.cutPlain(text, atEnd);
    return block ?? this.refuseAboveLimit();
  }

  private keep(rest: string): void {
    this.rest = rest === "" ? [] : [rest];
    this.restLength = rest.length;
  }

  private refuseAboveLimit(): RecordBlock | null {
    if (this.restLength <= recordLimit) return null;
    this.over = true;
    const found = `a line or quoted field of more than ${recordLimit / 1024 / 1024} Mi characters`;
    const expected = "rows of a table; nothing from here on was read";
    return {
      rows: [],
      firstLine: this.line,
      lines: null,
      problems: [{ where: { line: this.line }, found, expected }],
    };
  }

  private cutPlain(text: string, atEnd: boolean): RecordBlock | null {
    const end = atEnd ? text.length : text.lastIndexOf(this.newline) + 1;
    this.keep(text.slice(end));
    if (end === 0) return null;
    const rows = this.rowsOf(text.slice(0, end));
    if (this.newline === "\n") for (const row of rows) dropReturn(row);
    const firstLine = this.line;
    this.line += rows.length;
    return { rows, firstLine, lines: null, problems: [] };
  }

  /** Records of text that ends at a record's end: Papa gives one empty record after a last line end. */
  private rowsOf(text: string): string[][] {
    const rows = this.parser.parse(text).data;
    if (text.endsWith(this.newline)) rows.pop();
    return rows;
  }

  private cutQuoted(text: string, atEnd: boolean): RecordBlock | null {
    const { newline } = this;
    const block: RecordBlock = { rows: [], firstLine: this.line, lines: [], problems: [] };
    const lines = block.lines!;
    const ends: number[] = [];
    let from = 0;
    let at = 0;
    const flush = () => {
      if (at > from) this.appendRows(block.rows, text.slice(from, at), from, ends);
      ends.length = 0;
    };
    while (at < text.length) {
      const { end, inner, fault } = recordEnd(text, at, this.delimiter, newline);
      if (end === null && !atEnd && this.restLength <= recordLimit) break;
      if (end === null || fault !== null) {
        flush();
        block.problems.push({
          where: { line: this.line },
          found: fault ?? "a quote that is never closed",
          expected: "a quoted field that ends before the next delimiter or line end",
        });
        const next = text.indexOf(newline, at);
        at = from = next < 0 ? text.length : next + 1;
        this.line++;
        continue;
      }
      if (end > text.length && !atEnd) break;
      lines.push(this.line);
      this.line += inner + 1;
      at = Math.min(end, text.length);
      ends.push(at);
    }
    flush();
    this.keep(text.slice(at));
    return block.rows.length === 0 && block.problems.length === 0 ? null : block;
  }

  private appendRows(into: string[][], text: string, offset: number, ends: number[]): void {
    const rows = this.rowsOf(text);
    rows.forEach((row, i) => {
      const end = (ends[i] ?? offset + text.length) - offset;
      // Papa leaves the return out of a quoted last field by itself.
      if (text[end - 2] === "\r" && text[end - 3] !== quote) dropReturn(row);
      into.push(row);
    });
  }
}

function dropReturn(row: string[]): void {
  const last = row[row.length - 1]!;
  if (last.endsWith("\r")) row[row.length - 1] = last.slice(0, -1);
}

interface RecordEnd {
  /** One past the record's line end; beyond the text where it may go on there; null inside an open quote. */
  end: number | null;
  /** Line ends inside its quoted fields. */
  inner: number;
  /** What is wrong with its quotes. */
  fault: string | null;
}

/** Where the record ends that starts at `from`. */
function recordEnd(text: string, from: number, delimiter: string, newline: string): RecordEnd {
  let inner = 0;
  let at = from;
  for (;;) {
    if (text[at] === quote) {
      const close = closingQuote(text, at + 1);
      if (close === null) return { end: null, inner, fault: null };
      for (let i = text.indexOf(newline, at); i >= 0 && i < close; i = text.indexOf(newline, i + 1)) inner++;
      at = afterSpaces(text, close + 1, delimiter, newline);
      if (at < text.length && text[at] !== delimiter && text[at] !== newline) {
        return {
          end: at,
          inner,
          fault: `text after a closing quote: ${clip(text.slice(close, close + 24))}`,
        };
      }
    } else {
      at = fieldEnd(text, at, delimiter, newline);
    }
    if (at >= text.length) return { end: text.length + 1, inner, fault: null };
    if (text[at] === newline) return { end: at + 1, inner, fault: null };
    at++;
  }
}

/** The quote that closes a field; doubled quotes are text. Null where the text ends first. */
function closingQuote(text: string, from: number): number | null {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 2)) {
    if (text[at + 1] !== quote) return at;
  }
  return null;
}

function afterSpaces(text: string, from: number, delimiter: string, newline: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== newline && text[at]!.trim() === "") at++;
  return at;
}

function fieldEnd(text: string, from: number, delimiter: string, newline: string): number {
  const ends = delimiter.charCodeAt(0);
  const endsToo = newline.charCodeAt(0);
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === ends || code === endsToo) break;
  }
  return at;
}

function clip(text: string): string {
  return text.replace(/\s+/g, " ");
}

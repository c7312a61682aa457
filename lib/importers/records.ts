import Papa from "papaparse";
import type { Problem } from "../points/problem";

/** What is done with the records of a delimited text, in the order of the file. */
export interface RecordVisitor {
  /**
   * @param line the physical line (1-based) on which the record starts
   * @returns true to stop here
   */
  row(fields: string[], line: number): boolean | void;
  problem(problem: Problem): void;
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
 *
 * @returns the number of physical lines read
 */
export function visitRecords(
  chunks: Iterable<string>,
  delimiter: string,
  newline: "\n" | "\r",
  visitor: RecordVisitor,
): number {
  const cutter = new RecordCutter(delimiter, newline, visitor);
  for (const chunk of chunks) {
    cutter.cut(chunk, false);
    if (cutter.over) return cutter.lines;
  }
  cutter.cut("", true);
  return cutter.lines;
}

/** Cuts text that comes in pieces, for `visitRecords` and `visitLines`. */
export class RecordCutter {
  /** Set where nothing more is to be read. */
  over = false;
  private rest: string[] = [];
  private restLength = 0;
  /** The physical line (1-based) on which the next record starts. */
  line = 1;
  private readonly parser: { parse(text: string): { data: string[][] } };

  constructor(
    private readonly delimiter: string,
    private readonly newline: "\n" | "\r",
    private readonly visitor: RecordVisitor,
  ) {
    // Papa.Parser is the reader without guessing, headers and typing; its types do not describe it.
    const Parser = Papa.Parser as unknown as new (config: object) => RecordCutter["parser"];
    this.parser = new Parser({ delimiter, newline });
  }

  get lines(): number {
    return this.line - 1;
  }

  /** Whether the next piece of text begins a record. */
  get isBetween(): boolean {
    return this.restLength === 0;
  }

  /** Takes the next piece of text, and visits the records that are whole by now. */
  cut(chunk: string, atEnd: boolean): void {
    const waiting = this.restLength > 0;
    this.rest.push(chunk);
    this.restLength += chunk.length;
    // Nothing can end before the next line end: wait without joining.
    if (atEnd || !waiting || chunk.includes(this.newline)) this.cutRest(atEnd);
    if (this.restLength > recordLimit) this.refuseRest();
  }

  private cutRest(atEnd: boolean): void {
    const text = this.rest.length === 1 ? this.rest[0]! : this.rest.join("");
    const end = text.includes(quote) ? this.cutQuoted(text, atEnd) : this.cutPlain(text, atEnd);
    const rest = text.slice(end);
    this.rest = rest === "" ? [] : [rest];
    this.restLength = rest.length;
  }

  private refuseRest(): void {
    this.over = true;
    const found = `a line or quoted field of more than ${recordLimit / 1024 / 1024} Mi characters`;
    const expected = "rows of a table; nothing from here on was read";
    this.visitor.problem({ where: { line: this.line }, found, expected });
  }

  private cutPlain(text: string, atEnd: boolean): number {
    const end = atEnd ? text.length : text.lastIndexOf(this.newline) + 1;
    this.visitPlain(text.slice(0, end));
    return end;
  }

  private visitPlain(text: string): void {
    if (text === "") return;
    for (const row of this.rowsOf(text)) {
      if (this.newline === "\n") dropReturn(row);
      this.visit(row, this.line);
      this.line++;
    }
  }

  private visit(row: string[], line: number): void {
    if (!this.over && this.visitor.row(row, line) === true) this.over = true;
  }

  /** Records of text that ends at a record's end: Papa gives one empty record after a last line end. */
  private rowsOf(text: string): string[][] {
    const rows = this.parser.parse(text).data;
    if (text.endsWith(this.newline)) rows.pop();
    return rows;
  }

  private cutQuoted(text: string, atEnd: boolean): number {
    const { delimiter, newline } = this;
    const records: { end: number; line: number }[] = [];
    let from = 0;
    let at = 0;
    const flush = () => {
      if (at > from) this.visitQuoted(text.slice(from, at), from, records);
      records.length = 0;
    };
    while (at < text.length) {
      const { end, inner, fault } = recordEnd(text, at, delimiter, newline);
      if (end === null && !atEnd && this.restLength <= recordLimit) break;
      if (end === null || fault !== null) {
        flush();
        this.refuseLine(fault);
        at = from = afterLine(text, at, newline);
        continue;
      }
      if (end > text.length && !atEnd) break;
      at = Math.min(end, text.length);
      records.push({ end: at, line: this.line });
      this.line += inner + 1;
    }
    flush();
    return at;
  }

  private refuseLine(fault: string | null): void {
    const expected = "a quoted field that ends before the next delimiter or line end";
    this.visitor.problem({
      where: { line: this.line },
      found: fault ?? "a quote that is never closed",
      expected,
    });
    this.line++;
  }

  private visitQuoted(text: string, offset: number, records: { end: number; line: number }[]): void {
    this.rowsOf(text).forEach((row, i) => {
      const { end, line } = records[i]!;
      // Papa leaves the return out of a quoted last field by itself.
      if (text[end - offset - 2] === "\r" && text[end - offset - 3] !== quote) dropReturn(row);
      this.visit(row, line);
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

function afterLine(text: string, from: number, newline: string): number {
  const end = text.indexOf(newline, from);
  return end < 0 ? text.length : end + 1;
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
          fault: `text after a closing quote: ${lineFrom(text, close, newline)}`,
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

/** The rest of a line, at most 24 characters of it. */
function lineFrom(text: string, from: number, newline: string): string {
  return text
    .slice(from, from + 24)
    .split(newline, 1)[0]!
    .trimEnd();
}

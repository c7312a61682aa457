import { afterLastWhole, joined, utf8Chunks, utf8Text, type HeadFacts } from "./decode";
import { RecordCutter, type RecordVisitor } from "./records";
import type { SourceFile } from "./source-file";

/** A visitor with a quick way past lines that need neither decoding nor cutting into fields. */
export interface LineVisitor extends RecordVisitor {
  /**
   * Takes the line that starts at `at` of bytes in UTF-8, and ends within them, and gives back where the next one starts;
   * or -1 where it wants to see the fields, 0 where it will know the next line like this one. A line that is taken must be
   * known to be text, and one record.
   */
  take(bytes: Uint8Array, at: number, line: number): number;
}

/** Bytes that are decoded at once: a short text stays young for the garbage collector. */
const pieceBytes = 64 * 1024;

/** A longer line, in bytes, goes to the cutter piece by piece. */
const longestLine = 1024 * 1024;

/**
 * As `visitRecords`, with each line offered to `take` first. Where that fails again and again, ever more lines are decoded
 * at once.
 *
 * @returns the number of physical lines read
 * @throws Undecodable, as `textChunks`
 */
export function visitLines(
  file: SourceFile,
  facts: Pick<HeadFacts, "encoding">,
  { delimiter, newline }: { delimiter: string; newline: "\n" | "\r" },
  visitor: LineVisitor,
): number {
  const cutter = new RecordCutter(delimiter, newline, visitor);
  const passer = new LinePasser(cutter, visitor, facts, newline.charCodeAt(0));
  for (const chunk of utf8Chunks(file, facts)) {
    passer.pass(chunk);
    if (cutter.over) return cutter.lines;
  }
  passer.end();
  return cutter.lines;
}

class LinePasser {
  private isFirst = true;
  /** What of a line the chunks before this one hold. */
  private rest: Uint8Array = new Uint8Array(0);

  constructor(
    private readonly cutter: RecordCutter,
    private readonly visitor: LineVisitor,
    private readonly facts: Pick<HeadFacts, "encoding">,
    private readonly newline: number,
  ) {}

  /** Lines are passed where they stand; only one that two chunks hold is put together. */
  pass(chunk: Uint8Array): void {
    const { newline } = this;
    const first = this.rest.length === 0 ? 0 : chunk.indexOf(newline) + 1;
    if (first > 0) this.passLines(joined(this.rest, chunk.subarray(0, first)));
    const isWaiting = this.rest.length > 0 && first === 0;
    const end = isWaiting ? 0 : chunk.lastIndexOf(newline) + 1;
    if (end > first) this.passLines(chunk, first, end);
    // A copy: whoever reads the file may fill the same chunk again.
    this.rest = isWaiting ? joined(this.rest, chunk) : Uint8Array.from(chunk.subarray(end));
    if (this.rest.length > longestLine) this.passPart();
  }

  end(): void {
    if (this.rest.length > 0) this.passText(this.rest);
    this.cutter.cut("", true);
  }

  /** What is whole of a line that goes on. */
  private passPart(): void {
    const end = afterLastWhole(this.rest);
    this.passText(this.rest.subarray(0, end));
    this.rest = this.rest.slice(end);
  }

  private passLines(bytes: Uint8Array, from = 0, end = bytes.length): void {
    const { cutter, visitor } = this;
    let at = from;
    let batch = 1;
    while (at < end && !cutter.over) {
      const next = cutter.isBetween ? visitor.take(bytes, at, cutter.line) : -1;
      if (next > 0) {
        at = next;
        cutter.line++;
        batch = 1;
        continue;
      }
      if (next === 0) batch = 1;
      const stop = this.afterLines(bytes, at, end, cutter.isBetween ? batch : Infinity);
      this.passText(bytes.subarray(at, stop));
      at = stop;
      batch *= 2;
    }
  }

  private passText(bytes: Uint8Array): void {
    const text = utf8Text(bytes, this.facts.encoding);
    this.cutter.cut(this.isFirst ? text.replace(/^\uFEFF+/, "") : text, false);
    this.isFirst = false;
  }

  /** Behind so many lines, or behind the line that makes a piece full. */
  private afterLines(bytes: Uint8Array, from: number, end: number, lines: number): number {
    let at = from;
    for (let i = 0; i < lines && at < end && at - from < pieceBytes; i++)
      at = bytes.indexOf(this.newline, at) + 1;
    return at;
  }
}

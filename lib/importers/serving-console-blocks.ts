import { numberIn } from "./plain-number";
import type { LabelLine } from "./label-lines";

/** One printed result, with the lines between it and the one before: the call, and the headings of a document. */
export interface ConsoleBlock {
  /** The line of its head, 1-based. */
  line: number;
  labels: LabelLine[];
  /** Whether its last line is there. */
  isClosed: boolean;
  before: readonly string[];
}

export const blockHead = /={3,} *Serving Benchmark Result *={3,}/;

const blockEnd = /={20,}/;
const section = /-{3,}/;

/**
 * A label, a colon and a value at the end of a line, behind whatever stands before them: a comment sign, a quote of a
 * notebook, the time and the name of a container.
 */
const labelled = /([A-Z][\w.#/-]*(?: [\w.#/-]+)*(?: ?\([^()]{1,60}\))?):\s+(\S.*?)(?:\\n)?["',]*\s*$/;

/** The blocks of a text, in order. */
export function consoleBlocks(text: string): ConsoleBlock[] {
  const lines = text.split(text.includes("\n") ? "\n" : "\r");
  const blocks: ConsoleBlock[] = [];
  let from = 0;
  for (let i = 0; i < lines.length; i++) {
    if (!blockHead.test(lines[i]!)) continue;
    const { labels, end, isClosed } = bodyAt(lines, i + 1);
    blocks.push({ line: i + 1, labels, isClosed, before: lines.slice(from, i) });
    from = end;
    i = end - 1;
  }
  return blocks;
}

/** A block ends with its line of equals signs; one that lacks it, before the first line that is none of a block's. */
function bodyAt(lines: readonly string[], from: number) {
  const labels: LabelLine[] = [];
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]!;
    if (blockHead.test(line)) return { labels, end: i, isClosed: false };
    if (blockEnd.test(line)) return { labels, end: i + 1, isClosed: true };
    const label = labelLine(line, i + 1);
    if (label) labels.push(label);
    else if (!section.test(line) && line.trim() !== "") return { labels, end: i, isClosed: false };
  }
  return { labels, end: lines.length, isClosed: false };
}

/** The label and the value of a line; null where it has none. Lines of more than 500 characters have none. */
export function labelLine(text: string, line: number): LabelLine | null {
  if (text.length > 500) return null;
  const [, label, raw] = labelled.exec(text) ?? [];
  if (label === undefined || raw === undefined) return null;
  return { label, raw, line, locator: { line }, value: numberIn(raw) };
}

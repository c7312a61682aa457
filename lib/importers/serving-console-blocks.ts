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

const title = "Serving Benchmark Result";

/** Where the head of a block begins in a line, -1 where it has none. A line may be long, and of equals signs alone. */
function headAt(line: string): number {
  const at = line.indexOf(title);
  if (at < 0 || !/^ *={3}/.test(line.slice(at + title.length))) return -1;
  const before = /={3,50} *$/.exec(line.slice(Math.max(0, at - 60), at))?.[0];
  return before === undefined ? -1 : at - before.length;
}

/** Whether a text has a block at all; for `recognises`. */
export function hasBlock(text: string): boolean {
  for (let at = text.indexOf(title); at >= 0; at = text.indexOf(title, at + 1))
    if (headAt(text.slice(Math.max(0, at - 60), at + title.length + 20)) >= 0) return true;
  return false;
}

const blockEnd = /={20,}/;
const section = /-{3,}/;

/**
 * A label, a colon and a value at the end of a line, behind whatever stands before them: a comment sign, a quote of a
 * notebook, the time and the name of a container.
 */
const labelled = /([A-Z][\w.#/-]*(?: [\w.#/-]+)*(?: ?\([^()]{1,60}\))?):\s+(\S.*?)(?:\\n)?["',]*\s*$/;

/** What colours a terminal's text: nothing of it is read. */
const colour = /\u001b\[[\d;]{0,20}m/g;

/** The blocks of a text, in order. */
export function consoleBlocks(text: string): ConsoleBlock[] {
  const lines = text.replace(colour, "").split(text.includes("\n") ? "\n" : "\r");
  const blocks: ConsoleBlock[] = [];
  let from = 0;
  for (let i = 0; i < lines.length; i++) {
    if (headAt(lines[i]!) < 0) continue;
    const { labels, end, isClosed } = bodyAt(lines, i + 1, beforeEach(lines[i]!));
    blocks.push({ line: i + 1, labels, isClosed, before: lines.slice(from, i) });
    from = end;
    i = end - 1;
  }
  return blocks;
}

/** A block ends with its line of equals signs; one that lacks it, before the first line that is none of a block's. */
function bodyAt(lines: readonly string[], from: number, before: RegExp) {
  const labels: LabelLine[] = [];
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]!;
    if (headAt(line) >= 0) return { labels, end: i, isClosed: false };
    if (blockEnd.test(line)) return { labels, end: i + 1, isClosed: true };
    const label = labelLine(line.replace(before, ""), i + 1);
    if (label) labels.push(label);
    else if (!section.test(line) && line.trim() !== "") return { labels, end: i, isClosed: false };
  }
  return { labels, end: lines.length, isClosed: false };
}

/** What a log writes before each line of a block, from its head: the same text but for its numbers. */
function beforeEach(head: string): RegExp {
  const before = head.slice(0, Math.min(200, headAt(head)));
  const pattern = before.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\d+/g, "\\d+");
  return new RegExp(`^${pattern}`);
}

/** The label and the value of a line; null where it has none. Lines of more than 500 characters have none. */
export function labelLine(text: string, line: number): LabelLine | null {
  if (text.length > 500) return null;
  const [, label, raw] = labelled.exec(text) ?? [];
  if (label === undefined || raw === undefined) return null;
  return { label, raw, line, locator: { line }, value: numberIn(raw) };
}

// JSON as benchmark tools leave it behind. RFC 8259 is read as it stands; beyond it, on purpose:
//  - bare NaN, Infinity, -Infinity (Python's json.dump): values that are missing;
//  - a comma after the last member or element (JSON that was cut by hand);
//  - several objects in a row, on lines of their own (JSON Lines) or not (vLLM's --append-result);
//  - an array that breaks off (llama-bench writes its `]` last): its complete elements;
//  - lines of a log around the objects of JSON Lines, or before the first bracket;
//  - values that begin on lines of their own among other text: the code of a Markdown document, a log.
// Whatever is not JSON in the strict sense is reported: tolerances as notes, what was lost as problems with a place.
import { problemLimit, type Problem } from "../points/problem";
import { itemsOf, type JsonArray, type JsonNode } from "./json-node";
import { lineStarts, type LineStarts } from "./line-starts";
import { ProblemList } from "./problem-list";
import { JsonFault, JsonTextParser, type JsonRemark } from "./parse-json-text";

/** One JSON value of a file. */
export interface JsonDocument {
  root: JsonNode;
  /** The way to it from the value that the file writes; "" for that value itself. */
  pointer: string;
  /** The line (1-based) on which it begins, where a file holds several; null where it is the whole file. */
  line: number | null;
}

export interface JsonReading {
  text: string;
  documents: JsonDocument[];
  /** What could not be read, each with its place. Lines and columns are 1-based; a column counts UTF-16 units. */
  problems: Problem[];
  /** What is not JSON in the strict sense and was read all the same, one sentence each. */
  notes: string[];
}

/** Values found in a row, up to the first fault. */
interface Found {
  roots: JsonNode[];
  remarks: { of: number; remark: JsonRemark }[];
  nonFinite: number;
  fault: JsonFault | null;
  /** The complete elements of an array that breaks off at the fault. */
  cut: JsonArray | null;
}

/** Reads every JSON value of a text. Never throws: what is no JSON becomes a problem. */
export function readJson(text: string): JsonReading {
  const lines = lineStarts(text);
  const from = firstBracketLine(text);
  const whole = readRow(text, from, text.length);
  const reading = whole.fault === null ? readingOf(text, whole, lines) : readBroken(text, from, whole, lines);
  if (from > 0) reading.problems.unshift(skippedHead(text, from));
  const problems = new ProblemList();
  problems.addAll(reading.problems);
  return { ...reading, problems: problems.list() };
}

/** The offset of the first line that begins like JSON, where the file begins with something else; else 0. */
function firstBracketLine(text: string): number {
  if (/^\s*[[{"\-0-9tfnNI]/.test(text.slice(0, 1000)) || text.trim() === "") return 0;
  return /^[ \t]*[[{]/m.exec(text)?.index ?? 0;
}

function skippedHead(text: string, from: number): Problem {
  return {
    where: { line: 1, column: 1 },
    found: `text before the first bracket: ${JSON.stringify(text.slice(0, Math.min(from, 80)).trim())}`,
    expected: "JSON from the first line on; read from the first line that begins with a bracket",
  };
}

function readRow(text: string, from: number, to: number): Found {
  const found: Found = { roots: [], remarks: [], nonFinite: 0, fault: null, cut: null };
  const parser = new JsonTextParser(to === text.length ? text : text.slice(0, to), from);
  do {
    if (!readNext(parser, found)) break;
    parser.skipBlanks();
  } while (!parser.atEnd);
  found.nonFinite = parser.nonFinite;
  return found;
}

/** Reads one value into `found`; false where it is at fault. */
function readNext(parser: JsonTextParser, found: Found): boolean {
  parser.rootItems = [];
  parser.skipBlanks();
  const start = parser.at;
  const known = parser.remarks.length;
  try {
    const root = parser.value();
    const [first] = found.roots;
    if (first && (isNoBracket(first) || isNoBracket(root))) throw parser.fault("the end of the file", start);
    found.roots.push(root);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    found.fault = error;
    if (parser.rootItems.length > 0) {
      found.cut = { kind: "array", start, end: error.offset, items: parser.rootItems };
    }
    return false;
  } finally {
    const of = found.roots.length - 1;
    for (const remark of parser.remarks.slice(known)) found.remarks.push({ of, remark });
  }
  return true;
}

function isNoBracket(root: JsonNode): boolean {
  return root.kind !== "object" && root.kind !== "array" && root.kind !== "numbers";
}

function readingOf(text: string, found: Found, lines: LineStarts): JsonReading {
  const several = found.roots.length > 1;
  const lineOf = (root: JsonNode | undefined) => (several && root ? lines.at(root.start).line : null);
  const documents = found.roots.map((root) => ({ root, pointer: "", line: lineOf(root) }));
  const problems = found.remarks.map(({ of, remark }) => problemOf(remark, documents[of]?.line ?? null));
  return { text, documents, problems, notes: notesOf(found.roots.length, found.nonFinite) };
}

function problemOf({ pointer, found, expected }: JsonRemark, line: number | null): Problem {
  return { where: line === null ? { pointer } : { line, pointer }, found, expected };
}

function notesOf(values: number, nonFinite: number): string[] {
  const notes: string[] = [];
  if (values > 1) notes.push(`The file holds ${values} JSON values, one after another; each is read.`);
  if (nonFinite > 0) {
    notes.push(`${nonFinite} bare NaN or Infinity, which JSON does not have: each is read as "no number".`);
  }
  return notes;
}

/** What can be kept of a text that is at fault: the values before the fault, or the good lines of JSON Lines. */
function readBroken(text: string, from: number, whole: Found, lines: LineStarts): JsonReading {
  const kept = whole.cut ? { ...whole, roots: [...whole.roots, whole.cut] } : whole;
  const results = kept.roots.filter(isOfObjects).length;
  const byLine = readLines(text, from, lines);
  if (byLine !== null && byLine.documents.length > results) return byLine;
  const among = readAmongText(text, from, lines);
  if (among.documents.length > results) return among;
  const reading = readingOf(text, kept, lines);
  reading.problems.push(faultProblem(whole, lines));
  return reading;
}

function faultProblem({ fault, cut }: Found, lines: LineStarts): Problem {
  const { offset, found, expected } = fault!;
  const kept = cut
    ? `; the ${cut.items.length} complete elements before it are kept, the rest is not read`
    : "";
  return { where: lines.at(offset), found, expected: `${expected}${kept}` };
}

/** The text as JSON Lines, where at least half of the lines that begin with a brace are whole objects; else null. */
function readLines(text: string, from: number, lines: LineStarts): JsonReading | null {
  const reading: JsonReading = { text, documents: [], problems: [], notes: [] };
  let braces = 0;
  let good = 0;
  let nonFinite = 0;
  for (const { start, end } of linesOf(text, from)) {
    const opens = text[start] === "{";
    if (opens) braces++;
    const found = opens ? readRow(text, start, end) : null;
    if (found === null || found.fault !== null) {
      if (reading.problems.length <= problemLimit)
        reading.problems.push(lineProblem(text, start, found, lines));
      continue;
    }
    good++;
    nonFinite += found.nonFinite;
    const { line } = lines.at(start);
    for (const root of found.roots) reading.documents.push({ root, pointer: "", line });
    for (const { remark } of found.remarks) reading.problems.push(problemOf(remark, line));
  }
  if (good === 0 || good * 2 < braces) return null;
  return { ...reading, notes: notesOf(reading.documents.length, nonFinite) };
}

function lineProblem(text: string, start: number, found: Found | null, lines: LineStarts): Problem {
  const where = lines.at(found?.fault?.offset ?? start);
  if (found?.fault)
    return { where, found: found.fault.found, expected: `${found.fault.expected}; the line is left out` };
  return {
    where,
    found: JSON.stringify(text.slice(start, start + 80).split(/[\r\n]/)[0]),
    expected: "a JSON object",
  };
}

/** How a line begins with which an object or an array of such begins: no `[12:34:56] ready`, no `{ not json`. */
export const objectsOnLine = /^(?:\{\s*["}]|\[\s*[[{])/m;

/**
 * The objects, and arrays of objects, that begin at the start of a line, whatever stands between them. After a fault it
 * goes on behind it, so that no part of a broken value passes for one of its own.
 */
function readAmongText(text: string, from: number, lines: LineStarts): JsonReading {
  const reading: JsonReading = { text, documents: [], problems: [], notes: [] };
  const bracket = new RegExp(objectsOnLine, "gm");
  bracket.lastIndex = from;
  let nonFinite = 0;
  for (let match = bracket.exec(text); match !== null; match = bracket.exec(text)) {
    const parser = new JsonTextParser(text, match.index);
    const found: Found = { roots: [], remarks: [], nonFinite: 0, fault: null, cut: null };
    readNext(parser, found);
    const root = found.roots[0] ?? found.cut;
    const { line } = lines.at(match.index);
    if (root && isOfObjects(root)) {
      reading.documents.push({ root, pointer: "", line });
      nonFinite += parser.nonFinite;
      for (const { remark } of found.remarks) reading.problems.push(problemOf(remark, line));
    }
    const isBroken = found.fault !== null && (root ? isOfObjects(root) : text[match.index] === "{");
    if (isBroken && reading.problems.length <= problemLimit)
      reading.problems.push(faultProblem(found, lines));
    bracket.lastIndex = Math.max(match.index + 1, found.fault?.offset ?? parser.at);
  }
  return { ...reading, notes: [amongNote, ...notesOf(reading.documents.length, nonFinite)] };
}

function isOfObjects(root: JsonNode): boolean {
  return root.kind === "object" || itemsOf(root).some(({ kind }) => kind === "object" || kind === "array");
}

const amongNote = "JSON stands among other text in this file: the text around it is not read.";

/** The lines of a text that are not blank, from their first visible character to their end. */
function* linesOf(text: string, from: number): Generator<{ start: number; end: number }> {
  const line = /[^\s][^\r\n]*/g;
  line.lastIndex = from;
  for (let match = line.exec(text); match !== null; match = line.exec(text)) {
    yield { start: match.index, end: match.index + match[0].length };
  }
}

// llama-bench -o sql: CREATE TABLE with every column, then one INSERT a test with every value in quotes (no sign is
// escaped). A dump of the database that it was read into has bare numbers and may leave the columns' names out.
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { headText, wholeText } from "./decode";
import type { Reading } from "./importer";
import { lineStarts, type LineStarts } from "./line-starts";
import { llamaBenchDraft } from "./llama-bench-row";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";

const insert = /\bINSERT\s+INTO\s+["'`]?(\w+)["'`]?\s*(?:\(([^()]*)\)\s*)?VALUES\s*/gi;
const create = /\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?["'`]?(\w+)["'`]?\s*\(([^()]*)\)/gi;
const needed = ["n_prompt", "n_gen", "avg_ts"];

export function isLlamaBenchSql(file: SourceFile): boolean {
  const head = headText(file) ?? "";
  if (!needed.every((name) => head.includes(name))) return false;
  return Array.from(head.matchAll(insert)).some(([, table, columns]) => {
    const names = columns === undefined ? tablesIn(head).get(table!) : namesIn(columns);
    return names !== undefined && needed.every((name) => names.includes(name));
  });
}

export function readLlamaBenchSql(file: SourceFile): Reading {
  const whole = wholeText(file);
  if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
  const { text } = whole;
  const lines = lineStarts(text);
  const tables = tablesIn(text);
  const drafts: Draft[] = [];
  const problems = new ProblemList();
  for (const match of text.matchAll(insert)) {
    const [, table, columns] = match;
    const names = columns === undefined ? tables.get(table!) : namesIn(columns);
    if (names === undefined || !needed.every((name) => names.includes(name))) continue;
    for (const tuple of tuplesAt(text, match.index + match[0].length)) {
      const made = rowDraft(names, tuple, lines);
      if ("draft" in made) drafts.push(made.draft);
      else problems.addAll([made.problem]);
    }
  }
  const note =
    "SQL of llama-bench does not say how many repetitions are behind mean and sd: no interval is drawn.";
  return { drafts, problems: problems.list(), columns: [], notes: drafts.length > 0 ? [note] : [] };
}

function tablesIn(text: string): Map<string, string[]> {
  const found = text.matchAll(create);
  return new Map(Array.from(found, ([, table, columns]) => [table!, namesIn(columns!)]));
}

/** `build_commit TEXT, build_number INTEGER`, or the names alone. */
function namesIn(columns: string): string[] {
  return columns.split(",").map((column) =>
    column
      .trim()
      .split(/\s+/)[0]!
      .replace(/["'`[\]]/g, ""),
  );
}

/** The values of one row, and where it begins. */
interface Tuple {
  from: number;
  values: string[];
}

const value = /\s*(?:'((?:[^']|'')*)'|([^\s,()']+))\s*([,)])/y;

/** `('a', 'b'), ('c', 'd')`: as many rows as follow. A row that breaks off has the values up to there. */
function* tuplesAt(text: string, start: number): Generator<Tuple> {
  for (let at = start; text[at] === "(";) {
    const tuple: Tuple = { from: at, values: [] };
    value.lastIndex = at + 1;
    let end: string | undefined;
    do {
      at = value.lastIndex;
      const match = value.exec(text);
      end = match?.[3];
      if (match) {
        tuple.values.push(match[1]?.replaceAll("''", "'") ?? bare(match[2]!));
        at = value.lastIndex;
      }
    } while (end === ",");
    yield tuple;
    const [between] = /^\s*,\s*/.exec(text.slice(at, at + 100)) ?? [""];
    if (end === undefined || between === "") return;
    at += between.length;
  }
}

function bare(text: string): string {
  return /^null$/i.test(text) ? "" : text;
}

function rowDraft(
  names: readonly string[],
  { from, values }: Tuple,
  lines: LineStarts,
): { draft: Draft } | { problem: Problem } {
  const where = { line: lines.at(from).line };
  if (values.length !== names.length) {
    const found = `${values.length} values`;
    return { problem: { where, found, expected: `${names.length} values, one for each column` } };
  }
  const raw = (field: string) => values[names.indexOf(field)] ?? "";
  return llamaBenchDraft({
    fields: new Map(names.map((name, i) => [name, values[i]!])),
    samplesNs: null,
    provenance: (field, conversions) => ({ locator: where, raw: raw(field), conversions: [...conversions] }),
    problem: (field, expected) => ({ where, found: raw(field), expected }),
  });
}

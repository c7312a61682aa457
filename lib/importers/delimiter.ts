import { visitRecords } from "./records";

export type Delimiter = "," | ";" | "\t" | "|";

export const delimiterName: Record<Delimiter, string> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "pipe",
};

/** Of two that cut alike the first is taken: text has commas more often than tabs. */
const delimiters: readonly Delimiter[] = ["\t", ",", ";", "|"];

/** How many records of the head are looked at. */
const sampled = 50;

const bareNumber = /^\s*[+-]?[.,]?\d[\d.,]*\s*$/;

/**
 * The delimiter of a text by its first records, read with quotes respected: the one that cuts the most of them into the
 * same number of fields, under a header that is no row of numbers. Null where none cuts anything.
 */
export function detectDelimiter(head: string, newline: "\n" | "\r"): Delimiter | null {
  let best: { delimiter: Delimiter; score: number; fields: number } | null = null;
  for (const delimiter of delimiters) {
    const { score, fields } = scoreOf(firstRecords(head, delimiter, newline).map((record) => record.fields));
    if (fields < 2) continue;
    if (best === null || score > best.score || (score === best.score && fields > best.fields)) {
      best = { delimiter, score, fields };
    }
  }
  return best?.delimiter ?? null;
}

export interface FirstRecord {
  fields: string[];
  /** Its physical line. */
  line: number;
}

/** The first records of a text that are neither blank nor, unless they are asked for, comments. */
export function firstRecords(
  head: string,
  delimiter: Delimiter,
  newline: "\n" | "\r",
  most = sampled,
  withComments = false,
): FirstRecord[] {
  const records: FirstRecord[] = [];
  visitRecords(inPieces(head), delimiter, newline, {
    row(fields, line) {
      if (!isBlank(fields) && (withComments || !isComment(fields))) records.push({ fields, line });
      return records.length === most;
    },
    problem() {},
  });
  return records;
}

/** So that the first records are cut without all others. */
function* inPieces(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += pieceLength) yield text.slice(from, from + pieceLength);
}

const pieceLength = 16 * 1024;

function isBlank(row: string[]): boolean {
  return row.every((cell) => cell.trim() === "");
}

/** The rule of a table in a box: `+-----+-----+`, `------+-----`; and what psql prints below: `(2 rows)`. */
export function isRule(line: string): boolean {
  return /^\s*(?:\+[-=+]+\+?|-{3,}[-=+]*\+[-=+]*|\(\d+ rows?\))\s*$/.test(line);
}

/** `# ` begins a comment; `#GPU` may be a header. */
function isComment(row: string[]): boolean {
  return (
    (row.length === 1 && isRule(row[0]!)) ||
    row[0]!.startsWith("# ") ||
    (row.length === 1 && row[0]!.startsWith("#"))
  );
}

function scoreOf(records: string[][]): { score: number; fields: number } {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [fields, same] = Array.from(counts).sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
  // One line of prose with a comma in it is no table.
  if (same < 2 && records.length > 1) return { score: 0, fields: 0 };
  const header = records.find((record) => record.length === fields);
  const plain = header?.some((cell) => bareNumber.test(cell)) ? 0.5 : 1;
  // Whisker's own header settles it, whatever its cells hold.
  const own = records[0]?.includes("metric") && records[0].includes("value") ? 1 : 0;
  return { score: (same / Math.max(1, records.length)) * plain + own, fields };
}

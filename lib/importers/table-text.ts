import { readHeader, readHeld } from "../points/headers";
import { readMeasured, type MeasuredText } from "../points/measured-text";
import { shortText } from "../points/short-text";
import { listedParts } from "../points/statistic-list";
import { findUnit } from "../points/units";
import { isMissingText, isWrittenNumber, notationOf, type Notation } from "../points/value-text";
import { headFacts, headText, textChunks, type HeadFacts } from "./decode";
import type { FixedField } from "./column-role";
import { endOfHeader, headerRows, indexRow, isTitleOver, type HeaderRows } from "./header-rows";
import { fieldsIn } from "./heading-fields";
import { detectDelimiter, firstRecords, isRule, type Delimiter, type FirstRecord } from "./delimiter";
import { isHeaderOfMetrics } from "./metric-row-headers";
import type { ProblemList } from "./problem-list";
import { visitRecords, type RecordVisitor } from "./records";
import { visitLines, type LineVisitor } from "./visit-lines";
import { headBytes, type SourceFile } from "./source-file";
import { preambleOf, saidInComments, type SaidAbove } from "./table-preamble";

/** A delimited file as far as its head tells: where its columns begin, and their first cells. */
export interface TableHead {
  facts: HeadFacts;
  delimiter: Delimiter;
  newline: "\n" | "\r";
  /** Headers without padding spaces. */
  headers: string[];
  /** Headers as written. */
  written: string[];
  /** The first rows below the header, each with as many cells as there are headers. */
  rows: string[][];
  /** Records above the header that are no comments: a title, perhaps. -1 where the header is a comment itself. */
  above: number;
  /** What each row of a header of several rows says of each column; null where the header has one row. */
  header: HeaderRows | null;
  /** The records above the header that are no part of it: titles. */
  titles: string[];
  /** What the titles say of every row, where no column does. */
  titled: FixedField[];
  /** What lines above the header say of every row. */
  said: SaidAbove[];
  /** The physical line of the header. */
  headerLine: number;
  /** A second header line of units (`ms`, `tok/s`), where the table has one. */
  units: string[] | null;
}

/** The most columns that a table may have. */
export const columnLimit = 10_000;

/** How many rows of the head decide what a column is. */
const sampledRows = 1000;

/** Found anew where the encoding turned out to be another than the head promised. */
const known = new WeakMap<
  SourceFile,
  { head: TableHead | null; encoding: HeadFacts["encoding"] | undefined }
>();

/** The head of a delimited file, or null where the file is no text or nothing in it is delimited. */
export function tableHead(file: SourceFile): TableHead | null {
  const facts = headFacts(file);
  const before = known.get(file);
  if (before && before.encoding === facts?.encoding) return before.head;
  const head = findHead(file, facts);
  known.set(file, { head, encoding: facts?.encoding });
  return head;
}

function findHead(file: SourceFile, facts: HeadFacts | null): TableHead | null {
  const text = headText(file);
  if (facts === null || text === null || /^\s*[[{]/.test(text)) return null;
  const newline = facts.lineEnds === "CR" ? "\r" : "\n";
  const whole =
    file.size <= headBytes ? text : text.slice(0, Math.max(0, text.lastIndexOf(newline)) || text.length);
  const delimiter = detectDelimiter(whole, newline);
  if (delimiter === null) return null;
  const every = firstRecords(whole, delimiter, newline, sampledRows);
  const commented = commentedHeader(whole, delimiter, newline, every);
  const { titles, said } = commented === null ? preambleOf(every) : { titles: 0, said: [] };
  const table = [...every.slice(0, titles), ...every.slice(titles + said.length)];
  const first = commented === null ? table : [commented, ...every];
  const records = first.map(({ fields }) => fields);
  const pivot = indexRow(records);
  const at = pivot >= 0 ? pivot : headerIndex(records);
  const written = records[at] ?? [];
  const header = headerRows(records, at);
  const headers = header === null ? written.map((text) => text.trim()) : header.parts.map(joined);
  const below = records[at + 1];
  const units = below && isUnitRow(below, headers.length) ? below.map(withoutBrackets) : null;
  const rows = records.slice(at + (units ? 2 : 1)).filter((row) => row.length === headers.length);
  const headerLine = first[at]?.line ?? 1;
  // Of a file that is not seen whole, further comments may say otherwise.
  const comments = whole.startsWith("#") && file.size <= headBytes ? whole.split(newline) : [];
  return {
    facts,
    delimiter,
    newline,
    headers,
    written,
    rows,
    above: at + said.length - (commented === null ? 0 : 1),
    said: [...said, ...saidInComments(comments, headerLine)],
    header,
    titles: records.slice(0, at).flatMap((record) => (filled(record) === 1 ? [titleOf(record)] : [])),
    titled: records
      .slice(0, at)
      .filter((record) => isTitleOver(record, written) || record.length === 1)
      .flatMap((record) => fieldsIn(record[0]!.trim())),
    headerLine,
    units,
  };
}

/** The notation of a table's numbers. Where semicolons part cells, commas may part decimals: `1.234` alone says nothing. */
export function notationIn({ rows, delimiter }: Pick<TableHead, "rows" | "delimiter">): Notation {
  const shown = notationOf(rows.flat());
  return shown === "unknown" && delimiter === ";" ? "either" : shown;
}

/** `# of GPUs,tok/s` or `# batch,tok/s` right above a row of numbers is no comment. */
function commentedHeader(
  text: string,
  delimiter: Delimiter,
  newline: "\n" | "\r",
  every: readonly FirstRecord[],
): FirstRecord | null {
  const [row] = every;
  if (row === undefined || !text.trimStart().startsWith("#") || !row.fields.some(isNumber)) return null;
  const above = firstRecords(text, delimiter, newline, sampledRows, true).filter(
    ({ line }) => line < row.line,
  );
  const comment = above.at(-1);
  if (comment === undefined || comment.fields.length !== row.fields.length || row.fields.length < 2)
    return null;
  const [first = "", ...others] = comment.fields;
  const isWhole = readHeader(first).kind !== "unknown";
  const fields = [isWhole ? first : first.replace(/^#+\s*/, ""), ...others];
  return !fields.some(isNumber) && isNamed(fields) ? { fields, line: comment.line } : null;
}

function isNamed(record: readonly string[]): boolean {
  return record.slice(0, 200).some((cell) => readHeader(cell).kind !== "unknown");
}

/** `vLLM / TTFT (ms)`: the texts over a column as one header. */
function joined(parts: readonly string[]): string {
  return parts.filter((text, i) => text !== "" && text !== parts[i - 1]).join(" / ");
}

function titleOf(record: readonly string[]): string {
  return record.find((cell) => cell.trim() !== "")!.trim();
}

/**
 * The first record that holds no number and of which a header is known; else the first that is as long as most and
 * has more than a title in it.
 */
function headerIndex(records: string[][]): number {
  const first = records.slice(0, 20);
  const own = first.findIndex((record, i) => {
    const names = record.map((cell) => cell.trim().toLowerCase());
    const isPair = names.includes("metric") && names.includes("value");
    const rows = records.slice(i + 1);
    return isPair || (isHeaderOfMetrics(record, rows) && holdsMetrics(rows));
  });
  if (own >= 0) return own;
  const recognised = first.findIndex(
    (record) => (filled(record) > 1 || isIndexed(record)) && !record.some(isNumber) && isNamed(record),
  );
  if (recognised >= 0) return endOfHeader(records, lastOfHeader(first, recognised));
  const usual = usualLength(records);
  const titled = first.findIndex((record) => record.length === usual && filled(record) * 2 > record.length);
  return Math.max(0, titled);
}

/** Whether a row begins with the name of a metric and holds a number. */
function holdsMetrics(rows: readonly string[][]): boolean {
  return rows.some(([name = "", ...cells]) => readHeader(name).kind === "metric" && cells.some(isNumber));
}

/** The header of one column beside the index that pandas writes: `,ttft_ms`. */
function isIndexed([first, second, ...others]: readonly string[]): boolean {
  return first?.trim() === "" && second !== undefined && second.trim() !== "" && others.length === 0;
}

/** A record of names without a metric, and below it one with metrics and no number: the lower one ends the header. */
function lastOfHeader(records: string[][], at: number): number {
  const namesMetric = (record: string[]) =>
    record.slice(0, 200).some((cell) => readHeader(cell).kind === "metric");
  if (namesMetric(records[at]!)) return at;
  const below = records.slice(at + 1, at + 8);
  const next = below.findIndex(
    (record) => namesMetric(record) && !record.some(isNumber) && !isUnitRow(record, record.length),
  );
  const isHeader = next >= 0 && below.slice(0, next).every((record) => !record.some(isNumber));
  return isHeader && below[next]!.length === records[at]!.length ? at + 1 + next : at;
}

function filled(record: string[]): number {
  return record.filter((cell) => cell.trim() !== "").length;
}

/** `12.3/45.6` is two of them; `2450 ± 12`, `45 [44, 46]` and `3m 20s` are numbers, too. */
function isNumber(cell: string): boolean {
  return listedParts(cell).every(
    (part) => isWrittenNumber(part) || measured.has(readMeasured(part, "unknown").kind),
  );
}

const measured: ReadonlySet<MeasuredText["kind"]> = new Set([
  "spread",
  "relative spread",
  "bracketed",
  "limits",
  "duration",
] as const);

function usualLength(records: string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  return Array.from(counts).sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** `(ms)` of a row of units is `ms`. */
function withoutBrackets(cell: string): string {
  return cell.trim().replace(/^[([](.*)[)\]]$/, "$1");
}

function isUnitRow(record: string[], length: number): boolean {
  const cells = record.map(withoutBrackets).filter((cell) => cell !== "");
  return (
    record.length === length &&
    cells.length > 0 &&
    cells.every((cell) => findUnit(cell) !== null && !isMissingText(cell))
  );
}

/**
 * Visits every row below the header with its physical line, streaming. What is no row of the table (another number of
 * fields, broken quotes) becomes a problem and is never shifted into shape; blank lines, comments and repeated headers
 * are passed over. Gives back the lines on which the header was repeated, and how many lines the file has.
 */
export function visitRows(
  file: SourceFile,
  table: TableHead,
  problems: ProblemList,
  visit: (fields: string[], line: number) => void,
  {
    take,
    footnote,
  }: {
    /** See `visitLines`. */
    take?: LineVisitor["take"];
    footnote?: (text: string, line: number) => void;
  } = {},
): { repeated: number[]; lines: number } {
  const { length } = table.headers;
  const repeated: number[] = [];
  let toSkip = table.above + 1 + (table.units ? 1 : 0);
  const row = (fields: string[], line: number) => {
    if (isNoRow(fields, length)) return;
    if (toSkip > 0) toSkip--;
    else if (footnote && isFootnote(fields)) footnote(fields[0]!, line);
    else if (fields.length !== length && !fits(fields, length)) {
      if (!isDrawn(fields)) raggedRow(problems, fields, length, line);
    } else if (fields[0]!.trim() === table.headers[0] && isHeader(fields, table.headers)) repeated.push(line);
    else visit(fields, line);
  };
  const problem: RecordVisitor["problem"] = ({ where, found, expected }) =>
    problems.add(where, found, expected);
  const lines = take
    ? visitLines(file, table.facts, table, { row, problem, take })
    : visitRecords(textChunks(file, table.facts), table.delimiter, table.newline, { row, problem });
  return { repeated, lines };
}

const explains =
  /^(?:[*†‡§※]|[¹²³⁰⁴-⁹]|\(?\d{1,2}\)\s|\[\d{1,2}\]|(?:notes?|nb|source|legend|quelle|anmerkung(?:en)?|hinweis|remarque|nota|fuente|примечание|注|备注|備考|비고)\s*[:：.])/i;

/** One cell alone that begins with the mark of a note, or with a word for one. */
export function isFootnote(fields: readonly string[]): boolean {
  const first = fields[0]!;
  if (first === "" || first.charCodeAt(0) < 34) return false;
  if (!explains.test(first)) return false;
  for (let i = 1; i < fields.length; i++) if (fields[i]!.trim() !== "") return false;
  return true;
}

/** What is said of a line that explains something of a table's rows. */
export function footnoteNote(text: string, line: number): string {
  return `Line ${line} is no row and says: “${shortText(text.trim(), 300)}”.`;
}

/** `|-----+----|` of Org, and what a database says below its rows: `2 rows in set (0.00 sec)`, `(2 rows)`. */
function isDrawn(fields: readonly string[]): boolean {
  const text = fields.join("|").trim();
  return /^(?=.*-{3})[|+:\s-]+$/.test(text) || /^\(?\d+ rows?(?: in set.*)?\)?$/.test(text);
}

/** A blank line, or a comment: `# ` before anything, or `#` on a line that has not the table's number of fields. */
function isNoRow(fields: string[], length: number): boolean {
  const first = fields[0]!;
  if (fields.length === 1 && isRule(first)) return true;
  if (first.charCodeAt(0) === 35) return fields.length !== length || first.charAt(1) === " ";
  return first.trim() === "" && fields.every((field) => field.trim() === "");
}

/** Delimiters too many at a line's end add blank fields, which are no cells. */
function fits(fields: string[], length: number): boolean {
  return fields.length > length && fields.slice(length).every((field) => field.trim() === "");
}

function raggedRow(problems: ProblemList, fields: string[], expected: number, line: number): void {
  const where = { line, column: Math.min(fields.length, expected) + 1 };
  problems.add(where, countOf(fields.length), countOf(expected));
}

function countOf(fields: number): string {
  return fields === 1 ? "1 field" : `${fields} fields`;
}

function isHeader(fields: string[], headers: string[]): boolean {
  return headers.every((header, i) => fields[i]!.trim() === header);
}

/** The problem of a table that has more columns than any table of results, or null. */
export function tooWide(table: TableHead, problems: ProblemList): boolean {
  if (table.headers.length <= columnLimit) return false;
  problems.add(
    { line: table.headerLine, column: columnLimit + 1 },
    `more than ${columnLimit} columns`,
    `at most ${columnLimit} columns; nothing was read`,
  );
  return true;
}

/** Columns with one header are kept apart by their numbers, and reported. */
export function reportDuplicates(table: TableHead, problems: ProblemList): void {
  const seen = new Set<string>();
  table.headers.forEach((header, i) => {
    if (header !== "" && seen.has(header) && readHeld(header) === null) {
      const where = { line: table.headerLine, column: i + 1 };
      problems.add(where, `a second column "${header}"`, "columns with names of their own");
    }
    seen.add(header);
  });
}

/** @param lines on which numbers stand beside others of which nothing says what they are */
export function besidesNote(lines: ReadonlySet<number>): string {
  return `What stands in brackets behind numbers is not read (line ${listedLines(lines)}): the file does not say what it is.`;
}

/** At most five lines, and how many more there are. */
export function listedLines(lines: ReadonlySet<number>): string {
  const shown = Array.from(lines).slice(0, 5).join(", ");
  return lines.size > 5 ? `${shown} and ${lines.size - 5} more` : shown;
}

export function repeatedNote(lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(", ");
  const rest = lines.length > 5 ? ` and ${lines.length - 5} more` : "";
  return `The header is repeated on line ${shown}${rest}: files were joined there, and its repetitions were passed over.`;
}

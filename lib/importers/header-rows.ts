// Headers of several rows, as spreadsheets and pivoted tables have them: merged cells come as one text and blanks to its
// right; a pivot of pandas names each header row in its first column, and the index in a row of its own.
import {
  outputAssumed,
  readHeader,
  readHeld,
  readStatistic,
  type HeaderMeaning,
  type HeldStatistic,
} from "../points/headers";
import { readMeasured } from "../points/measured-text";
import { customMetricId } from "../points/metrics";
import { findUnit } from "../points/units";
import { isMissingText, isWrittenNumber, readValueText } from "../points/value-text";
import { ownStatistics } from "./bare-statistics";
import type { FixedField } from "./column-role";
import { fixedIn } from "./fixed-in";
import { looksLike } from "./looks-like";
import { isVagueQuantity } from "./question";

/** What the rows of a header say of each column, top to bottom, and what each row is of. */
export interface HeaderRows {
  /** For each column its texts from the top row to the last; blank where a row says nothing of it. */
  parts: string[][];
  /** For each row the name of what its cells are (`batch size`); blank where the file does not say. */
  labels: string[];
}

const mostHeaderRows = 8;

/**
 * The rows of a header that ends with record `at`, or null where it has one row only.
 *
 * @param records the first records of the file
 */
export function headerRows(records: readonly string[][], at: number): HeaderRows | null {
  const leaf = records[at] ?? [];
  const width = leaf.length;
  const above = records.slice(Math.max(0, at - mostHeaderRows), at);
  const rows = above.filter(
    (row) => row.length === width && filledFrom(row, 0).length > 0 && !isTitleOver(row, leaf),
  );
  const first = firstValueColumn(rows, leaf, records.slice(at + 1, at + 60));
  if (first === null) return null;
  const headers = rows.filter((row) => saysSomething(filledFrom(row, first), leaf.slice(first)));
  if (headers.length === 0) return null;
  const below = records.slice(at + 1, at + 60);
  const isUsed = (column: number) =>
    leaf[column]!.trim() !== "" || below.some((row) => (row[column] ?? "").trim() !== "");
  // A merged cell does not reach over a column that holds nothing.
  const filled = headers.map((row) => filledRight(row, first).map((text, i) => (isUsed(i) ? text : row[i]!)));
  const parts = leaf.map((text, column) => [
    ...(column < first ? headers.map(() => "") : filled.map((row) => row[column]!.trim())),
    text.trim() || (column < first ? mergedDown(headers, column) : ""),
  ]);
  return { parts, labels: [...headers.map((row) => labelOf(row, leaf, first)), ""] };
}

/**
 * The last record of a header that begins with record `at`: below it may stand a row of statistics, of units beside
 * names, or of what tells the columns below a merged cell apart.
 */
export function endOfHeader(records: readonly string[][], at: number): number {
  let end = at;
  while (end - at < mostHeaderRows && isFurtherRow(records, at, end + 1)) end++;
  return end;
}

function isFurtherRow(records: readonly string[][], at: number, next: number): boolean {
  const header = records[at]!;
  const row = records[next];
  if (row === undefined || row.length !== header.length || row.length > 500) return false;
  const below = records.slice(next + 1, next + 60).filter(({ length }) => length === row.length);
  const values = [...row.keys()].filter((column) => isOfValues(below, column));
  const filled = values.filter((column) => row[column]!.trim() !== "");
  const said = filled.map((column) => row[column]!.trim());
  if (said.length === 0) return false;
  // A row of units alone is known as such.
  if (row.every((cell) => cell.trim() === "" || unitIn(cell.trim()) !== null)) return false;
  const over = filledRight(header, 0);
  const isUnder = (cell: string, i: number) => meaningUnder(over[filled[i]!]!.trim(), cell) !== null;
  return (
    said.every((cell, i) => isOfHeader(cell) || isUnder(cell, i)) || isBelowMerged(header, row, below, values)
  );
}

/** A unit, a statistic, a setup or a metric: what stands over values, and never for one. */
function isOfHeader(cell: string): boolean {
  if (isMissingText(cell) || isWrittenNumber(cell)) return false;
  const { kind } = readHeader(cell);
  return (
    unitIn(cell) !== null ||
    readHeld(cell) !== null ||
    kind === "metric" ||
    kind === "case" ||
    fixedIn(cell) !== null
  );
}

/** Numbers below merged cells (`Tokens/s,,,`), where all that names rows is blank: they head the columns. */
function isBelowMerged(
  header: readonly string[],
  row: readonly string[],
  below: readonly string[][],
  values: readonly number[],
): boolean {
  const names = [...row.keys()].filter(
    (column) => !values.includes(column) && below.some((each) => each[column]!.trim() !== ""),
  );
  const isMerged = values.some((column) => header[column]!.trim() === "");
  return isMerged && names.length > 0 && names.every((column) => row[column]!.trim() === "");
}

/** Whether half of the cells below are numbers; the others may head columns still. */
function isOfValues(below: readonly string[][], column: number): boolean {
  const cells = below.map((row) => row[column]!.trim()).filter((cell) => !isMissingText(cell));
  const numbers = cells.filter((cell) => readMeasured(cell, "unknown").kind !== "unreadable");
  return cells.length > 0 && numbers.length * 2 >= cells.length;
}

/** One text over all columns is a title, unless it is a metric, a unit (of those below it, too) or a name that is known. */
function saysSomething(texts: readonly string[], leaf: readonly string[]): boolean {
  const [only] = texts;
  if (only === undefined || texts.length > 1) return only !== undefined;
  const text = only.trim();
  const isKnown = readHeader(text).kind !== "unknown" || unitIn(text) !== null || looksLike(text) !== null;
  return isKnown || leaf.some((below) => meaningUnder(text, below.trim()) !== null);
}

/** The record that names the index of a pivot of pandas: its first cells filled, all others blank; -1 where there is none. */
export function indexRow(records: readonly string[][]): number {
  for (let at = 1; at < Math.min(records.length, mostHeaderRows); at++) {
    const row = records[at]!;
    const blankFrom = row.findIndex((cell) => cell.trim() === "");
    if (blankFrom < 1 || row.length < 3 || filledFrom(row, blankFrom).length > 0) continue;
    if (blankFrom * 2 > row.length || row.some(isWrittenNumber)) continue;
    if (!row.slice(0, blankFrom).some((cell) => readHeader(cell).kind === "case")) continue;
    const headers = records.slice(0, at).filter((each) => filledFrom(each, 0).length > 1);
    const isPivot =
      headers.length > 0 &&
      headers.every(
        (each) =>
          each.length === row.length &&
          each[blankFrom - 1]!.trim() !== "" &&
          filledFrom(each, blankFrom).length > 0,
      );
    return isPivot && records[at + 1] !== undefined ? at : -1;
  }
  return -1;
}

function filledFrom(row: readonly string[], from: number): string[] {
  return row.slice(from).filter((cell) => cell.trim() !== "");
}

/** The leftmost column of numbers over which a row above the last says something. */
function firstValueColumn(
  rows: readonly string[][],
  leaf: readonly string[],
  below: readonly string[][],
): number | null {
  for (let column = 0; column < leaf.length; column++) {
    if (isFieldName(leaf[column]!)) continue;
    const cells = below.map((row) => row[column]?.trim() ?? "").filter((cell) => !isMissingText(cell));
    const numbers = cells.filter((cell) => readValueText(cell, "unknown").kind !== "unreadable");
    const isValues = cells.length > 0 && numbers.length >= cells.length * 0.8;
    if (isValues && rows.some((row) => row[column]!.trim() !== "" && isOver(row, column))) return column;
  }
  return null;
}

/** `Concurrency` says itself what its column is, whatever stands above it. */
function isFieldName(text: string): boolean {
  const { kind } = readHeader(text);
  return kind !== "metric" && kind !== "unknown";
}

/** A text over the first column alone, which has a name of its own, is of the whole table; of a metric it is no title. */
export function isTitleOver(row: readonly string[], leaf: readonly string[]): boolean {
  const [first = "", ...others] = row.map((cell) => cell.trim());
  if (first === "" || others.length < 2 || others.some((cell) => cell !== "")) return false;
  return (leaf[0] ?? "").trim() !== "" && readHeader(first).kind !== "metric" && unitIn(first) === null;
}

/** A name of a field over the last column before the values is the row's label, not the column's. */
function isOver(row: readonly string[], column: number): boolean {
  return (
    readHeader(row[column]!).kind !== "case" || row.slice(column + 1).every((cell) => cell.trim() === "")
  );
}

/** The name of a column whose header cell is merged over several rows. */
function mergedDown(headers: readonly string[][], column: number): string {
  return headers.findLast((row) => row[column]!.trim() !== "")?.[column]?.trim() ?? "";
}

function filledRight(row: readonly string[], first: number): string[] {
  let last = "";
  return row.map((cell, column) => {
    if (column < first) return "";
    if (cell.trim() !== "") last = cell;
    return last;
  });
}

/** A name before the values is of its row, unless the column below has no other. */
function labelOf(row: readonly string[], leaf: readonly string[], first: number): string {
  return (
    row
      .slice(0, first)
      .findLast((cell, column) => cell.trim() !== "" && leaf[column]!.trim() !== "")
      ?.trim() ?? ""
  );
}

/** What the texts over a column say together: a metric, and what is the same in all its cells. */
export interface PartsMeaning {
  meaning: HeaderMeaning;
  fixed: FixedField[];
}

/** A column of values by its header's texts; null where none of them names a metric. */
export function meaningOfParts(parts: readonly string[], labels: readonly string[]): PartsMeaning | null {
  const said = parts.flatMap((text, row) => piecesOf(text).map((piece) => ({ text: piece, row })));
  const under = meaningOfUnder(said, labels) ?? ownStatisticOf(said, labels);
  if (under !== null) return under;
  const unit = said.find(({ text }) => unitIn(text) !== null);
  const statistic = said.find(({ text }) => readStatistic(text) !== null);
  for (const one of said) {
    if (one === unit && said.length > 1 && readHeader(one.text).kind !== "metric") continue;
    const withUnit = unit === undefined || unit === one ? one.text : `${one.text} (${unitIn(unit.text)})`;
    const meaning = readHeader(withUnit);
    if (meaning.kind !== "metric") continue;
    const rest = said.filter((each) => each !== one && each !== unit && each !== statistic);
    const held = statistic && statistic !== one ? readStatistic(statistic.text) : meaning.statistic;
    return { meaning: { ...meaning, statistic: held }, fixed: fixedOf(rest, labels) };
  }
  if (unit === undefined) return null;
  const meaning = readHeader(unitIn(unit.text)!);
  if (meaning.kind !== "metric") return null;
  const rest = said.filter((each) => each !== unit && each !== statistic);
  const held: HeldStatistic | null = statistic ? readStatistic(statistic.text) : meaning.statistic;
  return { meaning: { ...meaning, statistic: held }, fixed: fixedOf(rest, labels) };
}

/** `avg (ms)` below `TTFT` is a statistic and a unit. */
function piecesOf(text: string): string[] {
  const [, name = "", unit = ""] =
    text.length > 100 ? [] : (/^([^()[\]]+?)\s*[([]([^()[\]]+)[)\]]$/.exec(text) ?? []);
  if (readStatistic(name) !== null && findUnit(unit) !== null) return [name, unit];
  return text === "" ? [] : [text];
}

interface Said {
  text: string;
  row: number;
}

/** A text that says with the unit of one above it what the column is of: `TTFT` below `Latency (ms)`. */
function meaningOfUnder(said: readonly Said[], labels: readonly string[]): PartsMeaning | null {
  for (const [i, below] of said.entries()) {
    const over = said.slice(0, i).find(({ text }) => meaningUnder(text, below.text) !== null);
    if (over === undefined) continue;
    const meaning = meaningUnder(over.text, below.text)!;
    const statistic = said.find(({ text }) => readStatistic(text) !== null);
    const rest = said.filter((each) => each !== below && each !== over && each !== statistic);
    const { name } = quantityWithUnit(over.text)!;
    const named = isVagueQuantity(name) ? [] : [{ text: name, row: over.row }];
    const held = statistic ? readStatistic(statistic.text) : meaning.statistic;
    return { meaning: { ...meaning, statistic: held }, fixed: fixedOf([...named, ...rest], labels) };
  }
  return null;
}

/** `Latency (ms)` above `P90`: a statistic of a time or a rate that may be one of several metrics. */
function ownStatisticOf(said: readonly Said[], labels: readonly string[]): PartsMeaning | null {
  const over = said.find(
    ({ text }) => readHeader(text).kind === "unknown" && quantityWithUnit(text) !== null,
  );
  const below = said.find(({ text }) => readStatistic(text) !== null);
  if (
    over === undefined ||
    below === undefined ||
    said.some(({ text }) => readHeader(text).kind === "metric")
  )
    return null;
  const { name, unit } = quantityWithUnit(over.text)!;
  if (!isVagueQuantity(name)) return null;
  const metric = customMetricId(name);
  const statistic = readStatistic(below.text);
  const rest = said.filter((each) => each !== over && each !== below);
  return {
    meaning: { kind: "metric", metric, statistic, unit, note: ownStatistics },
    fixed: fixedOf(rest, labels),
  };
}

type MetricMeaning = Extract<HeaderMeaning, { kind: "metric" }>;

/** What a text without a unit names below one that has the unit, and says of no metric that it is: `input` below `Throughput (tok/s)`. */
function meaningUnder(over: string, text: string): MetricMeaning | null {
  const unit = quantityWithUnit(over)?.unit;
  if (unit === undefined || text === "" || readStatistic(text) !== null || unitIn(text) !== null) return null;
  const alone = readHeader(text);
  if (alone.kind === "metric" ? alone.unit !== null : alone.kind !== "unknown" || alone.unit !== null)
    return null;
  const meaning = readHeader(`${text} (${unit})`);
  return meaning.kind === "metric" && meaning.note !== outputAssumed ? meaning : null;
}

/** `Latency (ms)`, `vLLM (ms)`, `Throughput (tok/s)`: a unit, and a name that does not say of which metric. */
function quantityWithUnit(text: string): { name: string; unit: string } | null {
  const meaning = readHeader(text);
  if (meaning.kind === "unknown" && meaning.unit !== null) return { name: meaning.name, unit: meaning.unit };
  const isOpen = meaning.kind === "metric" && meaning.note === outputAssumed && meaning.unit !== null;
  return isOpen ? { name: "throughput", unit: meaning.unit! } : null;
}

function unitIn(text: string): string | null {
  const inner = text.replace(/^[([](.*)[)\]]$/, "$1").trim();
  return findUnit(inner) === null ? null : inner;
}

/** What all rows of a header say of a column that names no metric: `vLLM`, `8`. */
export function fieldsOfParts(parts: readonly string[], labels: readonly string[]): FixedField[] {
  return fixedOf(
    parts.flatMap((text, row) => (text === "" ? [] : [{ text, row }])),
    labels,
  );
}

/** Texts that are no metric, unit or statistic: of the field that their row's label names, else that they look like. */
function fixedOf(rest: readonly { text: string; row: number }[], labels: readonly string[]): FixedField[] {
  return rest.map(({ text, row }) => {
    const label = labels[row] ?? "";
    const named = label === "" ? null : readHeader(label);
    if (named?.kind === "case") return { field: named.field, name: label, text };
    if (label !== "") return { field: null, name: label, text };
    return fixedIn(text) ?? { field: null, name: `header row ${row + 1}`, text };
  });
}

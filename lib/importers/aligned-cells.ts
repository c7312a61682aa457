// Tables whose columns are parted by blanks, or by the lines of a box, as programs print them to a terminal.
import { readHeader, readStatistic } from "../points/headers";
import { isMissingText, readValueText } from "../points/value-text";

export interface AlignedTable {
  headers: string[];
  headerLine: number;
  rows: { cells: string[]; line: number }[];
  /** Lines between its rows that are none. */
  odd: { text: string; line: number }[];
  /** The line above it that is none of its rows; null where there is none. */
  title: string | null;
}

interface Line {
  text: string;
  /** 1-based. */
  line: number;
}

/** A piece of a line between wide gaps; `to` is behind its last character. */
interface Piece {
  text: string;
  from: number;
  to: number;
}

const colour = /\u001b\[[\d;]{0,20}m/g;
const rule = /^(?=.*[-=_\u2500-\u257f]{3})[\s\-=_+|:\u2500-\u257f]+$/;
const sides = /[\u2502\u2503\u2551\u2506]/;
/** What polars prints below its headers. */
const types = /^(?:str|cat|enum|bool|[iuf]\d{1,3}|date|datetime\[.*\]|duration\[.*\]|list\[.*\]|null)$/;
const longestLine = 1000;

/** The tables of a text, in order. */
export function alignedTables(text: string): AlignedTable[] {
  const lines = text
    .replace(colour, "")
    .split(/\r\n|\n|\r/)
    .map((each, i): Line => ({ text: each.replaceAll("\t", "        ").trimEnd(), line: i + 1 }));
  const tables: AlignedTable[] = [];
  for (let at = 0; at + 1 < lines.length; at++) {
    const table = tableAt(lines, at);
    if (table === null) continue;
    tables.push(table);
    at = table.rows.at(-1)!.line - 1;
  }
  return tables;
}

function tableAt(lines: readonly Line[], at: number): AlignedTable | null {
  const header = lines[at]!;
  if (header.text.trim() === "" || header.text.length > longestLine || rule.test(header.text)) return null;
  const columns = columnsOf(header, lines.slice(at + 1, at + 4));
  if (columns === null) return null;
  const rows: AlignedTable["rows"] = [];
  const odd: Line[] = [];
  let { headers } = columns;
  for (const line of lines.slice(at + 1)) {
    if (line.text.trim() === "" || line.text.length > longestLine) break;
    if (rule.test(line.text) || areTypes(line.text, rows.length)) continue;
    const cells = columns.cut(line.text) ?? (rows.length === 0 ? indexed(line.text, columns) : null);
    if (cells === null) {
      if (rows.length === 0) break;
      odd.push(line);
      continue;
    }
    const last = rows.at(-1);
    if (last !== undefined && isWrapped(line.text, cells)) {
      last.cells = [`${last.cells[0]} ${cells[0]}`, ...last.cells.slice(1)];
      continue;
    }
    if (rows.length === 0 && cells.length > headers.length) {
      headers = ["", ...headers];
      columns.cut = (text) => indexed(text, columns);
    }
    rows.push({ cells, line: line.line });
  }
  if (rows.length === 0 || !rows.some(({ cells }) => cells.some(isNumber))) return null;
  // What stands below the last row is no part of the table.
  const last = rows.at(-1)!.line;
  return {
    headers,
    headerLine: header.line,
    rows,
    odd: odd.filter(({ line }) => line < last),
    title: titleAbove(lines, at),
  };
}

/** A row of types, the first below the header of a box. */
function areTypes(text: string, before: number): boolean {
  if (before > 0 || !text.includes("\u2506")) return false;
  return cellsInBox(text).every((cell) => types.test(cell));
}

/** A narrow terminal breaks the name of a row in two: below it, in the box, stands the rest alone. */
function isWrapped(text: string, [first = "", ...others]: readonly string[]): boolean {
  return sides.test(text) && first !== "" && others.length > 0 && others.every((cell) => cell === "");
}

interface Columns {
  headers: string[];
  /** Where each of them stands. */
  pieces: Piece[];
  /** The cells of a row; null where the line is none. */
  cut(text: string): string[] | null;
}

function columnsOf({ text }: Line, below: readonly Line[]): Columns | null {
  if (sides.test(text)) return boxed(text);
  const [next] = below;
  const runs = next !== undefined && rule.test(next.text) ? runsOf(next.text) : [];
  const byRule = runs.length > 1 ? underRule(text, runs) : null;
  const pieces = piecesOf(text);
  const isNamed = pieces.length > 1 && (isHeader(pieces.map(textOf)) || isTurned(pieces, below));
  return byRule ?? (isNamed ? parted(pieces) : null) ?? byWords(text);
}

/** A table on its side: the rows below begin with the names of metrics, and the columns are headed by names. */
function isTurned(pieces: readonly Piece[], below: readonly Line[]): boolean {
  const rows = below.filter(({ text }) => text.trim() !== "" && !rule.test(text)).slice(0, 2);
  const named = rows.filter(({ text }) => {
    const [first, ...others] = piecesOf(text);
    const meaning = readHeader(first?.text ?? "");
    return meaning.kind === "metric" && meaning.unit !== null && others.some((each) => isNumber(each.text));
  });
  return named.length === 2 && !pieces.some((each) => isNumber(each.text));
}

function textOf({ text }: Piece): string {
  return text;
}

/** A metric among names, of which none is a number. */
function isHeader(cells: readonly string[]): boolean {
  return (
    cells.length > 1 &&
    (cells.some((cell) => readHeader(cell).kind === "metric") || isOfStatistics(cells)) &&
    !cells.some((cell) => isNumber(cell) || /[.!?]$/.test(cell))
  );
}

/** `Metric`, `avg`, `min`, `p99`: one metric a row. */
function isOfStatistics([first = "", ...others]: readonly string[]): boolean {
  return /^(?:metric|statistic)s?$/i.test(first) && others.filter((each) => readStatistic(each)).length >= 2;
}

function isNumber(cell: string): boolean {
  return !isMissingText(cell) && readValueText(cell, "unknown").kind === "number";
}

/** `│ llama-7b │ 55.1 │` */
function boxed(text: string): Columns | null {
  const cut = (line: string) => {
    if (!sides.test(line)) return null;
    return cellsInBox(line);
  };
  const headers = cut(text)!;
  if (!isHeader(headers)) return null;
  return { headers, pieces: [], cut: (line) => sameLength(cut(line), headers.length) };
}

function cellsInBox(line: string): string[] {
  return line
    .trim()
    .replace(/^[\u2502\u2503\u2551]|[\u2502\u2503\u2551]$/g, "")
    .split(sides)
    .map((cell) => cell.trim());
}

function sameLength(cells: string[] | null, length: number): string[] | null {
  return cells?.length === length ? cells : null;
}

/** The pieces of a line that two blanks or more part. */
function piecesOf(text: string): Piece[] {
  return Array.from(text.matchAll(/\S+(?: \S+)*/g), (found) => ({
    text: found[0],
    from: found.index,
    to: found.index + found[0].length,
  }));
}

function runsOf(text: string): Piece[] {
  return Array.from(text.matchAll(/[^\s+|]+/g), (found) => ({
    text: found[0],
    from: found.index,
    to: found.index + found[0].length,
  }));
}

/** `-------  -----` below a header says where its columns stand. */
function underRule(header: string, runs: readonly Piece[]): Columns | null {
  const cut = (text: string) => {
    const cells = runs.map(({ from }, i) => text.slice(i === 0 ? 0 : from, runs[i + 1]?.from ?? text.length));
    // Text across the border of two columns is no row.
    const isTorn = runs.some(({ from }, i) => i > 0 && /^\S\S$/.test(text.slice(from - 1, from + 1)));
    return isTorn ? null : cells.map((cell, i) => withoutBorders(cell, i).trim());
  };
  const headers = cut(header);
  return headers !== null && isHeader(headers) ? { headers, pieces: [...runs], cut } : null;
}

/** The first cell of a drawn table stands behind a border, each before one. */
function withoutBorders(cell: string, column: number): string {
  const text = column === 0 ? cell.replace(/^\s*\|/, "") : cell;
  return text.replace(/[|+]\s*$/, "");
}

/** Columns below the pieces of a header: as many cells by their order, fewer by where they stand. */
function parted(pieces: readonly Piece[]): Columns {
  const headers = pieces.map(textOf);
  const cut = (text: string) => {
    const cells = piecesOf(text);
    if (cells.length === headers.length) return cells.map(textOf);
    const words = runsOf(text);
    if (words.length === headers.length && areBelow(words, pieces)) return words.map(textOf);
    return cells.length < headers.length && cells.length > 1 ? placed(cells, pieces) : null;
  };
  return { headers, pieces: [...pieces], cut };
}

/** Whether each stands between the headers on both sides of its own: `Done in 3.2 s` is no row of four columns. */
function areBelow(words: readonly Piece[], pieces: readonly Piece[]): boolean {
  return words.every(({ from, to }, i) => {
    const [left, right] = [pieces[i - 1]?.from ?? -1, pieces[i + 1]?.to ?? Infinity];
    const own = pieces[i]!;
    return from > left && to < right && (from < own.to || i === words.length - 1) && to > own.from - 12;
  });
}

/** Each cell under the one header that it stands below; null where it stands below none, or two. */
function placed(cells: readonly Piece[], pieces: readonly Piece[]): string[] | null {
  const found = pieces.map(() => "");
  for (const { text, from, to } of cells) {
    const below = [...pieces.keys()].filter((i) => pieces[i]!.from < to && from < pieces[i]!.to);
    if (below.length !== 1 || found[below[0]!] !== "") return null;
    found[below[0]!] = text;
  }
  return found;
}

/** Rows with one cell more than the header, in front: the index that pandas prints. */
function indexed(text: string, { headers, pieces }: Pick<Columns, "headers" | "pieces">): string[] | null {
  const cells = piecesOf(text);
  const [first] = cells;
  const isIndex = first !== undefined && (pieces[0] === undefined || first.to <= pieces[0].from);
  return isIndex && cells.length === headers.length + 1 ? cells.map(textOf) : null;
}

/** A header of single words, parted by single blanks; `TTFT (ms)` is one of them. */
function byWords(text: string): Columns | null {
  const headers = text
    .trim()
    .replace(/ (?=[([])/g, "\u0000")
    .split(/\s+/)
    .map((word) => word.replaceAll("\u0000", " "));
  if (headers.length < 3 || !isHeader(headers) || !areNamed(headers)) return null;
  return { headers, pieces: [], cut: (line) => sameLength(line.trim().split(/\s+/), headers.length) };
}

/** Words of prose are hardly ever names of fields and metrics. */
function areNamed(headers: readonly string[]): boolean {
  const known = headers.filter((header) => readHeader(header).kind !== "unknown").length;
  return known >= 2 && known * 2 >= headers.length;
}

/** A line right above, or with one blank line between: `=== H100 ===`, `Results of the night:`. */
function titleAbove(lines: readonly Line[], at: number): string | null {
  const above = lines.slice(Math.max(0, at - 3), at).map(({ text }) => text.trim());
  const last = above.findLast((text) => text !== "" && !rule.test(text));
  return last === undefined || last.length > 120 || sides.test(last) ? null : last;
}

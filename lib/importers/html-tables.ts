import { withoutEntities } from "../points/html-entities";

/** One table of HTML, its cells as the text that they show. */
export interface HtmlTable {
  headers: string[];
  headerLine: number;
  rows: { cells: string[]; line: number }[];
}

const opening = /<table[\s>]/i;

/** Whether a line begins a table. */
export function beginsHtmlTable(line: string): boolean {
  return opening.test(line);
}

interface Cell {
  text: string;
  columns: number;
  rows: number;
}

const tag = /<(\/?)(tr|th|td)(?=[\s>/])([^<>]*)>/gi;
/** So many columns and rows a cell may span: more are no plain table. */
const widestSpan = 1000;

/**
 * The plain tables of a piece of HTML: a table within a table is none. A cell over several columns stands in the first of
 * them, as spreadsheets write merged cells; one over several rows stands in each.
 *
 * @param line the line of the document on which the piece begins, 1-based
 */
export function htmlTables(html: string, line: number): HtmlTable[] {
  const tables: HtmlTable[] = [];
  const text = withoutComments(html);
  let [counted, at] = [0, line];
  for (const { inside, from } of plainTables(text)) {
    at += linesIn(text.slice(counted, from));
    counted = from;
    const table = tableOf(inside, at);
    if (table !== null) tables.push(table);
  }
  return tables;
}

/** Comments as blanks, so that every line stays what it was. */
function withoutComments(html: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = html.indexOf("<!--"); at >= 0; at = html.indexOf("<!--", from)) {
    const end = html.indexOf("-->", at);
    if (end < 0) break;
    pieces.push(html.slice(from, at), html.slice(at, end + 3).replace(/[^\n]+/g, " "));
    from = end + 3;
  }
  return pieces.length === 0 ? html : pieces.join("") + html.slice(from);
}

function plainTables(html: string): { inside: string; from: number }[] {
  const found: { inside: string; from: number }[] = [];
  let depth = 0;
  let from = -1;
  let isPlain = true;
  for (const each of html.matchAll(/<(\/?)table(?=[\s>/])[^<>]*>/gi)) {
    const isEnd = each[1] === "/";
    if (!isEnd && depth++ === 0) [from, isPlain] = [each.index + each[0].length, true];
    else if (!isEnd) isPlain = false;
    else if (depth > 0 && --depth === 0 && isPlain)
      found.push({ inside: html.slice(from, each.index), from });
  }
  return found;
}

function tableOf(inside: string, line: number): HtmlTable | null {
  const rows = rowsIn(inside, line);
  const width = rows[0]?.cells.reduce((sum, { columns }) => sum + columns, 0) ?? 0;
  if (rows.length < 2 || width < 2) return null;
  const [header, ...body] = spread(rows, width);
  return { headers: header!.cells, headerLine: header!.line, rows: body };
}

interface Row {
  cells: Cell[];
  line: number;
}

/** The cells of each row; browsers end a cell and a row where the next begins. */
function rowsIn(inside: string, line: number): Row[] {
  const rows: Row[] = [];
  let open: { from: number; attributes: string } | null = null;
  const close = (at: number) => {
    if (open === null || rows.length === 0) return;
    const { from, attributes } = open;
    const [columns, down] = [spanIn(attributes, "colspan"), spanIn(attributes, "rowspan")];
    rows.at(-1)!.cells.push({ text: shownIn(inside.slice(from, at)), columns, rows: down });
    open = null;
  };
  let counted = 0;
  let at = line;
  for (const { 0: whole, 1: slash, 2: name = "", 3: attributes = "", index } of inside.matchAll(tag)) {
    close(index);
    const kind = name.toLowerCase();
    if (slash === "/") continue;
    at += linesIn(inside.slice(counted, index));
    counted = index;
    if (kind === "tr") rows.push({ cells: [], line: at });
    else open = { from: index + whole.length, attributes };
  }
  close(inside.length);
  return rows.filter(({ cells }) => cells.length > 0);
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}

function spanIn(attributes: string, name: string): number {
  const span = Number(new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,4})`, "i").exec(attributes)?.[1] ?? 1);
  return span >= 1 && span <= widestSpan ? span : 1;
}

/** What a cell shows: no tags, entities as their characters, breaks as blanks. */
function shownIn(html: string): string {
  return withoutEntities(html.replace(/<[^<>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
}

/** Rows of plain cells. */
function spread(rows: readonly Row[], width: number): { cells: string[]; line: number }[] {
  const above: { text: string; left: number }[] = [];
  return rows.map(({ cells, line }) => {
    const texts: string[] = [];
    const take = () => {
      for (let held = above[texts.length]; held !== undefined && held.left > 0; held = above[texts.length]) {
        held.left--;
        texts.push(held.text);
      }
    };
    for (const cell of cells) {
      take();
      for (let i = 0; i < cell.columns && texts.length < width + widestSpan; i++) {
        // A name over several columns is read to the right by the reader of headers with merged cells.
        const text = i === 0 ? cell.text : "";
        above[texts.length] = { text, left: cell.rows - 1 };
        texts.push(text);
      }
    }
    take();
    return { cells: texts, line };
  });
}

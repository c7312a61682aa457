import { readHeader, readHeld } from "../points/headers";
import { readValueText } from "../points/value-text";
import { beginsHtmlTable, htmlTables } from "./html-tables";
import { beginsLatexTable, latexCaption, latexEnd, latexTable } from "./latex-tables";
import { cellText } from "./markdown-cell";
import { beginsRstTable, rstTable } from "./rst-tables";

/** One table of a Markdown document, its cells as the text that they show. Lines are 1-based. */
export interface MarkdownTable {
  headers: string[];
  headerLine: number;
  rows: { cells: string[]; line: number }[];
  /** The heading that the table stands under, or null. */
  heading: string | null;
  /** What stands above it, the nearest first: of each section that it is in the last paragraph, and the heading. */
  above: SectionText[];
  /** The first line of text after the table, where it follows at once or after one blank line; llama-bench signs there. */
  after: string | null;
}

/** What a section of the document says before a table; the paragraph as its source. */
export interface SectionText {
  paragraph: string | null;
  heading: string | null;
}

interface Section extends SectionText {
  level: number;
}

const delimiterRow = /^[\s>]*(?:\|\s*)?:?-+:?(?:\s*\|\s*:?-+:?)*(?:\s*\|)?$/;
const fence = /^[\s>]*(?:```+|~~~+)/;
const headingLine = /^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$/;

const htmlHeading = /^\s*<h([1-6])(?:\s[^<>]*)?>(.+?)<\/h\1>\s*$/i;

/**
 * The tables of a document (GitHub Flavored Markdown, section 4.10): a header row, a delimiter row with as many cells,
 * and rows up to the first line without a pipe. Tables inside fenced code are read as well: many documents and terminals
 * show them so. Plain tables of HTML, and lists and CSV that reStructuredText makes tables of, are read, too, outside of code.
 */
export function markdownTables(text: string): MarkdownTable[] {
  const lines = text.split(/\r\n|\n|\r/);
  const tables: MarkdownTable[] = [];
  let sections: Section[] = [{ level: 0, heading: null, paragraph: null }];
  let inCode = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (fence.test(line)) inCode = !inCode;
    else if (!inCode && beginsHtmlTable(line)) {
      const end = htmlEnd(lines, i);
      const html = lines.slice(i, end + 1).join("\n");
      for (const table of htmlTables(html, i + 1))
        tables.push(withTitles({ ...table, ...placeIn(sections), after: null }));
      i = end;
      continue;
    } else if (beginsLatexTable(line) && latexEnd(lines, i) > i) {
      const end = latexEnd(lines, i);
      const table = latexTable(lines, i, end);
      const caption = captionOf(lines, i, end);
      const said = caption === null ? [] : [{ paragraph: null, heading: caption }];
      const place = placeIn(sections);
      if (table !== null)
        tables.push(
          withTitles({
            ...{ ...table, after: null, above: [...said, ...place.above] },
            heading: caption ?? place.heading,
          }),
        );
      i = end;
      continue;
    } else if (!inCode && beginsRstTable(line)) {
      const found = rstTable(lines, i);
      if (found !== null) {
        const { table, title, end } = found;
        const { heading, above } = placeIn(sections);
        const said = title === null ? [] : [{ paragraph: null, heading: title }];
        tables.push(
          withTitles({ ...table, after: null, heading: title ?? heading, above: [...said, ...above] }),
        );
        i = end;
      }
      continue;
    } else if (!inCode && isWikiTable(lines, i)) {
      const table = wikiTableAt(lines, i, sections);
      tables.push(withTitles(table));
      i += table.rows.length;
      continue;
    } else if (!inCode) sections = withLine(sections, line, lines[i - 1] ?? "");
    if (i === 0 || !isDelimiterOf(line, lines[i - 1]!)) continue;
    const table = tableAt(lines, i, sections);
    tables.push(withTitles(table));
    i += table.rows.length;
  }
  return tables;
}

/** Above or below the table, in the same float. */
function captionOf(lines: readonly string[], from: number, to: number): string | null {
  const isApart = (line: string) => /\\(?:begin|end)\{table/.test(line);
  const above = lines.slice(Math.max(0, from - 5), from);
  const below = lines.slice(to + 1, to + 6);
  const stop = below.findIndex(isApart);
  const near = [
    ...above.slice(above.findLastIndex(isApart) + 1),
    ...below.slice(0, stop < 0 ? below.length : stop),
  ];
  return near.map(latexCaption).find((each) => each !== null) ?? null;
}

const wikiHeader = /^\s*\|\|.*\|\|\s*$/;

/** Confluence and Jira: `||Model||tok/s||` above `|A|900|`. */
function isWikiTable(lines: readonly string[], at: number): boolean {
  const below = lines[at + 1] ?? "";
  if (!wikiHeader.test(lines[at]!) || !/^\s*\|[^|]/.test(below)) return false;
  return wikiCells(lines[at]!).length > 1 && splitRow(below).length === wikiCells(lines[at]!).length;
}

function wikiCells(line: string): string[] {
  return line
    .trim()
    .replace(/^\|\||\|\|$/g, "")
    .split("||")
    .map(cellText);
}

function wikiTableAt(lines: readonly string[], at: number, sections: readonly Section[]): MarkdownTable {
  const rows: MarkdownTable["rows"] = [];
  for (let i = at + 1; i < lines.length && /^\s*\|/.test(lines[i]!); i++)
    rows.push({ cells: splitRow(lines[i]!).map(cellText), line: i + 1 });
  return { headers: wikiCells(lines[at]!), headerLine: at + 1, rows, ...placeIn(sections), after: null };
}

/** The line on which a table of HTML ends, and those that begin before it does; the last line where it does not. */
function htmlEnd(lines: readonly string[], from: number): number {
  let depth = 0;
  for (let i = from; i < lines.length; i++) {
    depth +=
      (lines[i]!.match(/<table[\s>]/gi)?.length ?? 0) - (lines[i]!.match(/<\/table\s*>/gi)?.length ?? 0);
    if (depth <= 0) return i;
  }
  return lines.length - 1;
}

/** A paragraph longer than this says too much to say one thing of a table. */
const longestParagraph = 2000;

/** The sections that a line stands in, the outermost first. */
function withLine(sections: Section[], line: string, before: string): Section[] {
  const heading = headingOf(line);
  if (heading !== null) {
    const level = Number(htmlHeading.exec(line)?.[1] ?? /#+/.exec(line)![0].length);
    return [...sections.filter((section) => section.level < level), { level, heading, paragraph: null }];
  }
  const text = line.trim();
  if (text === "" || text.includes("|")) return sections;
  const last = sections.at(-1)!;
  const isSame =
    last.paragraph !== null && before.trim() !== "" && !before.includes("|") && headingOf(before) === null;
  const whole = isSame ? `${last.paragraph} ${text}` : text;
  const paragraph = whole.length > longestParagraph ? last.paragraph : whole;
  return sections.with(-1, { ...last, paragraph });
}

/** Whether a text has a table at all; for `recognises`. */
export function hasMarkdownTable(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/);
  return (
    lines.some(
      (line, i) =>
        (i > 0 && isDelimiterOf(line, lines[i - 1]!)) ||
        isWikiTable(lines, i) ||
        (beginsRstTable(line) && rstTable(lines, i) !== null),
    ) ||
    (/<table[\s>]|\\begin\{(?:tabular|longtable)/i.test(text) && markdownTables(text).length > 0)
  );
}

function headingOf(line: string): string | null {
  const html = line.length > 500 ? null : htmlHeading.exec(line);
  if (html !== null) return cellText(html[2]!);
  // No heading is that long, and the pattern takes its time on lines of blanks.
  const found = line.length > 500 ? undefined : headingLine.exec(line)?.[1];
  return found === undefined ? null : cellText(found);
}

function isDelimiterOf(line: string, header: string): boolean {
  if (!line.includes("|") || !header.includes("|") || !delimiterRow.test(line.trimEnd())) return false;
  return splitRow(line).length === splitRow(header).length;
}

function tableAt(lines: readonly string[], delimiter: number, sections: readonly Section[]): MarkdownTable {
  const rows: MarkdownTable["rows"] = [];
  let at = delimiter + 1;
  for (; at < lines.length && lines[at]!.includes("|"); at++) {
    rows.push({ cells: splitRow(lines[at]!).map(cellText), line: at + 1 });
  }
  const headers = splitRow(lines[delimiter - 1]!).map(cellText);
  const after = [lines[at], lines[at + 1]].find((line) => line !== undefined && line.trim() !== "") ?? null;
  return { headers, headerLine: delimiter, rows, ...placeIn(sections), after };
}

const mostTitles = 3;

/** A header row of one cell is a title where the header stands below it; a title says what a heading does. */
function withTitles(table: MarkdownTable): MarkdownTable {
  const { headers, rows, above } = table;
  if (!isTitle(headers)) return table;
  const at = rows.findIndex(({ cells }) => !isTitle(cells) && cells.some((cell) => cell !== ""));
  const header = rows[at];
  if (header === undefined || at > mostTitles || !isHeader(header.cells, headers.length)) return table;
  const titles = [headers, ...rows.slice(0, at).map(({ cells }) => cells)].flatMap((cells) => cells[0] || []);
  const said = titles.toReversed().map((heading): SectionText => ({ paragraph: null, heading }));
  return {
    ...table,
    headers: header.cells,
    headerLine: header.line,
    rows: rows.slice(at + 1),
    heading: titles.at(-1)!,
    above: [...said, ...above],
  };
}

function isTitle([first = "", ...others]: readonly string[]): boolean {
  return first !== "" && others.length > 0 && others.every((cell) => cell === "");
}

function isHeader(cells: readonly string[], length: number): boolean {
  const isNamed = cells.some((cell) => readHeader(cell).kind !== "unknown" || readHeld(cell) !== null);
  const isNumber = (cell: string) => readValueText(cell, "unknown").kind === "number";
  return cells.length === length && isNamed && !cells.some(isNumber);
}

/** What a table that stands there has above it. */
function placeIn(sections: readonly Section[]): Pick<MarkdownTable, "heading" | "above"> {
  const heading = sections.findLast((section) => section.heading !== null)?.heading ?? null;
  const above = sections.toReversed().map((section) => ({
    paragraph: section.paragraph,
    heading: section.heading,
  }));
  return { heading, above };
}

/** The sources of a row's cells. A pipe behind a backslash does not part cells, in code as little as elsewhere. */
export function splitRow(line: string): string[] {
  const row = line.replace(/^[\s>]*\|?/, "").trimEnd();
  const cells: string[] = [];
  let cell = "";
  for (let i = 0; i < row.length; i++) {
    const escaped = row[i] === "\\" && (row[i + 1] === "|" || row[i + 1] === "\\");
    if (escaped) cell += row[i]! + row[++i]!;
    else if (row[i] !== "|") cell += row[i]!;
    else {
      cells.push(cell);
      cell = "";
    }
  }
  return cell.trim() === "" && cells.length > 0 ? cells : [...cells, cell];
}

// Tables of reStructuredText that are written as lists (`.. list-table::`) or as CSV (`.. csv-table::`); those that are drawn are
// read as printed tables.
import Papa from "papaparse";
import type { MarkdownTable } from "./markdown-tables";

const directive = /^(\s*)\.\.\s+(list-table|csv-table)::\s*(.*?)\s*$/;

/** Whether a line begins such a table. */
export function beginsRstTable(line: string): boolean {
  return directive.test(line);
}

/** The table that begins on line `from`, counted from 0, with its title, and its last line; null where it has no row below a header. */
export function rstTable(
  lines: readonly string[],
  from: number,
): {
  table: Pick<MarkdownTable, "headers" | "headerLine" | "rows">;
  title: string | null;
  end: number;
} | null {
  const [, indent = "", kind, title = ""] = directive.exec(lines[from]!) ?? [];
  const end = endOf(lines, from, indent.length);
  const options = new Map<string, { text: string; line: number }>();
  let at = from + 1;
  for (; at <= end; at++) {
    const [, name, text = ""] = /^\s*:([\w-]+):\s*(.*?)\s*$/.exec(lines[at]!) ?? [];
    if (name === undefined) break;
    options.set(name, { text, line: at + 1 });
  }
  const body = lines.slice(at, end + 1).map((text, i) => ({ text, line: at + i + 1 }));
  const rows = kind === "csv-table" ? csvRows(body) : listRows(body);
  const own = options.get("header");
  const header = own === undefined ? rows.shift() : { cells: csvCells(own.text), line: own.line };
  if (header === undefined || rows.length === 0) return null;
  return {
    table: { headers: header.cells, headerLine: header.line, rows },
    title: title === "" ? null : title,
    end,
  };
}

/** The last line that is set in further than the directive. */
function endOf(lines: readonly string[], from: number, indent: number): number {
  let end = from;
  for (let i = from + 1; i < lines.length; i++) {
    const text = lines[i]!;
    if (text.trim() === "") continue;
    if (text.search(/\S/) <= indent) break;
    end = i;
  }
  return end;
}

interface Line {
  text: string;
  line: number;
}

function csvRows(body: readonly Line[]): MarkdownTable["rows"] {
  return body.flatMap(({ text, line }) => (text.trim() === "" ? [] : [{ cells: csvCells(text), line }]));
}

function csvCells(text: string): string[] {
  const [row = []] = Papa.parse<string[]>(text.trim().replace(/",\s+/g, '",'), { delimiter: "," }).data;
  return row.map((cell) => cell.trim());
}

/** `* - A` begins a row, `- 45` a cell; what stands below, set in further, belongs to the cell. */
function listRows(body: readonly Line[]): MarkdownTable["rows"] {
  const rows: MarkdownTable["rows"] = [];
  for (const { text, line } of body) {
    const [, star, own] = /^\s*(\*\s+)?-(?:\s+(.*?))?\s*$/.exec(text) ?? [];
    if (star !== undefined) rows.push({ cells: [plain(own ?? "")], line });
    else if (own !== undefined || /^\s*-\s*$/.test(text)) rows.at(-1)?.cells.push(plain(own ?? ""));
    else if (text.trim() !== "") continueCell(rows.at(-1)?.cells, text);
  }
  return rows;
}

function continueCell(cells: string[] | undefined, text: string): void {
  if (cells === undefined) return;
  cells.push(`${cells.pop() ?? ""} ${plain(text)}`.trim());
}

function plain(text: string): string {
  return text
    .replace(
      /``([^`]*)``|\*\*([^*]+)\*\*|\*([^*]+)\*|:\w+:`([^`<]*?)\s*(?:<[^>]*>)?`/g,
      (_, ...found: string[]) => found.slice(0, 4).find((each) => each !== undefined) ?? "",
    )
    .trim();
}

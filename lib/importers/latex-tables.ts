// Tables of LaTeX: rows end with `\\`, cells are parted by `&`; rules, fonts and the dollars of mathematics are left out, and a
// cell over several columns is followed by blanks.
import type { MarkdownTable } from "./markdown-tables";

const begin = /\\begin\{(tabular[*xy]?|longtable|tabulary)\}/;
const longestTable = 2000;

export function beginsLatexTable(line: string): boolean {
  return begin.test(line);
}

/** The line on which the table that begins on line `from` ends; `from` itself where it does not. */
export function latexEnd(lines: readonly string[], from: number): number {
  const end = `\\end{${begin.exec(lines[from]!)?.[1] ?? ""}}`;
  const at = lines.slice(from, from + longestTable).findIndex((line) => line.includes(end));
  return at < 0 ? from : from + at;
}

/** The table between two lines, both counted from 0; null where it has no row below its first. */
export function latexTable(
  lines: readonly string[],
  from: number,
  to: number,
): Pick<MarkdownTable, "headers" | "headerLine" | "rows"> | null {
  const rows: MarkdownTable["rows"] = [];
  let row = "";
  let first = from;
  for (let i = from; i <= to; i++) {
    const line = lines[i]!.replace(/(?<!\\)%.*$/, "");
    const own = i === from ? line.slice(line.search(begin)).replace(begin, "").replace(columnSpec, "") : line;
    const pieces = withoutRules(own.replace(/\\end\{.*$/, "")).split(/\\\\(?:\[[^\]]*\])?|\\tabularnewline/);
    pieces.forEach((piece, at) => {
      if (row.trim() === "") first = i;
      row += ` ${piece}`;
      if (at === pieces.length - 1 && i < to) return;
      if (row.trim() !== "") rows.push({ cells: cellsOf(row), line: first + 1 });
      row = "";
    });
  }
  const [header, ...others] = rows;
  if (header === undefined || others.length === 0) return null;
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const wide = (cells: string[]) => [...cells, ...Array.from({ length: width - cells.length }, () => "")];
  return {
    headers: wide(header.cells),
    headerLine: header.line,
    rows: others.map((each) => (each.cells.length === 1 ? { ...each, cells: wide(each.cells) } : each)),
  };
}

/** `[t]{\textwidth}{lrr@{}}`: where the table stands, how wide it is, and its columns. */
const columnSpec = /^\s*(?:\[[^\]]*\])?\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}\s*){1,2}/;

function withoutRules(line: string): string {
  return line
    .replace(
      /\\(?:toprule|midrule|bottomrule|hline|endhead|endfirsthead|endfoot|endlastfoot)\b(?:\[[^\]]*\])?/g,
      " ",
    )
    .replace(/\\(?:cline|cmidrule)(?:\[[^\]]*\])?(?:\([^)]*\))?\{[^{}]*\}/g, " ")
    .replace(/\\(?:addlinespace|rowcolor)(?:\[[^\]]*\])?(?:\{[^{}]*\})?/g, " ");
}

function cellsOf(row: string): string[] {
  return row.split(/(?<!\\)&/).flatMap((cell) => {
    const [, span, inner] = /\\multicolumn\{(\d{1,2})\}\{[^{}]*\}\{(.*)\}\s*$/.exec(cell.trim()) ?? [];
    const blanks = Array.from({ length: Math.max(0, Number(span ?? 1) - 1) }, () => "");
    return [plainText(inner ?? cell), ...blanks];
  });
}

const wrapped =
  /\\(?:textbf|textit|textsc|texttt|textrm|emph|underline|mathbf|mathrm|text|bm|boldsymbol|makecell|num|ensuremath)\s*\{([^{}]*)\}/g;

function plainText(cell: string): string {
  let text = cell.replace(/\\multirow(?:\[[^\]]*\])?\{[^{}]*\}\{[^{}]*\}/g, " ").replace(/\{,\}/g, ",");
  for (let depth = 0; depth < 4; depth++) text = text.replace(wrapped, "$1");
  return text
    .replaceAll("~", " ")
    .replace(/\\(?:pm)\b\s*/g, "±")
    .replace(/\\times\b\s*/g, "×")
    .replace(/\\(?:approx|sim)\b\s*/g, "~")
    .replace(/\\(?:uparrow|downarrow|bf|it|centering|small|footnotesize|cellcolor\{[^{}]*\})\b/g, " ")
    .replace(/\\([%_&#$])/g, "\u0000$1")
    .replace(/(?<!\u0000)\$/g, "")
    .replace(/\\[,;:! ]/g, " ")
    .replace(/[{}\u0000]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** What a caption says, as text. */
export function latexCaption(line: string): string | null {
  const found = /\\caption(?:\[[^\]]*\])?\{((?:[^{}]|\{[^{}]*\})*)\}/.exec(line)?.[1];
  return found === undefined ? null : plainText(found).replace(/\.$/, "");
}

/** One line of a document with what stands over it. */
export interface Place {
  line: string;
  /** The headings the line is under, from the document's title down. */
  headings: string[];
  /** The heads of the table's columns, none outside a table. */
  columns: string[];
  /** The line's cells, none outside a table. */
  cells: string[];
}

/** Whether a place says a thing in one certain way; `#` in a template is the figure asked about. */
export type Wording = (place: Place, figure: string) => boolean;

export function placeAt(lines: string[], number: number): Place {
  const line = lines[number - 1] ?? "";
  let top = number;
  while (lines[top - 2]?.startsWith("|")) top -= 1;
  const inTable = number >= top + 2 && line.startsWith("|") && /^\|(-+\|)+$/.test(lines[top] ?? "");
  return {
    line,
    headings: headingsOver(lines, number),
    columns: inTable ? cellsOf(lines[top - 1] ?? "") : [],
    cells: inTable ? cellsOf(line) : [],
  };
}

/** A `#` within a code block is a comment. */
function headingsOver(lines: string[], number: number): string[] {
  let over: string[] = [];
  let code = false;
  for (const line of lines.slice(0, number - 1)) {
    if (line.startsWith("```")) code = !code;
    if (code || !/^#+ /.test(line)) continue;
    over = [...over.filter((one) => line.indexOf(" ") > one.indexOf(" ")), line.trim()];
  }
  return over;
}

const cellsOf = (line: string) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/^\*\*(.*)\*\*$/, "$1"));

/** Where a text stands whole in a line: `2x` is neither in `12x` nor in `1-2x`, `<2x` or `2x+`. -1 where it does not. */
export function placeOf(text: string, line: string): number {
  for (let at = line.indexOf(text); at >= 0; at = line.indexOf(text, at + 1)) {
    const after = line.slice(at + text.length);
    if (/^$|[\s*(|]$/.test(line.slice(0, at)) && /^($|[\s*),|:]|\.(\D|$))/.test(after)) return at;
  }
  return -1;
}

/** The line is under this heading. */
export const heading =
  (text: string): Wording =>
  ({ headings }) =>
    headings.includes(text);

/** The line is the list item with this bold label; a sign before it counts for nothing. */
export const item =
  (label: string): Wording =>
  ({ line }) =>
    /^- \*\*(?:[^ -~]\S* )?(.+?)\*\*:/.exec(line)?.[1] === label;

/** The line says this, whole words. */
export const says =
  (template: string): Wording =>
  ({ line }, figure) =>
    placeOf(
      template.replace("#", () => figure),
      line,
    ) >= 0;

/** The line is the table's row of this label. */
export const row =
  (label: string): Wording =>
  ({ cells }) =>
    cells[0] === label;

/** The row's cell under this head is this text and nothing else. */
export const cell =
  (column: string, template: string): Wording =>
  ({ columns, cells }, figure) =>
    cells[columns.indexOf(column)] === template.replace("#", () => figure);

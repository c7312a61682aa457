import { readHeader } from "../points/headers";
import { readCellTable, type CellTable } from "./cell-table";
import { headLines, wholeText } from "./decode";
import { firstRecords, type FirstRecord } from "./delimiter";
import type { Importer, Reading } from "./importer";
import { ProblemList } from "./problem-list";
import { withoutSections, type Sectioned } from "./section-rows";
import { tableHead, type TableHead } from "./table-text";

const mostBytes = 16 * 1024 * 1024;

// One table whose rows stand in sections below titles of their own, as spreadsheets have them.
export const sectionedTable: Importer = {
  id: "sectioned-table",
  label: "Table in sections",
  version: "1",
  recognises(file) {
    const table = tableHead(file);
    if (table === null || file.size > mostBytes) return false;
    return sectionedIn(headLines(file, table.newline), table, new ProblemList()) !== null;
  },
  read(file): Reading {
    const table = tableHead(file)!;
    const whole = wholeText(file, mostBytes);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const problems = new ProblemList();
    const sectioned = sectionedIn(whole.text, table, problems);
    const reading = sectioned && readCellTable(sectioned.cells);
    if (sectioned === null || reading === null)
      return { drafts: [], problems: problems.list(), columns: [], notes: [] };
    problems.addAll(reading.problems);
    return {
      ...reading,
      columns: reading.columns.slice(0, sectioned.cells.headers.length - 1),
      problems: problems.list(),
      notes: [sectioned.note, ...reading.notes],
    };
  },
};

function sectionedIn(
  text: string,
  { delimiter, newline }: TableHead,
  problems: ProblemList,
): Sectioned | null {
  const records = firstRecords(text, delimiter, newline, Infinity);
  const at = records.slice(0, 20).findIndex(({ fields }) => isHeader(fields));
  const header = records[at];
  if (header === undefined) return null;
  const title = records[at - 1]?.fields.filter((cell) => cell.trim() !== "");
  const below = records.slice(at + 1).filter((record) => fits(record, header, problems));
  const lineOf = (row: number) => (row < 0 ? header.line : (below[row]?.line ?? header.line));
  const { length } = header.fields;
  const cells: CellTable = {
    headers: header.fields.map((cell) => cell.trim()),
    rows: below.map(({ fields }) => Array.from({ length }, (_, i) => (fields[i] ?? "").trim())),
    locator: (row, column) => ({ line: lineOf(row), column: column + 1 }),
    sampleAt: { pointer: null, of: lineOf },
  };
  return withoutSections(cells) ?? (title?.length === 1 ? withoutSections(cells, title[0]!.trim()) : null);
}

function isHeader(fields: readonly string[]): boolean {
  const cells = fields.map((cell) => cell.trim()).filter((cell) => cell !== "");
  return cells.length > 1 && cells.length < 200 && cells.some((cell) => readHeader(cell).kind === "metric");
}

/** A title may stand without the delimiters of the cells beside it. */
function fits({ fields, line }: FirstRecord, header: FirstRecord, problems: ProblemList): boolean {
  const { length } = header.fields;
  const isWhole = fields.length >= length && fields.slice(length).every((cell) => cell.trim() === "");
  if (isWhole || fields.length === 1) return true;
  problems.add({ line }, `${fields.length} fields`, `${length} fields`);
  return false;
}

// Tables of a fixed format: their columns are known by their headers, each row is a run.
import { isMissingText, notationOf, readValueText, type Notation } from "../points/value-text";
import type { Draft } from "../runs/draft";
import type { Drafts } from "./checked-drafts";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";
import type { StatedCell } from "./stated-metric";
import { repeatedNote, tableHead, tooWide, visitRows, type TableHead } from "./table-text";
import type { Reading } from "./importer";

/** One row below the header. */
export interface TableRow {
  /** 1-based. */
  line: number;
  /** Every header with its cell, trimmed, in the order of the columns. */
  texts: ReadonlyMap<string, string>;
  /** The cell under a header, trimmed; "" where there is none. */
  text(header: string): string;
  /** The cell as a number; null where it is blank or there is no such column. */
  cell(header: string): StatedCell | null;
}

/**
 * Reads each row of a table by `rowOf`. A row of another number of fields is a problem, and so is a row that repeats
 * another in every cell: it is read once.
 */
export function readTableRows(
  file: SourceFile,
  rowOf: (row: TableRow) => Drafts,
): Omit<Reading, "drafts"> & { drafts: Draft[] } {
  const table = tableHead(file)!;
  const problems = new ProblemList();
  if (tooWide(table, problems)) return { drafts: [], problems: problems.list(), columns: [], notes: [] };
  const notation = notationOf(table.rows.flat());
  const nameOf = file.nameOfLine ?? ((line: number) => `line ${line}`);
  const seen = new Map<string, number>();
  const drafts: Draft[] = [];
  const { repeated, lines } = visitRows(file, table, problems, (fields, line) => {
    const key = fields.join("\u0000");
    const first = seen.get(key);
    if (first !== undefined) {
      problems.add({ line }, `the same as ${nameOf(first)}, read once`, "a row that differs");
      return;
    }
    seen.set(key, line);
    const made = rowOf(tableRow(table, fields, line, notation));
    drafts.push(...made.drafts);
    problems.addAll(made.problems);
  });
  const notes = repeated.length > 0 ? [repeatedNote(repeated)] : [];
  return { drafts, problems: problems.list(), columns: [], notes, lines };
}

function tableRow(table: TableHead, fields: readonly string[], line: number, notation: Notation): TableRow {
  const text = (header: string) => fields[table.headers.indexOf(header)]?.trim() ?? "";
  return {
    line,
    texts: new Map(table.headers.map((header, i) => [header, fields[i]?.trim() ?? ""])),
    text,
    cell(header) {
      const raw = text(header);
      if (raw === "") return null;
      const locator = { line, column: table.headers.indexOf(header) + 1 };
      return { value: valueOf(raw, notation), locator, raw };
    },
  };
}

function valueOf(raw: string, notation: Notation): number | null {
  if (isMissingText(raw)) return null;
  const read = readValueText(raw, notation);
  return read.kind === "number" && read.unit === null ? read.value : null;
}

/** The headers of a delimited table; none where the file is no such table. */
export function headersOf(file: SourceFile): readonly string[] {
  return tableHead(file)?.headers ?? [];
}

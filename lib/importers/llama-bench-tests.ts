import type { Importer, Reading } from "./importer";
import { isTestTable, readLlamaBenchTable } from "./llama-bench-markdown";
import type { MarkdownTable } from "./markdown-tables";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";
import { tableHead, visitRows } from "./table-text";

// The columns of llama-bench's printed table in a spreadsheet: `test,t/s` over `pp512,1234.5`.
export const llamaBenchTests: Importer = {
  id: "llama-bench-tests",
  label: "Tests named as llama-bench does (CSV)",
  version: "1",
  recognises: (file) => tableOf(file) !== null,
  read(file): Reading {
    const table = tableHead(file)!;
    const { headers } = tableOf(file)!;
    const problems = new ProblemList();
    const rows: MarkdownTable["rows"] = [];
    const visit = (fields: string[], line: number) => {
      rows.push({ cells: fields.slice(0, headers.length).map((cell) => cell.trim()), line });
    };
    const { lines } = visitRows(file, table, problems, visit);
    const place = (row: number, column: number) => ({ line: rows[row]!.line, column: column + 1 });
    const read = readLlamaBenchTable({ headers, rows, after: null }, place);
    problems.addAll(read.problems);
    return { drafts: read.drafts, problems: problems.list(), columns: [], lines, notes: [] };
  },
};

function tableOf(file: SourceFile): Pick<MarkdownTable, "headers" | "rows"> | null {
  const head = tableHead(file);
  if (head === null || head.header !== null) return null;
  const table = { headers: head.headers, rows: head.rows.map((cells) => ({ cells, line: 0 })) };
  return isTestTable(table) ? table : null;
}

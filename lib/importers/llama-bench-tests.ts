import { findUnit } from "../points/units";
import { readCellTable, type CellTable } from "./cell-table";
import type { Importer, Reading } from "./importer";
import { benchTest } from "./llama-bench-markdown";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";
import { tableHead, visitRows } from "./table-text";

// Tests named as llama-bench names them, in any table without its column of models: `test,t/s` over `pp512,1234.5`. The rate of
// pp is that of reading the prompt, that of tg of writing; every other column means what it means in any table.
export const llamaBenchTests: Importer = {
  id: "llama-bench-tests",
  label: "Tests named as llama-bench does",
  version: "1",
  recognises(file) {
    const head = tableHead(file);
    return head !== null && head.header === null && withTests(cellsOf(file, head.rows, () => 0)) !== null;
  },
  read(file): Reading {
    const problems = new ProblemList();
    const rows: string[][] = [];
    const at: number[] = [];
    const visit = (fields: string[], line: number) => {
      rows.push(fields);
      at.push(line);
    };
    const { lines } = visitRows(file, tableHead(file)!, problems, visit);
    const table = withTests(cellsOf(file, rows, (row) => at[row] ?? tableHead(file)!.headerLine));
    const reading = table && readCellTable(table);
    if (!reading) return { drafts: [], problems: problems.list(), columns: [], notes: [] };
    problems.addAll(reading.problems);
    return { ...reading, problems: problems.list(), columns: [], lines };
  },
};

function cellsOf(file: SourceFile, rows: readonly string[][], lineOf: (row: number) => number): CellTable {
  const { headers } = tableHead(file)!;
  return {
    headers,
    rows: rows.map((row) => row.slice(0, headers.length)),
    locator: (row, column) => ({ line: lineOf(row), column: column + 1 }),
    sampleAt: { pointer: null, of: lineOf },
  };
}

/** The table with a rate of the prompt, of generation and of both in columns of their own; null where not every row is such a test. */
export function withTests({ headers, rows, locator, sampleAt }: CellTable): CellTable | null {
  const test = headers.indexOf("test");
  const rate = headers.findIndex((header) => findUnit(header)?.symbol === "tok/s");
  if (test < 0 || rate < 0 || rows.length === 0) return null;
  const tests = rows.map((row) => benchTest(row[test] ?? ""));
  if (!tests.every((each) => each !== null)) return null;
  const others = headers.flatMap((_, i) => (i === test || i === rate ? [] : [i]));
  const from = [test, ...others, rate, rate, rate, test, test];
  return {
    headers: [
      "scenario",
      ...others.map((i) => headers[i]!),
      ...["prompt (tok/s)", "generation (tok/s)", "total (tok/s)"],
      ...["input tokens", "output tokens"],
    ],
    rows: rows.map((row, i) => {
      const { prompt, generated } = tests[i]!;
      const cell = row[rate]!;
      const rates = [generated === 0, prompt === 0, prompt > 0 && generated > 0];
      return [
        row[test]!,
        ...others.map((column) => row[column]!),
        ...rates.map((isOf) => (isOf ? cell : null)),
        ...[String(prompt), String(generated)],
      ];
    }),
    locator: (row, column) => locator(row, from[column]!),
    sampleAt,
  };
}

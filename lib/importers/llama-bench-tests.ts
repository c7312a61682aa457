import { findUnit } from "../points/units";
import type { CellTable } from "./cell-table";
import type { Importer } from "./importer";
import { benchTest } from "./llama-bench-markdown";
import { cellsOf, readTurned } from "./table-cells";
import { tableHead } from "./table-text";

// Tests named as llama-bench names them, in any table without its column of models: `test,t/s` over `pp512,1234.5`. The rate of
// pp is that of reading the prompt, that of tg of writing; every other column means what it means in any table.
export const llamaBenchTests: Importer = {
  id: "llama-bench-tests",
  label: "Tests named as llama-bench does",
  version: "1",
  recognises(file) {
    const head = tableHead(file);
    if (head === null || head.header !== null) return false;
    return withTests(cellsOf(head.headers, head.rows, () => 0)) !== null;
  },
  read: (file) => readTurned(file, withTests),
};

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

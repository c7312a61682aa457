// Criterion's raw.csv (feature csv_output): a row a sample, whose measured value is of all its iterations together. The
// samples of a benchmark are of one process.
// Written by: https://github.com/bheisler/criterion.rs/blob/master/src/csv_report.rs
import { customMetricId } from "../points/metrics";
import { findUnit } from "../points/units";
import type { Draft } from "../runs/draft";
import type { Importer } from "./importer";
import { numberIn } from "./plain-number";
import { ProblemList } from "./problem-list";
import { emptySetup, type Setup } from "./setup-field";
import { statedDraft } from "./stated-metric";
import { tableHead, visitRows } from "./table-text";

const columns = ["group", "function", "value", "sample_measured_value", "unit", "iteration_count"] as const;

export const criterionCsv: Importer = {
  id: "criterion-csv",
  label: "Criterion (raw.csv)",
  version: "1",
  recognises: (file) => {
    const table = tableHead(file);
    return table !== null && columns.every((name) => table.headers.includes(name));
  },
  read: (file) => {
    const table = tableHead(file)!;
    const drafts: Draft[] = [];
    const problems = new ProblemList();
    visitRows(file, table, problems, (cells, line) => {
      const row = Object.fromEntries(
        columns.map((name) => [name, cells[table.headers.indexOf(name)]!.trim()]),
      );
      const where = { line, column: table.headers.indexOf("sample_measured_value") + 1 };
      drafts.push(...rowDrafts(row as Row, where, problems));
    });
    return { drafts, problems: problems.list(), columns: [], notes: [] };
  },
};

type Row = Record<(typeof columns)[number], string>;

function rowDrafts(row: Row, where: { line: number; column: number }, problems: ProblemList): Draft[] {
  const { sample_measured_value: raw, iteration_count: count, unit } = row;
  const [total, iterations] = [numberIn(raw), numberIn(count)];
  if (total === null || iterations === null || iterations < 1) {
    problems.add(where, `${raw} of ${count} iterations`, "a measured value and its iterations");
    return [];
  }
  const value = total / iterations;
  const conversions = [{ from: `${raw} ${unit}`, to: `${value} ${unit}`, by: `÷ ${count} iterations` }];
  const draft = statedDraft(setupOf([row.group, row.function, row.value].filter(Boolean).join("/")), {
    metric:
      findUnit(unit)?.dimension === "time" ? "execution_time" : customMetricId(unit || "measured value"),
    unit,
    cells: { mean: { value, locator: where, raw, conversions } },
    varies: "within-run",
  });
  return draft ? [{ ...draft, unnamedRun: 0 }] : [];
}

function setupOf(name: string): Setup {
  const setup = emptySetup();
  setup.case.scenario = name;
  setup.context.tool = "Criterion";
  return setup;
}

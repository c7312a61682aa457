// The table that lm-evaluation-harness prints (make_table): `Tasks` and `Version` stand in the first row of a task, the columns of
// the arrow and of ± have no names, and a measure is of the task and the filter.
import type { CellTable } from "./cell-table";
import { measureMetric } from "./lm-eval";

/** The table with all names in every row; null for any other. */
export function lmEvalTable({ headers, rows, locator, sampleAt }: CellTable): CellTable | null {
  const at = (name: string) => headers.findIndex((header) => header.trim().toLowerCase() === name);
  const task = Math.max(at("tasks"), at("groups"));
  const [metric, value, error] = [at("metric"), at("value"), at("stderr")];
  if (task < 0 || metric < 0 || value < 0 || error < 0) return null;
  const merged = [task, at("version")].filter((column) => column >= 0);
  const kept = [...headers.keys()].filter((i) => headers[i]!.trim() !== "");
  const last = new Map<number, string | null>();
  const named = (row: CellTable["rows"][number], column: number) => {
    if (!merged.includes(column)) return row[column] ?? null;
    if (row[column] !== null && row[column]!.trim() !== "") last.set(column, row[column]!);
    return last.get(column) ?? null;
  };
  return {
    headers: [...kept.map((i) => (i === task ? "scenario" : headers[i]!)), "measure"],
    rows: rows.map((row) => {
      const measure = row[metric]?.trim() ?? "";
      return [...kept.map((i) => (i === metric ? metricName(measure) : named(row, i))), measure];
    }),
    locator: (row, column) => locator(row, kept[column] ?? metric),
    sampleAt,
  };
}

function metricName(measure: string): string {
  return measureMetric(measure).replace(/^custom:/, "");
}

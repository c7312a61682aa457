import type { AuditedSetup } from "./audited-file";
import type { StatedRun } from "./stated-runs";

/**
 * The runs of a setup, each with what it states of the metrics, in their order. None where a metric is missing, or where
 * it is not plain which value of one metric belongs to which of another: a mean of products is no product of means.
 */
export function pairedRuns(setup: AuditedSetup, metrics: readonly string[]): StatedRun[][] {
  const { runs } = setup;
  for (const metric of metrics) if (!runs.has(metric)) return [];
  const columns = metrics.map((metric) => runs.get(metric)!);
  const { length } = columns[0]!;
  if (columns.every(isWhole)) return [columns.map((column) => column[0]!)];
  if (!columns.every((column) => column.length === length)) return [];
  const rows: StatedRun[][] = [];
  for (let i = 0; i < length; i++) rows.push(columns.map((column) => column[i]!));
  return rows.every(areOfOneRow) ? rows : [];
}

/** One run that has no name: the point itself. */
function isWhole(column: readonly StatedRun[]): boolean {
  return column.length === 1 && column[0]!.name === "";
}

/** In a table one run is one row; elsewhere its numbers stand in the order of the runs. */
function areOfOneRow(runs: readonly StatedRun[]): boolean {
  if (runs.every(({ name }) => name === "")) return true;
  const rows = runs.map(({ provenance: { locator } }) =>
    "column" in locator && locator.column !== undefined ? locator.line : null,
  );
  return rows.includes(null) || new Set(rows).size === 1;
}

import type { AuditedSetup } from "./audited-file";
import type { StatedRun } from "./stated-runs";

/**
 * The runs of a setup, each with what it states of the metrics, in their order. None where a metric is missing, or where
 * it is not plain which value of one metric belongs to which of another: a mean of products is no product of means.
 */
export function pairedRuns(setup: AuditedSetup, metrics: readonly string[]): readonly StatedRun[][] {
  const columns = metrics.map(setup.runsOf, setup);
  if (!columns.every((column) => column !== null)) return none;
  if (columns.every(isWhole)) return [columns.map(firstOf)];
  const { length } = columns[0]!;
  if (!columns.every((column) => column.length === length)) return none;
  const rows = columns[0]!.map((_, i) => columns.map((column) => column[i]!));
  return rows.every(areOfOneRow) ? rows : none;
}

const none: readonly StatedRun[][] = [];

/** One run that has no name: the point itself. */
function isWhole(column: readonly StatedRun[]): boolean {
  return column.length === 1 && column[0]!.name === "";
}

function firstOf([run]: readonly StatedRun[]): StatedRun {
  return run!;
}

/** In a table one run is one row; elsewhere its numbers stand in the order of the runs. */
function areOfOneRow(runs: readonly StatedRun[]): boolean {
  if (runs.every(({ name }) => name === "")) return true;
  const rows = runs.map(({ provenance: { locator } }) =>
    "column" in locator && locator.column !== undefined ? locator.line : null,
  );
  return rows.includes(null) || new Set(rows).size === 1;
}

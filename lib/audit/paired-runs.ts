import type { AuditedSetup } from "./audited-file";
import type { StatedRun } from "./stated-runs";

/**
 * The runs of a setup, each with what it states of the metrics, in their order. None where a metric is missing, or where
 * it is not plain which value of one metric belongs to which of another: a mean of products is no product of means.
 */
export function pairedRuns(setup: AuditedSetup, metrics: readonly string[]): readonly StatedRun[][] {
  const columns: (readonly StatedRun[])[] = [];
  for (const metric of metrics) {
    const runs = setup.runsOf(metric);
    if (runs === null) return none;
    columns.push(runs);
  }
  const { length } = columns[0]!;
  const whole: StatedRun[] = [];
  for (const column of columns) if (isWhole(column)) whole.push(column[0]!);
  if (whole.length === columns.length) return [whole];
  if (!columns.every((column) => column.length === length)) return [];
  const rows: StatedRun[][] = [];
  for (let i = 0; i < length; i++) rows.push(columns.map((column) => column[i]!));
  return rows.every(areOfOneRow) ? rows : [];
}

const none: readonly StatedRun[][] = [];

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

import type { Point } from "../points/point";
import { emptyStats } from "../points/point";
import type { AuditedSetup } from "./audited-file";
import { statedRuns, type StatedRun } from "./stated-runs";

/**
 * The runs of a setup, each with what it states of the metrics, in their order. None where a metric is missing, or where
 * it is not plain which value of one metric belongs to which of another: a mean of products is no product of means.
 */
export function pairedRuns(setup: AuditedSetup, metrics: readonly string[]): StatedRun[][] {
  if (!metrics.every((metric) => setup.byMetric.get(metric)?.value != null)) return [];
  const columns = metrics.map((metric) => runsOrRows(setup.byMetric.get(metric)!));
  const { length } = columns[0]!;
  if (!columns.every((column) => column.length === length)) return [];
  const rows: StatedRun[][] = [];
  for (let i = 0; i < length; i++) rows.push(columns.map((column) => column[i]!));
  return rows.every(areOfOneRow) ? rows : [];
}

/** Rows that are a run each and state one value each are kept as samples only: each has its line. */
function runsOrRows(point: Point): readonly StatedRun[] {
  const { samples, runs, statistic, provenance } = point;
  if (runs.length > 0 || samples === null || samples.varies !== "between-run") return statedRuns(point);
  return Array.from(samples.values, (value, i) => {
    const line = samples.at[i]!;
    return {
      point,
      name: `L${line}: `,
      stats: { ...emptyStats(), [statistic]: value },
      provenance: { locator: { ...provenance.locator, line }, raw: String(value), conversions: [] },
      context: point.context,
      computed: false,
    };
  });
}

/** In a table one run is one row; elsewhere its numbers stand in the order of the runs. */
function areOfOneRow(runs: readonly StatedRun[]): boolean {
  if (runs.every(({ name }) => name === "")) return true;
  const rows = runs.map(({ provenance: { locator } }) =>
    "column" in locator && locator.column !== undefined ? locator.line : null,
  );
  return rows.includes(null) || new Set(rows).size === 1;
}

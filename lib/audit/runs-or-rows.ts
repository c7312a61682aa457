import { emptyStats, type Point } from "../points/point";
import { statedRuns, type StatedRun } from "./stated-runs";

/** Rows that are a run each and state one value each are kept as samples only: each has its line. */
export function runsOrRows(point: Point): readonly StatedRun[] {
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

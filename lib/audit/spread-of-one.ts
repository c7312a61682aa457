import type { Finding } from "../points/finding";
import { findMetric } from "../points/metrics";
import type { Point, Stats } from "../points/point";
import type { Place } from "../points/provenance";
import { printedNumber } from "./printed-limits";
import type { Rule } from "./rule";
import { findingOf, statedRuns, type StatedRun } from "./stated-runs";

const id = "spread-of-one";

/** One value has no spread. */
export const spreadOfOne: Rule = {
  id,
  title: "Spread of one value",
  levels: ["inconsistent", "unusual"],
  inequality: "n = 1: no sd above 0",
  voidWhen:
    "N is not written in the file but follows from its format; an sd of 0, which tools write for one value. Where n stands in a row of several metrics, or percentiles beside the mean are other than it, n may count runs and sd be of requests: of a table that is unusual.",
  source: "definition of the standard deviation",
  *check({ summarised, points }) {
    const others = (point: Point) => points.filter(({ metric }) => metric !== point.metric);
    for (const point of summarised) {
      if (point.runs.length === 0 && (point.stats.n !== 1 || point.provenance.statistics?.sd === undefined))
        continue;
      for (const run of statedRuns(point)) {
        const found = contradiction(run, others);
        if (found !== null) yield found;
      }
    }
  },
};

function contradiction(
  { point, name, stats, provenance, context }: StatedRun,
  others: (point: Point) => readonly Point[],
): Finding | null {
  const { n, sd } = provenance.statistics ?? {};
  if (stats.n !== 1 || !n || !sd || !(Number(printedNumber(sd.raw)) > 0)) return null;
  const { label } = findMetric(point.metric, point.unit);
  const isTable = context.tool === null;
  const isOfRuns = isTable && (areSeveral(stats) || others(point).some((other) => isBeside(n, other)));
  return findingOf(id, isOfRuns ? "unusual" : "inconsistent", {
    title: "A spread of one value",
    says: `${label}: ${name}a standard deviation is stated of one value. ${isOfRuns ? "n may count runs, and sd be of the requests of one" : "n or sd is of something else"}; no interval is computed.`,
    sum: `n = ${n.raw.trim()}, sd ${sd.raw.trim()}`,
    cells: [
      { point: point.id, statistic: "n" },
      { point: point.id, statistic: "sd" },
    ],
  });
}

/** Whether several values must stand behind statistics: one has no percentile other than itself. */
function areSeveral({ mean, median, p90, p95, p99, min, max }: Stats): boolean {
  const stated = [mean, median, p90, p95, p99, min, max].filter((each) => each !== null);
  return new Set(stated).size > 1;
}

/** Whether n stands in a row with another metric, and so may be of the row. */
function isBeside({ locator }: Place, { provenance }: Point): boolean {
  const line = "line" in locator ? locator.line : undefined;
  return line !== undefined && "line" in provenance.locator && provenance.locator.line === line;
}

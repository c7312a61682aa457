import type { Finding } from "../points/finding";
import { findMetric } from "../points/metrics";
import { printedNumber } from "./printed-limits";
import type { Rule } from "./rule";
import { findingOf, statedRuns, type StatedRun } from "./stated-runs";

const id = "spread-of-one";

/** One value has no spread. */
export const spreadOfOne: Rule = {
  id,
  title: "Spread of one value",
  levels: ["inconsistent"],
  inequality: "n = 1: no sd above 0",
  voidWhen:
    "N is not written in the file but follows from its format; an sd of 0, which tools write for one value.",
  source: "definition of the standard deviation",
  *check({ summarised }) {
    for (const point of summarised) {
      if (point.runs.length === 0 && (point.stats.n !== 1 || point.provenance.statistics?.sd === undefined))
        continue;
      for (const run of statedRuns(point)) {
        const found = contradiction(run);
        if (found !== null) yield found;
      }
    }
  },
};

function contradiction({ point, name, stats, provenance }: StatedRun): Finding | null {
  const { n, sd } = provenance.statistics ?? {};
  if (stats.n !== 1 || !n || !sd || !(Number(printedNumber(sd.raw)) > 0)) return null;
  const { label } = findMetric(point.metric, point.unit);
  return findingOf(id, "inconsistent", {
    title: "A spread of one value",
    says: `${label}: ${name}a standard deviation is stated of one value. n or sd is of something else; no interval is computed.`,
    sum: `n = ${n.raw.trim()}, sd ${sd.raw.trim()}`,
    cells: [
      { point: point.id, statistic: "n" },
      { point: point.id, statistic: "sd" },
    ],
  });
}

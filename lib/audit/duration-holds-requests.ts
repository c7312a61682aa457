import type { Finding } from "../points/finding";
import type { Stats } from "../points/point";
import type { Rule } from "./rule";
import { runDuration } from "./run-duration";
import { findingOf, stated, statedRuns, type StatedRun } from "./stated-runs";

const id = "duration-holds-requests";
const slack = 1.02;

/** A run lasts from its first request to the end of its last. */
export const durationHoldsRequests: Rule = {
  id,
  title: "A run holds its requests",
  levels: ["inconsistent"],
  inequality: "longest latency ≤ duration of the run",
  voidWhen: "The duration is not stated, or the tool measures only a part of the run.",
  source: "definition of the duration",
  *check({ measured }) {
    for (const { point } of ["e2e_latency", "ttft"].flatMap(measured)) {
      if (point.runs.length === 0 && point.context.run_duration === null) continue;
      for (const run of statedRuns(point)) {
        const found = contradiction(run);
        if (found !== null) yield found;
      }
    }
  },
};

const longest: readonly (keyof Stats)[] = ["max", "p99", "p95", "p90", "median", "mean"];

function contradiction(run: StatedRun): Finding | null {
  const duration = runDuration(run.context);
  const statistic = longest.find((name) => run.stats[name] !== null);
  const latency = statistic && stated(run, statistic);
  if (duration === null || !latency || latency.value <= duration.seconds * 1000) return null;
  if (latency.limits.low <= duration.limits.high * 1000 * slack) return null;
  return findingOf(id, "inconsistent", {
    title: "A request longer than its run",
    says: `${run.name}A request took longer (${statistic}) than the run that it belongs to. Both cannot be right.`,
    sum: `${latency.text} > ${duration.text}`,
    cells: [latency.cell, { point: run.point.id, field: "run_duration" }],
  });
}

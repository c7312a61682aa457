import type { Metric } from "../points/metrics";
import { holm } from "../stats/adjusted-p";
import { moments } from "../stats/moments";
import type { Summary } from "../stats/summary";
import { welch } from "../stats/welch";
import type { ChartPoint } from "./chart-point";
import type { Asked } from "./mark-of";

/** As many runs as a review asks for unless it says otherwise. */
const leastRuns = 3;
const alpha = 0.05;

export interface TrendSteps {
  /** Points that are worse than the one before them on their line, with Holm's p. */
  worse: ReadonlyMap<ChartPoint, number>;
  /** Steps that the adjusted p count. */
  tested: number;
}

/** Holds each point of a line against the one before it, by Welch's test; claims and single runs take part in none. */
export function trendSteps(
  lines: readonly (readonly ChartPoint[])[],
  metric: Metric,
  asked: Asked,
): TrendSteps {
  const steps = lines.flatMap((line) =>
    line.flatMap((point, at) => {
      const [before, now] = [runsOf(line[at - 1], asked), runsOf(point, asked)];
      const found = before && now && welch(now, before, asked.level / 100);
      return found ? [{ point, ...found }] : [];
    }),
  );
  const adjusted = holm(steps.map(({ p }) => p));
  const isWorse = (difference: number) =>
    metric.better !== "not stated" && difference < 0 === (metric.better === "higher");
  const worse = steps.flatMap(({ point, difference }, i) =>
    isWorse(difference) && adjusted[i]! < alpha ? [[point, adjusted[i]!] as const] : [],
  );
  return { worse: new Map(worse), tested: steps.length };
}

/** n, mean and sd over runs; null where there are too few, or nobody knows how they spread. */
function runsOf(point: ChartPoint | undefined, { statistic }: Asked): Summary | null {
  if (point === undefined || point.evidence === "claim") return null;
  const own = point.runStats?.[statistic];
  const isOfRuns = statistic === point.statistic && (point.interval?.varies ?? "within-run") !== "within-run";
  const found = own ? moments(own) : isOfRuns ? { ...point.stats, mean: point.value } : null;
  return found !== null && (found.n ?? 0) >= leastRuns ? found : null;
}

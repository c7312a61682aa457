import type { Statistic } from "../points/point";
import type { ChartPoint } from "./chart-point";
import { countOf } from "./mark-of";
import { isBareTail } from "./tail-note";

/** What a reader of many points must know before trusting their whiskers or their tails, one sentence each. */
export function cautions(points: readonly ChartPoint[], statistic: Statistic): string[] {
  const alike = points.filter((point) => point.statistic === statistic && isWidened(point)).length;
  const bare = points.filter((point) => isBareTail(point, statistic)).length;
  return [
    alike > 0 &&
      `The intervals of ${countOf(alike, "point")} count fewer values than n: neighbouring values within the run are alike.`,
    bare > 0 &&
      `${countOf(bare, "point")} ${bare === 1 ? "has" : "have"} too few values for a ${statistic}: it is hardly more than the largest of them.`,
  ].filter((note) => typeof note === "string");
}

function isWidened({ interval }: ChartPoint): boolean {
  return interval?.correlation !== undefined && interval.correlation.effectiveN < (interval.n ?? 0);
}

import { dayNumber } from "../points/day";
import { trendAxes, type TrendAxis } from "../view/trend-axes";
import { caseLines, type CaseLines } from "./case-lines";
import type { ChartPoint } from "./chart-point";
import { compareVersions } from "./compare-versions";
import { mergePoints } from "./merge-points";

/** A metric that changed over versions or days, and how many points show it. */
export interface Trend {
  metric: string;
  /** The one with most points first. */
  axes: { x: TrendAxis; count: number }[];
}

/**
 * Joins the points of one setup over its versions or days. Over days the version may change as well, unless two of them
 * were measured on one day: then each version is a line of its own.
 */
export function trendLines(points: readonly ChartPoint[], x: TrendAxis): CaseLines {
  if (x === "system_version") return caseLines(points, ["system_version"], byVersion(points));
  const day = ({ measuredOn }: ChartPoint) => (measuredOn === undefined ? null : dayNumber(measuredOn));
  const upgraded = caseLines(points, ["system_version"], day);
  const once = upgraded.lines.filter((line) => new Set(line.map(day)).size === line.length);
  const left = new Set([...upgraded.lines.filter((line) => !once.includes(line)).flat(), ...upgraded.alone]);
  const rest = caseLines(
    points.filter((point) => left.has(point)),
    [],
    day,
  );
  return { lines: [...once, ...rest.lines], alone: rest.alone };
}

/** Places for versions, in the order in which they came. */
function byVersion(points: readonly ChartPoint[]): (point: ChartPoint) => number | null {
  const places = new Map(versionsOf(points).map((version, at) => [version, at]));
  return ({ case: of }) => places.get(of.system_version ?? "") ?? null;
}

export function versionsOf(points: readonly ChartPoint[]): string[] {
  const versions = new Set(points.flatMap(({ case: of }) => of.system_version ?? []));
  return Array.from(versions).sort(compareVersions);
}

/** The trends of a metric's points; empty where no setup has two versions or days. */
export function trendsIn(points: readonly ChartPoint[]): Trend["axes"] {
  const found = trendAxes.map((x) => ({ x, count: countDrawn(points, x) }));
  return found.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

function countDrawn(points: readonly ChartPoint[], x: TrendAxis): number {
  const placed = points.filter((point) => point.value !== null && placeText(point, x) !== null);
  if (new Set(placed.map((point) => placeText(point, x))).size < 2) return 0;
  const merged = mergePoints(placed, x === "measured_at").map(({ point }) => point);
  return trendLines(merged, x).lines.reduce((sum, line) => sum + line.length, 0);
}

function placeText(point: ChartPoint, x: TrendAxis): string | null {
  return x === "measured_at" ? (point.measuredOn ?? null) : point.case.system_version;
}

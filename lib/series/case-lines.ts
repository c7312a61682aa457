import { caseFields, type CaseField } from "../points/case";
import type { ChartPoint } from "./chart-point";
import { groupBy } from "../points/group-by";

/** Points that may be joined by a line, and those that have no neighbour to be joined with. */
export interface CaseLines {
  lines: ChartPoint[][];
  alone: ChartPoint[];
}

/**
 * Gathers the points of one case but for the fields along the line. The files' own further fields must agree too;
 * points left alone by that are joined without them where no two of them stand at one x. Evidence is never mixed with
 * claims.
 *
 * @param along the fields that may differ along a line
 * @param xOf a point's place along it; null keeps the point out of every line
 */
export function caseLines(
  points: readonly ChartPoint[],
  along: readonly CaseField[],
  xOf: (point: ChartPoint) => number | null,
): CaseLines {
  const placed = points.filter((point) => xOf(point) !== null);
  const fixed = caseFields.filter((field) => !along.includes(field));
  const strict = Array.from(groupBy(placed, (point) => lineKey(point, fixed, true)).values());
  const lines = strict.filter((group) => countXs(group, xOf) > 1);
  const left = strict.filter((group) => countXs(group, xOf) === 1).flat();
  const loose = Array.from(groupBy(left, (point) => lineKey(point, fixed, false)).values());
  const joined = loose.filter((group) => group.length > 1 && countXs(group, xOf) === group.length);
  const alone = [
    ...points.filter((point) => xOf(point) === null),
    ...loose.filter((group) => !joined.includes(group)).flat(),
  ];
  const sorted = [...lines, ...joined].map((line) => line.sort((a, b) => (xOf(a) ?? 0) - (xOf(b) ?? 0)));
  return { lines: sorted, alone };
}

/** Put together by hand: a hundred thousand of them are made where a page asks which metrics have a trend. */
function lineKey(
  { evidence, case: of }: ChartPoint,
  fixed: readonly CaseField[],
  withExtra: boolean,
): string {
  let key = String(evidence === "claim");
  for (const field of fixed) key += `\u0000${of[field] ?? "\u0001"}`;
  const extra = withExtra ? Object.entries(of.extra) : [];
  return extra.length === 0 ? key : key + JSON.stringify(extra.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countXs(points: readonly ChartPoint[], xOf: (point: ChartPoint) => number | null): number {
  return new Set(points.map(xOf)).size;
}

import { caseKey } from "../points/case";
import type { Statistic } from "../points/point";
import type { ParetoAxes } from "../view/pareto-axes";
import { chartValue } from "./chart-interval";
import type { ChartPoint } from "./chart-point";
import { groupBy } from "../points/group-by";
import type { MergedPoint } from "./merge-points";

/** The points of y that have one of x, and for each its partner by the point's id. */
export interface ParetoPairs {
  points: MergedPoint[];
  across: ReadonlyMap<string, ChartPoint>;
  /** Points of y with a value and no partner. */
  alone: number;
}

/**
 * Finds for each point of y the one of x: of the same case and of the same files, a claim for a claim. Where a case has
 * several on either axis nobody knows which belong together, and none is drawn.
 */
export function paretoPairs(
  merged: readonly MergedPoint[],
  axes: ParetoAxes,
  statistics: { x: Statistic; y: Statistic },
): ParetoPairs {
  const holding = (axis: "x" | "y") =>
    merged.filter(
      ({ point }) => point.metric === axes[axis].id && chartValue(point, statistics[axis]) !== null,
    );
  const xs = groupBy(holding("x"), pairKey);
  const ys = groupBy(holding("y"), pairKey);
  const across = new Map<string, ChartPoint>();
  const points: MergedPoint[] = [];
  let alone = 0;
  for (const [key, group] of ys) {
    const partners = xs.get(key) ?? [];
    const [only, partner] = [group[0], partners[0]];
    if (group.length !== 1 || partners.length !== 1 || only === undefined || partner === undefined) {
      alone += group.length;
      continue;
    }
    across.set(only.point.id, partner.point);
    points.push(only);
  }
  return { points, across, alone };
}

function pairKey({ point, datasets }: MergedPoint): string {
  return JSON.stringify([point.evidence === "claim", [...datasets].sort(), caseKey(point.case)]);
}

/** Whether both values rest on the same measurement: one of them is derived from the other, or both from one. */
export function restOnOne(a: ChartPoint, b: ChartPoint): boolean {
  const behind = ({ id, parts, derivation }: ChartPoint) => derivation?.parts ?? [id, ...parts];
  return behind(a).some((part) => behind(b).includes(part));
}

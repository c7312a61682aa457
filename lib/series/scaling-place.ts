import type { Interval } from "../points/interval";
import type { ScalingY } from "../view/view";
import type { ScalingLine, ScalingPoint } from "./series";

/** A point of a line where the chart has it. */
export interface PlacedPoint {
  x: number;
  y: number;
  interval: Interval | null;
}

/**
 * Where a point stands: for the speed-up x is accelerators over the base's, so that systems with other smallest counts
 * share one ideal line; for the values it is the count itself.
 */
export function placedAt(point: ScalingPoint, line: Pick<ScalingLine, "base">, y: ScalingY): PlacedPoint {
  if (y === "speedup")
    return { x: point.accelerators / line.base, y: point.speedup, interval: point.speedupInterval };
  return { x: point.accelerators, y: point.mark.value ?? 0, interval: point.mark.interval };
}

import type { Point } from "@/lib/points/point";

/** A point that must be there: its metric and value, and what tells it from others of its metric. */
export interface Figure {
  metric: string;
  value: number;
  case?: object;
  stats?: object;
}

/** Whether one of the points is that figure; numbers agree to nine digits. */
export function hasPoint(
  points: readonly Point[],
  { metric, value, case: of = {}, stats = {} }: Figure,
): boolean {
  return points.some((point) => holds(point, { metric, value, case: of, stats }));
}

function holds(found: unknown, asked: unknown): boolean {
  if (typeof asked === "number")
    return typeof found === "number" && Math.abs(found - asked) <= 1e-9 * Math.abs(asked);
  if (typeof asked !== "object" || asked === null) return found === asked;
  if (typeof found !== "object" || found === null) return false;
  return Object.entries(asked).every(([key, member]) =>
    holds((found as Record<string, unknown>)[key], member),
  );
}

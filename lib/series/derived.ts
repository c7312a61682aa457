import type { ChartPoint } from "./chart-point";

export function derivedEfficiency(_points: readonly ChartPoint[]): ChartPoint[] {
  return [];
}

import { findMetric, type Metric } from "../points/metrics";
import type { View } from "./view";

/** What may run along x, the first where a view does not say: what one user sees. */
export const paretoX = ["tokens_per_second_per_user", "ttft", "e2e_latency"] as const;

/** What may run up y: what the system gives, for each accelerator or in all. */
export const paretoY = ["tokens_per_second_per_gpu", "output_tokens_per_second"] as const;

export interface ParetoAxes {
  x: Metric;
  y: Metric;
}

/** The two metrics of a Pareto chart. */
export function paretoAxes({ x, y }: Pick<View, "x" | "y">): ParetoAxes {
  const alongX = paretoX.find((id) => id === x) ?? paretoX[0];
  const upY = paretoY.find((id) => id === y) ?? paretoY[0];
  return { x: findMetric(alongX), y: findMetric(upY) };
}

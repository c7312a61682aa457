import type { View } from "./view";

/** What of a view decides which points it is drawn from: another one needs another page. */
export function dataKey({ metric, x, y }: Pick<View, "metric" | "x" | "y">): string {
  return metric === "pareto" ? [metric, x, y].join(" ") : metric;
}

/** What a trend runs along: the versions of a system in their order, or the days of measuring. */
export const trendAxes = ["system_version", "measured_at"] as const;
export type TrendAxis = (typeof trendAxes)[number];

export function isTrendAxis(x: string | null): x is TrendAxis {
  return trendAxes.some((axis) => axis === x);
}

export const trendLabel: Record<TrendAxis, string> = {
  system_version: "System version",
  measured_at: "Day measured",
};

import { criticalT } from "../stats/t-distribution";
import type { Mark } from "./series";

/** From an interval back to the standard error that it was made of; null where there is none, and of order statistics. */
export function standardError({ value, interval }: Pick<Mark, "value" | "interval">): number | null {
  if (interval === null || value === null) return null;
  const { low, high, level, method, n, df, correlation } = interval;
  if (method === "order-statistic") return null;
  const values = correlation?.effectiveN ?? n;
  const freedom = method === "log-ratio" ? (df ?? NaN) : values === null ? Infinity : values - 1;
  const t = criticalT(level, freedom);
  if (t === null) return null;
  return method === "log-ratio" ? (value * Math.log(high / low)) / 2 / t : (high - low) / 2 / t;
}

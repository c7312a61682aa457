import type { Stats } from "../points/point";

/** How many statistics are stated, beside the number of values. */
export function countOf({ mean, sd, median, p90, p95, p99, min, max }: Stats): number {
  let count = 0;
  if (mean !== null) count++;
  if (sd !== null) count++;
  if (median !== null) count++;
  if (p90 !== null) count++;
  if (p95 !== null) count++;
  if (p99 !== null) count++;
  if (min !== null) count++;
  if (max !== null) count++;
  return count;
}

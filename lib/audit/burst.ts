import type { Point } from "../points/point";

/** Whether a rate is that of its fastest moments: tokens reach a client in bunches, which no hardware made as fast. */
export function isBurst({ statistic }: Point): boolean {
  return statistic !== "mean" && statistic !== "median";
}

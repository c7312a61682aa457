import type { Metric } from "../points/metrics";
import type { Point } from "../points/point";
import { printedNumber } from "./printed-limits";

/** A measured number of one run by the digits that its cell prints. */
export interface PrintedValue {
  point: Point;
  metric: Metric;
  /** `0.00`, `27432.55` */
  text: string;
}

const measured = new Set(["time", "token-rate", "request-rate", "sample-rate", "power"]);

/** The digits of a time, rate or power that is one printed number; null for raw samples, and what is derived from others. */
export function printedNumberOf(point: Point, { dimension }: Metric): string | null {
  if (!measured.has(dimension) || point.samples !== null || point.derivation !== null) return null;
  return printedNumber(point.provenance.raw);
}

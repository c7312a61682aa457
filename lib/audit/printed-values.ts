import { findMetric, type Metric } from "../points/metrics";
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

/** A time, rate or power that is one printed number; null for raw samples, and what is derived from others. */
export function printedValue(point: Point): PrintedValue | null {
  const { metric: id, value, samples, derivation, provenance } = point;
  if (value === null || samples !== null || derivation !== null) return null;
  const metric = findMetric(id);
  const text = measured.has(metric.dimension) ? printedNumber(provenance.raw) : null;
  return text === null ? null : { point, metric, text };
}

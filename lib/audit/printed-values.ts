import { findMetric, type Metric } from "../points/metrics";
import type { Point } from "../points/point";
import { onceAFile } from "./once-a-file";
import { printedNumber } from "./printed-limits";

/** A measured number of one run by the digits that its cell prints. */
export interface PrintedValue {
  point: Point;
  metric: Metric;
  /** `0.00`, `27432.55` */
  text: string;
}

const measured = new Set(["time", "token-rate", "request-rate", "sample-rate", "power"]);

/** The times, rates and powers of a file that are one printed number each: no raw samples, nothing derived from others. */
export const printedValues = onceAFile(({ points }): PrintedValue[] => {
  const metrics = new Map<string, Metric>();
  return points.flatMap((point) => {
    const { metric: id, unit, value, samples, derivation, provenance } = point;
    if (value === null || samples !== null || derivation !== null || id.startsWith("custom:")) return [];
    const metric = metrics.get(id) ?? findMetric(id, unit);
    metrics.set(id, metric);
    const text = measured.has(metric.dimension) ? printedNumber(provenance.raw) : null;
    return text === null ? [] : [{ point, metric, text }];
  });
});

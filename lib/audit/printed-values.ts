import { findMetric, type Metric } from "../points/metrics";
import { groupBy } from "../points/group-by";
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
  const printed: PrintedValue[] = [];
  for (const point of points) {
    const { metric: id, unit, value, samples, derivation, provenance } = point;
    if (value === null || samples !== null || derivation !== null || id.startsWith("custom:")) continue;
    const metric = findMetric(id, unit);
    const text = measured.has(metric.dimension) ? printedNumber(provenance.raw) : null;
    if (text !== null) printed.push({ point, metric, text });
  }
  return printed;
});

export const printedByMetric = onceAFile((file) => groupBy(printedValues(file), ({ metric }) => metric.id));

import { numberFields, type NumberField } from "@/lib/points/case";
import { isLatency, type Metric } from "@/lib/points/metrics";
import { statistics, type Statistic } from "@/lib/points/point";
import type { ChartPoint } from "@/lib/series/chart-point";

/** What of a tab's points can be chosen: statistics that some point holds, and number fields that differ among them. */
export interface Choices {
  /** Empty where the metric has one statistic. */
  statistics: Statistic[];
  axes: NumberField[];
}

export function choicesOf(points: readonly ChartPoint[], metric: Metric): Choices {
  const held = statistics.filter(
    (name) => name === metric.statistic || points.some((point) => point.stats[name] !== null),
  );
  return {
    statistics: isLatency(metric) ? held : [],
    axes: numberFields.filter((field) => varies(points, field)),
  };
}

/** Only along a field with at least two values does an x axis say anything. */
function varies(points: readonly ChartPoint[], field: NumberField): boolean {
  return new Set(points.map((point) => point.case[field]).filter((value) => value !== null)).size > 1;
}

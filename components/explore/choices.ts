import { numberFields, type NumberField } from "@/lib/points/case";
import { isLatency, type Metric } from "@/lib/points/metrics";
import { statistics, type Statistic } from "@/lib/points/point";
import type { ChartPoint } from "@/lib/series/chart-point";
import type { ExploreData } from "@/lib/series/explore-model";
import { trendAxes, type TrendAxis } from "@/lib/view/trend-axes";
import type { View } from "@/lib/view/view";

/** What of a tab's points can be chosen: statistics that some point holds, number fields that differ among them, trends. */
export interface Choices {
  /** Empty where the metric has one statistic. */
  statistics: Statistic[];
  axes: (NumberField | TrendAxis)[];
}

export function choicesOf({ points, trends = [] }: ExploreData, view: View, metric: Metric): Choices {
  const trend = trends.find((each) => each.metric === view.metric);
  const held = statistics.filter(
    (name) => name === metric.statistic || points.some((point) => point.stats[name] !== null),
  );
  return {
    statistics: isLatency(metric) ? held : [],
    axes: [
      ...numberFields.filter((field) => varies(points, field)),
      ...trendAxes.filter((axis) => trend?.axes.some(({ x }) => x === axis)),
    ],
  };
}

/** Only along a field with at least two values does an x axis say anything. */
function varies(points: readonly ChartPoint[], field: NumberField): boolean {
  return new Set(points.map((point) => point.case[field]).filter((value) => value !== null)).size > 1;
}

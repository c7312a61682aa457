import { histogramFigure } from "@/lib/figure/histogram-figure";
import type { Statistic } from "@/lib/points/point";
import type { TableRow } from "@/lib/series/explore-model";

interface Props {
  row: TableRow;
  statistic: Statistic;
}

/** How the values behind a point are spread, with their interval above; nothing where the file holds no values. */
export function SampleHistogram({ row, statistic }: Props) {
  const { point, value, interval, slot, n } = row;
  const values = statistic === point.statistic ? point.strip : (point.runStats?.[statistic] ?? null);
  if (values === null || values.length < 2) return null;
  const what = interval?.varies === "between-run" ? "runs" : "samples";
  const of = { values, of: Math.max(values.length, n ?? 0), value, interval, slot, unit: point.unit, what };
  return <div className="histogram" dangerouslySetInnerHTML={{ __html: histogramFigure(of, 352) }} />;
}

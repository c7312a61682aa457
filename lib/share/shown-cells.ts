import type { ShownOf } from "../export/points-csv";
import type { Interval } from "../points/interval";
import type { ExploreModel, TableRow } from "../series/explore-model";
import type { ScalingPoint } from "../series/series";

/**
 * What a view shows of each of its points, for its CSV: value, n and interval of the point's row, which of a row that stands
 * on several files are of all of them together, speed-up and efficiency where the view is of scaling, and the point's file.
 */
export function shownCells({ rows, series }: ExploreModel, fileOf: (id: string) => string): ShownOf {
  const isSpeedup = series.kind === "scaling" && series.unit !== rows[0]?.point.unit;
  const lines = series.kind === "scaling" ? series.lines : [];
  const scaling = new Map(lines.flatMap(({ points }) => points.map((point) => [point.mark.pointId, point])));
  const byId = new Map(
    rows.flatMap((row) => [row.pointId, ...row.point.parts].map((id) => [id, row] as const)),
  );
  return ({ id, metric }) => {
    const row = byId.get(id);
    const file = { shown_file: fileOf(id) };
    if (row === undefined || row.point.metric !== metric) return file;
    // A speed-up is no value of the point: it has columns of its own.
    return { ...file, ...(isSpeedup ? {} : cellsOf(row)), ...scalingCells(scaling.get(row.pointId)) };
  };
}

function scalingCells(point: ScalingPoint | undefined): ReturnType<ShownOf> {
  if (point === undefined) return {};
  const { speedup, speedupInterval, efficiency, efficiencyInterval } = point;
  return {
    shown_speedup: speedup,
    ...ends("shown_speedup", speedupInterval),
    shown_efficiency_percent: efficiency,
    ...ends("shown_efficiency_percent", efficiencyInterval),
  };
}

function ends(
  of: "shown_speedup" | "shown_efficiency_percent",
  interval: Interval | null,
): ReturnType<ShownOf> {
  return interval === null ? {} : { [`${of}_low`]: interval.low, [`${of}_high`]: interval.high };
}

function cellsOf({ value, n, interval }: TableRow): ReturnType<ShownOf> {
  return {
    ...(value !== null && { shown_value: value }),
    ...(n !== null && { shown_n: n }),
    ...(interval !== null && {
      shown_low: interval.low,
      shown_high: interval.high,
      shown_level: interval.level,
      shown_method: interval.method,
    }),
  };
}

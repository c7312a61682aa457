import type { ShownOf } from "../export/points-csv";
import type { ExploreModel, TableRow } from "../series/explore-model";

/**
 * What a view shows of each of its points, for its CSV: value, n and interval of the point's row, which of a row that stands
 * on several files are of all of them together, and the point's file. A speedup is no value of the point, and is left out.
 */
export function shownCells({ rows, series }: ExploreModel, fileOf: (id: string) => string): ShownOf {
  const isSpeedup = series.kind === "scaling" && series.unit !== rows[0]?.point.unit;
  const byId = new Map(
    isSpeedup ? [] : rows.flatMap((row) => [row.pointId, ...row.point.parts].map((id) => [id, row] as const)),
  );
  return ({ id, metric }) => {
    const row = byId.get(id);
    const file = { shown_file: fileOf(id) };
    return row === undefined || row.point.metric !== metric ? file : { ...file, ...cellsOf(row) };
  };
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

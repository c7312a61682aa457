import type { TableRow } from "../series/explore-model";

/** The rows that a view shows, as numbers: of a row that stands on several points its own value, and the ids of those. */
export function shownJson(rows: readonly TableRow[]): object[] {
  return rows.map(({ pointId, point, group, label, detail, statistic, value, missing, n, ...row }) => ({
    point: pointId,
    parts: point.parts,
    ...{ group, label, detail, metric: point.metric, unit: point.unit, statistic, value, missing, n },
    ...{ interval: row.interval, evidence: row.evidence, audit: row.audit, file: row.file, place: row.place },
  }));
}

import type { ChartPoint } from "./chart-point";
import type { TableRow } from "./explore-model";
import type { Mark } from "./series";

/** A mark of the chart as a row of its table twin. */
export function tableRow(
  point: ChartPoint,
  mark: Mark,
  row: Pick<TableRow, "group" | "label" | "detail" | "slot">,
): TableRow {
  return {
    pointId: mark.pointId,
    statistic: mark.statistic,
    group: row.group,
    label: row.label,
    detail: row.detail,
    slot: row.slot,
    evidence: mark.evidence,
    value: mark.value,
    text: mark.text,
    spread: mark.spread,
    interval: mark.interval,
    n: mark.n,
    missing: mark.missing,
    audit: mark.audit,
    mbu: shareOf(mark, point.peak?.mbu ?? null),
    mfu: shareOf(mark, point.peak?.mfu ?? null),
    file: point.file,
    place: mark.place,
    dataset: point.dataset,
    point,
  };
}

/** A peak tells the share that one unit of the value takes. */
function shareOf({ value, statistic }: Mark, ofUnit: number | null): number | null {
  return value === null || ofUnit === null || (statistic !== "mean" && statistic !== "median")
    ? null
    : value * ofUnit;
}

import { evidences, type Evidence } from "../points/evidence";
import type { Metric } from "../points/metrics";
import type { View } from "../view/view";
import type { ChartPoint } from "./chart-point";
import { fieldLabel, rawReader } from "./field-value";
import type { Asked } from "./mark-of";
import { countText } from "./number-text";
import { sharedSetup } from "./row-detail";
import type { Slot } from "./series";

/** What every kind of chart is made from: the points let through, and what is asked of them. */
export interface ChartContext {
  points: readonly ChartPoint[];
  view: View;
  metric: Metric;
  unit: string;
  asked: Asked;
  /** The colour of a value of the view's series field. */
  slotOf: (value: string) => Slot;
  /** Points of this metric in all, whether let through or not. */
  total: number;
  /** Sentences that hold for every kind of chart. */
  notes: readonly string[];
}

/** The series field's value, as a row or line is named: `vLLM`, `System not stated`. */
export function seriesLabel(point: ChartPoint, view: View): string {
  return namer(view.series)(point);
}

/** The field that gathers rows: the model, unless rows are named by it. */
export function groupField(view: View): string {
  return view.series === "model" ? "system" : "model";
}

export function groupLabel(point: ChartPoint, view: View): string {
  return namer(groupField(view))(point);
}

/** Names many points by one field. */
export function namer(field: string): (point: ChartPoint) => string {
  const read = rawReader(field);
  const unnamed = `${fieldLabel(field)} not stated`;
  return (point) => String(read(point.case) ?? "") || unnamed;
}

export function countEvidence(points: readonly Pick<ChartPoint, "evidence" | "missing">[]): {
  counts: Record<Evidence, number>;
  missing: number;
} {
  const counts = Object.fromEntries(evidences.map((evidence) => [evidence, 0])) as Record<Evidence, number>;
  let missing = 0;
  for (const point of points) {
    if (point.missing === null) counts[point.evidence] += 1;
    else missing += 1;
  }
  return { counts, missing };
}

/** `H100 SXM, bf16, batch 1. 22 of 412 points.` */
export function subtitleOf({ points, total }: ChartContext): string {
  const setup = sharedSetup(points.map((point) => point.case));
  const count =
    points.length === total ? countText(total) : `${countText(points.length)} of ${countText(total)}`;
  return `${setup === "" ? "" : `${setup}. `}${count} ${total === 1 ? "point" : "points"}.`;
}

/** `Time to first token, p99`; the mean goes without saying. */
export function titleOf({ metric, asked }: ChartContext): string {
  return asked.statistic === "mean" ? metric.label : `${metric.label}, ${asked.statistic}`;
}

import type { PointAudit } from "@/lib/points/point-audit";
import type { Evidence } from "@/lib/points/evidence";
import type { Locator } from "@/lib/points/locator";
import { findMetric } from "@/lib/points/metrics";
import type { ChartPoint } from "@/lib/series/chart-point";
import { claimText, measuredText, rangeText, singleText } from "@/lib/series/number-text";
import { rowDetails } from "@/lib/series/row-detail";
import { tabs } from "@/lib/view/view";
import { marksAt, type LineMark } from "./line-marks";

/** A point as the dataset's page lists it. */
export interface PointRow {
  id: string;
  metric: string;
  unit: string;
  system: string | null;
  model: string | null;
  /** What else tells it from its neighbours: `8 GPUs · batch 4`. */
  detail: string;
  slot: number | null;
  evidence: Evidence;
  /** As design.md writes it: `151` and `±11`, `550` and `claim`. Empty where missing. */
  text: string;
  spread: string;
  missing: string | null;
  n: number | null;
  place: string;
  derived: boolean;
  /** The gravest finding about it; null where there is none, or its dataset was not audited. */
  worst: PointAudit | null;
  marks: LineMark[];
}

/** The most points that one page lists of one metric; Explore and the CSV have them all. */
export const rowLimit = 300;

export interface MetricRows {
  id: string;
  label: string;
  /** Points of the metric in the file, those beyond `rowLimit` too. */
  count: number;
  rows: PointRow[];
}

/** The points of a dataset by metric, the metric with most points first, each in the order of the file. */
export function rowsByMetric(
  points: readonly ChartPoint[],
  places: Readonly<Record<string, Locator>>,
  slots: Readonly<Record<string, number>>,
  worst: ReadonlyMap<string, PointAudit> = new Map(),
): MetricRows[] {
  const groups = Array.from(byMetric(points), ([id, group]) => {
    const shown = group.slice(0, rowLimit);
    const labels = shown.map(({ case: of }) => `${of.system ?? ""} ${of.model ?? ""}`);
    const details = rowDetails(shown, labels, ["system", "model"]);
    const rows = shown.map((point, at) => ({
      ...rowOf(point, details[at] ?? "", places[point.id] ?? null, slots),
      worst: worst.get(point.id) ?? null,
    }));
    return { id, label: findMetric(id).short, count: group.length, rows };
  });
  return groups.sort((a, b) => b.count - a.count || tabRank(a.id) - tabRank(b.id));
}

/** Of metrics with as many points, those of the first page come first, in its order. */
export function tabRank(metric: string): number {
  const at = tabs.findIndex(({ id }) => id === metric);
  return at === -1 ? tabs.length : at;
}

function byMetric(points: readonly ChartPoint[]): Map<string, ChartPoint[]> {
  const groups = new Map<string, ChartPoint[]>();
  for (const point of points) {
    const group = groups.get(point.metric);
    if (group) group.push(point);
    else groups.set(point.metric, [point]);
  }
  return groups;
}

function rowOf(
  point: ChartPoint,
  detail: string,
  place: Locator | null,
  slots: Readonly<Record<string, number>>,
): Omit<PointRow, "worst"> {
  const { id, metric, unit, evidence, missing, stats } = point;
  const { system, model } = point.case;
  return {
    ...{ id, metric, unit, system, model, evidence, missing },
    ...writtenValue(point),
    detail,
    slot: system !== null && Object.hasOwn(slots, system) ? (slots[system] ?? null) : null,
    n: stats.n,
    place: point.place,
    derived: point.derivation !== null,
    marks: place === null ? [] : marksAt(place),
  };
}

function writtenValue(point: ChartPoint): { text: string; spread: string } {
  const { value, range, interval, evidence, raw } = point;
  if (range) return { text: rangeText(range, raw), spread: evidence === "claim" ? "claim" : "range" };
  if (value === null) return { text: "", spread: "" };
  if (evidence === "claim") return { text: claimText(value, raw), spread: "claim" };
  return interval ? measuredText(value, interval) : { text: singleText(value, raw), spread: "" };
}

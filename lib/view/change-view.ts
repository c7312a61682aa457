import { evidences } from "../points/evidence";
import { auditChoices } from "../points/point-audit";
import { isFilterField } from "./codec";
import type { TrendAxis } from "./trend-axes";
import { defaultView, type View } from "./view";

/** A facet's field is `evidence`, `audit`, `dataset`, or a field that `View.filters` knows; these let a page treat them alike. */
export function filterValues(view: View, field: string): readonly string[] {
  if (field === "evidence") return view.evidence;
  if (field === "audit") return view.audit;
  if (field === "dataset") return view.dataset;
  return view.filters[field] ?? [];
}

/** The view with exactly these values let through; no values means all. The selected point is let go. */
export function withFilter(view: View, field: string, values: readonly string[]): View {
  const kept = Array.from(new Set(values)).sort();
  if (field === "evidence")
    return { ...view, evidence: evidences.filter((each) => kept.includes(each)), point: null };
  if (field === "audit")
    return { ...view, audit: auditChoices.filter((each) => kept.includes(each)), point: null };
  if (field === "dataset") return { ...view, dataset: kept, point: null };
  if (!isFilterField(field)) return view;
  const { [field]: _, ...others } = view.filters;
  return { ...view, filters: kept.length > 0 ? { ...others, [field]: kept } : others, point: null };
}

export function toggleFilter(view: View, field: string, value: string): View {
  const values = filterValues(view, field);
  return withFilter(
    view,
    field,
    values.includes(value) ? values.filter((each) => each !== value) : [...values, value],
  );
}

export function clearFilters(view: View): View {
  return { ...view, filters: {}, evidence: [], audit: [], dataset: [] };
}

/** A metric over versions or days. */
export function withTrend(view: View, metric: string, x: TrendAxis): View {
  return { ...withMetric(view, metric), x };
}

/** Another metric keeps the filters and the display, not what belongs to the metric: statistic, x, y and selected point. */
export function withMetric(view: View, metric: string): View {
  return {
    ...view,
    metric,
    statistic: defaultView.statistic,
    x: defaultView.x,
    y: defaultView.y,
    point: null,
  };
}

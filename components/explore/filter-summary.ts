import type { Facet } from "@/lib/series/explore-model";
import { filterValues } from "@/lib/view/change-view";
import type { View } from "@/lib/view/view";

/** What a filter lets through, in a few words: `H100 SXM, not stated`, or `3 of 9`. */
export interface FilterSummary {
  field: string;
  label: string;
  values: string;
}

/** One summary for each filter that is set, in the order of the facets; filters on fields without a facet come last. */
export function filterSummaries(view: View, facets: readonly Facet[]): FilterSummary[] {
  const inOrder = facets.map((facet) => summary(view, facet)).filter((each) => each !== null);
  const rest = Object.keys(view.filters).filter((field) => !facets.some((facet) => facet.field === field));
  return [
    ...inOrder,
    ...rest.map((field) => ({ field, label: field, values: named(view.filters[field] ?? []) })),
  ];
}

function summary(view: View, facet: Facet): FilterSummary | null {
  const values = filterValues(view, facet.field);
  if (values.length === 0) return null;
  const labels = values.map(
    (value) => facet.options.find((option) => option.value === value)?.label ?? value,
  );
  const many = values.length > 2;
  return {
    field: facet.field,
    label: facet.label,
    values: many ? `${values.length} of ${facet.options.length}` : named(labels),
  };
}

function named(labels: readonly string[]): string {
  return labels.map((label) => (label === "" ? "not stated" : label)).join(", ");
}

import { fieldValue } from "@/lib/series/field-value";
import type { ExploreModel } from "@/lib/series/explore-model";
import type { View } from "@/lib/view/view";

/** A series that can be compared. */
export interface CompareChoice {
  /** "" is "not stated". */
  value: string;
  label: string;
}

/** The series on the screen, those with most points first; what is compared stays a choice where it is filtered away. */
export function compareChoices(
  { facets, rows }: Pick<ExploreModel, "facets" | "rows">,
  view: View,
): CompareChoice[] {
  const options = facets.find(({ field }) => field === view.series)?.options;
  const counts = options ? countsOf(options) : countRows(rows, view.series);
  const sorted = Array.from(counts).sort(([, a], [, b]) => b - a);
  const values = new Set([...sorted.map(([value]) => value), ...(view.compare ?? [])]);
  return Array.from(values, (value) => ({ value, label: value === "" ? "Not stated" : value }));
}

/** A filter may write a name as a file does; its label is as it is shown. */
function countsOf(options: ExploreModel["facets"][number]["options"]): Map<string, number> {
  const chosen = options.filter(({ selected }) => selected);
  const shown = (chosen.length > 0 ? chosen : options).filter(({ count }) => count > 0);
  return new Map(shown.map(({ value, label, count }) => [value === "" ? "" : label, count]));
}

function countRows(rows: ExploreModel["rows"], field: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { point } of rows) {
    const value = fieldValue(point.case, field);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

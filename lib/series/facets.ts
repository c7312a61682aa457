import { isCaseField, isNumberField } from "../points/case";
import { evidenceMeaning, evidences } from "../points/evidence";
import { auditChoices, auditLabel } from "../points/point-audit";
import { filterValues } from "../view/change-view";
import type { View } from "../view/view";
import { filterValuesOf, statedFields, type Columns } from "./columns";
import { compareNames } from "./compare-names";
import type { ExploreData, ExploreModel, Facet, FacetOption } from "./explore-model";
import { fieldLabel } from "./field-value";

/** A file's own further fields become facets where they tell points apart and can still be read as a list. */
const extraFacets = { most: 12, options: 40 };

/** The most options of a facet: those with most points, and what is selected. */
const mostOptions = 200;

const fieldOrder = [
  "evidence",
  "model",
  "hardware",
  "system",
  "system_version",
  "precision",
  "accelerators",
  "dataset",
  "audit",
];

/** For each point what keeps it out: 0 nothing, i + 1 only the filter `fields[i]`, `several` more than one. */
export interface KeptOut {
  fields: readonly string[];
  by: Uint8Array;
}
const several = 255;

/** Holds every point against the view's filters: values of one field are alternatives, fields apply together. */
export function keptOut(columns: Columns, view: View, meant?: ExploreData["meant"]): KeptOut {
  const fields = ["evidence", "audit", "dataset", ...Object.keys(view.filters)].filter(
    (field) => filterValues(view, field).length > 0,
  );
  const by = new Uint8Array(columns.points.length);
  fields.forEach((field, f) => {
    const { codes, values } = columns.of(field);
    const chosen = chosenValues(columns, view, field, meant);
    const passes = values.map((value) => filterValuesOf(field, value).some((each) => chosen.has(each)));
    for (let i = 0; i < by.length; i++) {
      if (!passes[codes[i] as number]) by[i] = by[i] === 0 ? f + 1 : several;
    }
  });
  return { fields, by };
}

/**
 * The facets of a view. An option's count is what choosing it alone in its field would show: the other fields' filters
 * apply, its own does not. Fields that no point states are left out; evidence always has its four, in order; the audit's
 * levels stand gravest first.
 */
export function facetsOf(columns: Columns, kept: KeptOut, data: ExploreData, view: View): Facet[] {
  const facets = facetFields(columns, view).map((field): Facet => {
    const counts = countValues(columns, kept, field);
    const chosen = chosenValues(columns, view, field, data.meant);
    const values = optionValues(field, counts, new Set(chosen.keys()));
    const options = values.map((value): FacetOption => {
      const label = optionLabel(field, value, data);
      const asked = chosen.get(value);
      return { value: asked ?? value, label, count: counts.get(value) ?? 0, selected: asked !== undefined };
    });
    return { field, label: fieldLabel(field), options };
  });
  return facets.filter(offersChoice);
}

/** A facet whose one option is "not stated" says nothing of the points on the screen. */
function offersChoice({ options }: Facet): boolean {
  return options.some(({ value, selected }) => value !== "" || selected);
}

/** The values that a view's filter lets through, each with the text that the view has for it: its own, or a file's. */
function chosenValues(
  columns: Columns,
  view: View,
  field: string,
  meant: ExploreData["meant"],
): Map<string, string> {
  const shown = new Set(columns.of(field).values.flatMap((value) => filterValuesOf(field, value)));
  const chosen = new Map<string, string>();
  for (const text of filterValues(view, field)) {
    const name = shown.has(text) ? text : meant?.[`${field} ${text}`]?.find((each) => shown.has(each));
    if (!chosen.has(name ?? text)) chosen.set(name ?? text, text);
  }
  return chosen;
}

function countValues(columns: Columns, kept: KeptOut, field: string): Map<string, number> {
  const { codes, values } = columns.of(field);
  const own = kept.fields.indexOf(field) + 1;
  const counted = new Uint32Array(values.length);
  for (let i = 0; i < codes.length; i++) {
    const by = kept.by[i];
    if (by === 0 || by === own) counted[codes[i] as number]! += 1;
  }
  const counts = new Map<string, number>();
  values.forEach((value, code) => {
    if (counted[code] === 0) return;
    for (const each of filterValuesOf(field, value))
      counts.set(each, (counts.get(each) ?? 0) + (counted[code] ?? 0));
  });
  return counts;
}

function optionValues(
  field: string,
  counts: Map<string, number>,
  selected: ReadonlySet<string>,
): readonly string[] {
  if (field === "evidence") return evidences;
  if (field === "audit") return auditChoices.filter((level) => counts.has(level) || selected.has(level));
  return sortOptions(counts, selected, field);
}

/** Most points first, then by name; what is not stated last. A selected value stays even where it has no point left. */
function sortOptions(counts: Map<string, number>, selected: ReadonlySet<string>, field: string): string[] {
  const values = Array.from(new Set([...mostCommon(counts), ...selected]));
  const byName = isNumberField(field) ? (a: string, b: string) => Number(a) - Number(b) : compareNames;
  const last = (value: string) => (value === "" ? 1 : 0);
  return values.sort(
    (a, b) => last(a) - last(b) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || byName(a, b),
  );
}

function mostCommon(counts: Map<string, number>): string[] {
  if (counts.size <= mostOptions) return Array.from(counts.keys());
  const sorted = Array.from(counts).sort((a, b) => b[1] - a[1]);
  return sorted.slice(0, mostOptions).map(([value]) => value);
}

function optionLabel(field: string, value: string, data: ExploreData): string {
  if (field === "evidence") return evidenceLabel(value);
  if (field === "audit") return auditLabel(value);
  if (field === "dataset") return datasetLabel(value, data);
  return value === "" ? "Not stated" : value;
}

function evidenceLabel(value: string): string {
  const evidence = evidences.find((each) => each === value);
  return evidence === undefined ? value : evidenceMeaning[evidence].label;
}

function datasetLabel(prefix: string, data: ExploreData): string {
  const sha = Object.keys(data.datasets).find((each) => each.startsWith(prefix));
  return (sha !== undefined && data.datasets[sha]?.name) || prefix;
}

function facetFields(columns: Columns, view: View): string[] {
  const stated = statedFields(columns);
  const extra = stated
    .filter((field) => isExtra(field) && isChoosable(columns, field))
    .slice(0, extraFacets.most);
  const fields = new Set([
    ...stated.filter((field) => !isExtra(field)),
    ...extra,
    ...Object.keys(view.filters),
  ]);
  const rank = (field: string) => {
    const place = fieldOrder.indexOf(field);
    return place >= 0 ? place : fieldOrder.length + (isCaseField(field) ? 0 : 1);
  };
  return Array.from(fields).sort((a, b) => rank(a) - rank(b));
}

function isExtra(field: string): boolean {
  return field.startsWith("extra.");
}

/** At least 2 values (not stated is one), and few enough to choose from. */
function isChoosable(columns: Columns, field: string): boolean {
  const { length } = columns.of(field).values;
  return length >= 2 && length <= extraFacets.options;
}

/** Where nothing is let through: the one filter whose removal brings most points back; null where no single one does. */
export function adviceOf(kept: KeptOut, data: ExploreData, view: View): ExploreModel["advice"] {
  const brings = new Uint32Array(256);
  for (const by of kept.by) brings[by]! += 1;
  if ((brings[0] ?? 0) > 0) return null;
  const counts = kept.fields.map((field, f) => ({ field, count: brings[f + 1] ?? 0 }));
  const best = counts.sort((a, b) => b.count - a.count)[0];
  if (best === undefined || best.count === 0) return null;
  const values = filterValues(view, best.field).map((value) => optionLabel(best.field, value, data));
  return { field: best.field, label: fieldLabel(best.field), values, brings: best.count };
}

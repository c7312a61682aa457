import { caseFields } from "../points/case";
import { fieldValue } from "./field-value";
import type { MergedPoint } from "./merge-points";

/** A field of all points, each value as the index of its text: filters and counts over many points are then integer work. */
export interface Column {
  /** One a point, an index of `values`. */
  codes: Uint32Array;
  values: readonly string[];
}

/** The columns of a list of points, made when first asked for and kept as long as the list. */
export interface Columns {
  points: readonly MergedPoint[];
  of: (field: string) => Column;
}

/** Digits of a sha256 that a link carries. */
const prefixLength = 12;

/** Separates the files of a merged point within one value of the `dataset` column. */
const separator = " ";

const kept = new WeakMap<readonly MergedPoint[], Columns>();

export function columnsOf(points: readonly MergedPoint[]): Columns {
  const found = kept.get(points) ?? makeColumns(points);
  kept.set(points, found);
  return found;
}

function makeColumns(points: readonly MergedPoint[]): Columns {
  const made = new Map<string, Column>();
  const of = (field: string) => {
    const column = made.get(field) ?? makeColumn(points, field);
    made.set(field, column);
    return column;
  };
  return { points, of };
}

function makeColumn(points: readonly MergedPoint[], field: string): Column {
  const codes = new Uint32Array(points.length);
  const indices = new Map<string, number>();
  points.forEach((point, i) => {
    const value = columnValue(point, field);
    const index = indices.get(value) ?? indices.size;
    if (index === indices.size) indices.set(value, index);
    codes[i] = index;
  });
  return { codes, values: Array.from(indices.keys()) };
}

function columnValue({ point, datasets }: MergedPoint, field: string): string {
  if (field === "evidence") return point.evidence;
  if (field === "dataset") return datasets.map((sha) => sha.slice(0, prefixLength)).join(separator);
  return fieldValue(point.case, field);
}

/** The values that a filter of the field is held against, for one value of its column: its own, or each file's. */
export function filterValuesOf(field: string, columnValue: string): readonly string[] {
  return field === "dataset" ? columnValue.split(separator) : [columnValue];
}

/** Fields that at least one point states, those of files by how many do; evidence and dataset always. */
export function statedFields(columns: Columns): string[] {
  const stated = caseFields.filter((field) => columns.of(field).values.some((value) => value !== ""));
  return ["evidence", ...stated, "dataset", ...extraNames(columns.points).map((name) => `extra.${name}`)];
}

function extraNames(points: readonly MergedPoint[]): string[] {
  const counts = new Map<string, number>();
  for (const { point } of points) {
    for (const name of Object.keys(point.case.extra)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = Array.from(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted.map(([name]) => name);
}

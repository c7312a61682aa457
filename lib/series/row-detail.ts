import { shortText } from "@/lib/points/short-text";
import type { Case, CaseField } from "../points/case";
import { fieldDetail, fieldValue, rawReader } from "./field-value";
import type { ChartPoint } from "./chart-point";
import { groupBy } from "../points/group-by";

/** Fields that are said wherever rows of a group differ in them: two rows that differ here are not comparable as they stand. */
const said: readonly CaseField[] = [
  "model",
  "system",
  "system_version",
  "batch",
  "concurrency",
  "request_rate",
  "scenario",
  "precision",
  "quantization",
  "accelerators",
  "hardware",
];

/** Fields that are said only where rows cannot be told apart without them. */
const saidIfNeeded: readonly CaseField[] = [
  "input_tokens",
  "output_tokens",
  "tensor_parallel",
  "pipeline_parallel",
  "expert_parallel",
  "data_parallel",
  "nodes",
  "dataset_name",
];

/** The longest that one field's value is written in a row's detail. */
const longest = 28;

/**
 * What tells each point from its neighbours, in the order of the points: `0.6.3 · batch 4`. Every field of a first list
 * that varies is said; others only while two points of one label read the same; at last the place in the file.
 *
 * @param shown the fields that the row's label and its group already say
 */
export function rowDetails(
  points: readonly ChartPoint[],
  labels: readonly string[],
  shown: readonly string[],
): string[] {
  const open = said.filter((field) => !shown.includes(field));
  const fields: string[] = open.filter((field) => varies(points, labels, field));
  const read = () => points.map((point, i) => `${labels[i] ?? ""}\u0000${detailOf(point.case, fields)}`);
  for (const field of [...saidIfNeeded.filter((each) => !shown.includes(each)), ...extraFields(points)]) {
    const before = countDistinct(read());
    if (before === points.length) break;
    fields.push(field);
    if (countDistinct(read()) === before) fields.pop();
  }
  const repeated = repeats(read());
  const ordered = fieldsByLabel(points, labels, fields);
  return points.map((point, i) => {
    const detail = detailOf(point.case, ordered.get(labels[i] ?? "") ?? fields);
    return repeated[i] ? [detail, point.place].filter((part) => part !== "").join(" · ") : detail;
  });
}

/** For each label the fields in which its own points differ, before the others: what is cut off is at the end. */
function fieldsByLabel(
  points: readonly ChartPoint[],
  labels: readonly string[],
  fields: readonly string[],
): Map<string, string[]> {
  const byLabel = groupBy(
    points.map((point, i) => ({ point, label: labels[i] ?? "" })),
    ({ label }) => label,
  );
  const ordered = Array.from(byLabel, ([label, members]): [string, string[]] => {
    const differs = (field: string) =>
      new Set(members.map(({ point }) => fieldValue(point.case, field))).size > 1;
    return [label, [...fields.filter(differs), ...fields.filter((field) => !differs(field))]];
  });
  return new Map(ordered);
}

/** Two stated values; or, among rows of one label, one that states it and one that does not. */
function varies(points: readonly ChartPoint[], labels: readonly string[], field: string): boolean {
  const stated = new Set<string>();
  const byLabel = new Map<string, Set<string>>();
  points.forEach((point, i) => {
    const value = fieldValue(point.case, field);
    if (value !== "") stated.add(value);
    const label = labels[i] ?? "";
    byLabel.set(label, (byLabel.get(label) ?? new Set()).add(value));
  });
  return stated.size > 1 || Array.from(byLabel.values()).some((values) => values.size > 1);
}

function extraFields(points: readonly ChartPoint[]): string[] {
  const names = new Set(points.flatMap((point) => Object.keys(point.case.extra)));
  return Array.from(names, (name) => `extra.${name}`).sort();
}

/** The stated ones of these fields, as a detail; a count of accelerators goes before their name. */
export function detailOf(of: Case, fields: readonly string[]): string {
  const both =
    fields.includes("accelerators") &&
    fields.includes("hardware") &&
    of.accelerators !== null &&
    of.hardware !== null;
  const parts = fields.flatMap((field) => {
    const value = fieldValue(of, field);
    if (value === "" || (both && field === "accelerators")) return [];
    if (both && field === "hardware") return [`${of.accelerators} × ${shortText(value, longest)}`];
    return [shortText(fieldDetail(field, value), longest)];
  });
  return parts.join(" · ");
}

function countDistinct(texts: string[]): number {
  return new Set(texts).size;
}

function repeats(texts: string[]): boolean[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return texts.map((text) => (counts.get(text) ?? 0) > 1);
}

/** The values that all points share, as a sentence's beginning: `H100 SXM, bf16, batch 1`; "" where there are none. */
export function sharedSetup(cases: readonly Case[], shown: readonly string[] = []): string {
  const fields = [...said, ...saidIfNeeded.slice(0, 2)].filter((field) => !shown.includes(field));
  const first = cases[0];
  if (first === undefined) return "";
  const shared = fields.filter((field) => {
    const read = rawReader(field);
    const value = read(first);
    return value !== null && cases.every((each) => read(each) === value);
  });
  return detailOf(first, shared).replaceAll(" · ", ", ");
}

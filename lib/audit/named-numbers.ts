import { groupBy } from "../points/group-by";
import type { Finding, FindingCell } from "../points/finding";
import { onceFor } from "../points/once-for";
import type { Point } from "../points/point";
import type { AuditedFile, AuditedSetup } from "./audited-file";
import { printedBounds, type Bounds } from "./bounds";
import { printedNumber } from "./printed-limits";
import { statedBounds } from "./stated-bounds";

/** A number under a name of the file's own: that of a metric, or of a field beside others. */
export interface NamedNumber {
  name: string;
  unit: string;
  value: number;
  bounds: Bounds;
  setup: AuditedSetup;
  /** The point that it is a number of, or one that it stands beside. */
  point: Point;
  cell: FindingCell;
}

/** The numbers under each of the names that are meant. */
export function namedNumbers(file: AuditedFile, isMeant: (name: string) => boolean): NamedNumber[][] {
  const metrics = file.metrics.filter((metric) => metric.startsWith(custom) && isMeant(nameOf(metric)));
  const fields = fieldsOf(file).filter(isMeant);
  const numbers = [
    ...metrics.flatMap((metric) => numbersOf(file, metric)),
    ...fields.flatMap((field) => file.setups.flatMap((setup) => ofField(setup, field) ?? [])),
  ];
  return [...groupBy(numbers, ({ name }) => name).values()];
}

const custom = "custom:";

function nameOf(metric: string): string {
  return metric.slice(custom.length);
}

/** The fields that setups have beside those of every case. */
const fieldsOf = onceFor(({ setups }: AuditedFile) => {
  const fields = new Set<string>();
  for (const { case: of } of setups) for (const field in of.extra) fields.add(field);
  return [...fields];
});

/** The numbers of one metric, likewise. */
export function numbersOf(file: AuditedFile, metric: string): NamedNumber[] {
  return file.measured(metric).map(({ point, setup }) => ({
    name: metric.startsWith(custom) ? nameOf(metric) : metric,
    unit: point.unit,
    value: point.value,
    bounds: statedBounds(point)!,
    setup,
    point,
    cell: { point: point.id, statistic: point.statistic },
  }));
}

/** `51 %`; null where the field is no number with at most a unit behind it. */
function ofField(setup: AuditedSetup, field: string): NamedNumber | null {
  const [, number = "", unit = ""] = /^\s*(\d[\d.,]*)\s*(\D*?)\s*$/.exec(setup.case.extra[field] ?? "") ?? [];
  const text = printedNumber(number);
  const bounds = text === null ? null : printedBounds(text, "generous");
  if (text === null || bounds === null) return null;
  const point = setup.points.find(({ value }) => value !== null) ?? setup.points[0]!;
  return { name: field, unit, value: Number(text), bounds, setup, point, cell: { point: point.id, field } };
}

/** What a finding about such a number names, with those fields of its setup that it follows from. */
export function cellsOf(
  { point, cell }: NamedNumber,
  fields: readonly string[],
): Pick<Finding, "points" | "cells"> {
  return { points: [point.id], cells: [cell, ...fields.map((field) => ({ point: point.id, field }))] };
}

import { caseFieldLabel, isCaseField } from "../points/case";
import type { Finding } from "../points/finding";
import type { Point } from "../points/point";
import { capitalised, listed } from "./figure";

/** A number that a rule cannot test, and the fields whose statement would let it. */
export interface Open {
  point: Point;
  missing: readonly string[];
}

/** Numbers that miss the same fields, together: one finding for all of them. */
export function byMissing<T extends Open>(open: Iterable<T>, and: (each: T) => string = () => ""): T[][] {
  const groups = new Map<string, T[]>();
  for (const each of open) {
    const key = `${each.missing.join("|")}|${and(each)}`;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()];
}

/** A model or device that is stated and not known, among the fields that are missing. */
export function unknown(text: string): string {
  return `“${text}” in the catalogue`;
}

/** `Hardware and precision are not stated. The catalogue does not know “SN40L”.` */
export function notStated(missing: readonly string[]): string {
  const lacks = missing.flatMap((field) => /^(“.*”) in the catalogue$/.exec(field)?.[1] ?? []);
  const fields = missing.filter((field) => !field.startsWith("“"));
  const words = fields.map((field) => (isCaseField(field) ? caseFieldLabel[field].toLowerCase() : field));
  const isPlural = words.length > 1 || words[0] === "accelerators";
  return [
    words.length > 0 && capitalised(`${listed(words)} ${isPlural ? "are" : "is"} not stated.`),
    lacks.length > 0 && `The catalogue does not know ${listed(lacks)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

export function untestable(
  rule: string,
  group: readonly Open[],
  text: Pick<Finding, "title" | "says" | "sum">,
): Finding {
  const [first] = group;
  return {
    rule,
    level: "untestable",
    ...text,
    points: group.map(({ point }) => point.id),
    cells: [],
    missing: first?.missing ?? [],
  };
}

import { caseFieldLabel, caseFields, type Case } from "../points/case";
import { caseParts } from "./checks";

/**
 * A name for each case of a list, as short as tells them apart: the model or the system, then what not all of them share;
 * where two would still read the same, further fields.
 */
export function caseNames(cases: readonly Case[]): string[] {
  const parts = cases.map(caseParts);
  const isShared = (part: string) => parts.every((each) => each.includes(part));
  const short = parts.map(([first = "The whole file", ...rest]) =>
    [first, ...rest.filter((part) => !isShared(part))].join(", "),
  );
  const alike = new Map<string, Case[]>();
  short.forEach((name, i) => alike.set(name, [...(alike.get(name) ?? []), cases[i]!]));
  return short.map((name, i) => [name, ...told(cases[i]!, alike.get(name)!)].join(", "));
}

/** The fields of a case that not all of its namesakes share; none where it is alone. */
function told(of: Case, namesakes: readonly Case[]): string[] {
  const differs = (read: (each: Case) => unknown) => new Set(namesakes.map(read)).size > 1;
  const fields = caseFields
    .filter((field) => differs((each) => each[field]))
    .map((field) => {
      const value = of[field];
      const label = caseFieldLabel[field].toLowerCase();
      if (value === null) return `${label} not stated`;
      return typeof value === "number" ? `${label} ${value}` : value;
    });
  const further = [...new Set(namesakes.flatMap((each) => Object.keys(each.extra)))]
    .sort()
    .filter((name) => differs((each) => each.extra[name]))
    .map((name) => `${name} ${of.extra[name] ?? "not stated"}`);
  return [...fields, ...further];
}

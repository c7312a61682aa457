import { caseFieldLabel, caseFields, type Case } from "../points/case";
import { groupBy } from "../points/group-by";
import { caseParts, caseText } from "./checks";
import type { Comparison } from "./comparison";

/** The comparisons of one metric and statistic, in their order: one group of the table. */
export function byMetric(comparisons: readonly Comparison[]): Map<string, Comparison[]> {
  return groupBy(comparisons, ({ metric, unit, statistic }) => `${metric.id} ${unit} ${statistic}`);
}

/** What each comparison's case is called among those of its metric. */
export function namesOf(comparisons: readonly Comparison[]): Map<Comparison, string> {
  const found = new Map<Comparison, string>();
  for (const group of byMetric(comparisons).values()) {
    const names = caseNames(group.map(({ shared }) => shared));
    group.forEach((each, i) => found.set(each, names[i]!));
  }
  return found;
}

/** `Time to first token, p99`: the statistic where it is not the one usually shown. */
export function metricText({ metric, statistic }: Pick<Comparison, "metric" | "statistic">): string {
  return statistic === metric.statistic ? metric.label : `${metric.label}, ${statistic}`;
}

/** The metric and the case; the case in full, unless its short name says more. */
export function titleOf(of: Comparison, name: string): string {
  const full = caseText(of.shared);
  const [longer, shorter] = full.length > name.length ? [full, name] : [name, full];
  return shorter === "" ? metricText(of) : `${metricText(of)}, ${longer}`;
}

/**
 * A name for each case of a list, as short as tells them apart: the model or the system, then what not all of them share;
 * where two would still read the same, further fields.
 */
export function caseNames(cases: readonly Case[]): string[] {
  const parts = cases.map(caseParts);
  const shared = new Set(parts[0]?.filter((part) => parts.every((each) => each.includes(part))));
  const short = parts.map(([first = "The whole file", ...rest]) =>
    [first, ...rest.filter((part) => !shared.has(part))].join(", "),
  );
  const alike = groupBy(Array.from(short.keys()), (at) => short[at]!);
  return short.map((name, i) =>
    [
      name,
      ...told(
        cases[i]!,
        alike.get(name)!.map((at) => cases[at]!),
      ),
    ].join(", "),
  );
}

/** The fields of a case that not all of its namesakes share; none where it is alone. */
function told(of: Case, namesakes: readonly Case[]): string[] {
  if (namesakes.length < 2) return [];
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

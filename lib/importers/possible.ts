import { expectedCount, isPossible, numberFields, type Case } from "../points/case";
import { decimalText } from "../points/decimal";
import type { Locator } from "../points/locator";
import { findMetric, mayBeNegative, type Metric } from "../points/metrics";
import { statistics, type Samples, type Stats } from "../points/point";
import type { Problem } from "../points/problem";
import { placeOf } from "../points/provenance";
import type { Draft } from "../runs/draft";
import { moments } from "../stats/moments";
import { oneLine } from "./problem-list";

/**
 * The drafts whose numbers can be: what every importer reads passes here. A rate, a time or a size below 0 is no
 * measurement, and a setup has no half or negative batch. Such a number becomes a problem where it stands; without its
 * value there is no draft, without a field of its setup or a statistic the draft stays.
 */
export function possibleDrafts(drafts: Iterable<Draft>): { drafts: Draft[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const cases = new Map<Case, Case>();
  const possible: Draft[] = [];
  for (const draft of drafts) {
    const kept = withPossibleNumbers(draft, problems);
    if (kept === null) continue;
    let of = cases.get(kept.case);
    if (of === undefined)
      cases.set(kept.case, (of = possibleCase(kept.case, kept.provenance.locator, problems)));
    possible.push(of === kept.case ? kept : { ...kept, case: of });
  }
  return { drafts: possible, problems };
}

/** What cannot be stays readable as a further field, so that it still tells setups apart. */
function possibleCase(of: Case, where: Locator, problems: Problem[]): Case {
  const wrong = numberFields.filter((field) => of[field] !== null && !isPossible(field, of[field]));
  if (wrong.length === 0) return of;
  const extra = Object.assign(Object.create(null) as Record<string, string>, of.extra);
  const possible: Case = { ...of, extra };
  for (const field of wrong) {
    const text = decimalText(of[field]!);
    extra[field in extra ? `${field} (number)` : field] = text;
    possible[field] = null;
    problems.push({ where, found: `${field} ${text}`, expected: expectedCount(field) });
  }
  return possible;
}

function withPossibleNumbers(draft: Draft, problems: Problem[]): Draft | null {
  const metric = findMetric(draft.metric, draft.unit);
  const isNegative = (value: number | null) => value !== null && value < 0 && !mayBeNegative(metric);
  const samples = draft.samples && possibleSamples(draft, draft.samples, metric, problems);
  const value = samples === draft.samples ? draft.value : valueOf(draft, samples);
  if (isNegative(value) || isNegative(draft.range?.low ?? null) || isNegative(draft.range?.high ?? null)) {
    const { locator, raw } = draft.provenance;
    problems.push({ where: locator, found: oneLine(raw), expected: expectedOf(metric) });
    return null;
  }
  const stats = samples === null ? possibleStats(draft, metric, problems) : draft.stats;
  if (samples === draft.samples && stats === draft.stats) return draft;
  return { ...draft, value, samples, stats };
}

/** Null where no sample is left. */
function possibleSamples(
  draft: Draft,
  samples: Samples,
  metric: Metric,
  problems: Problem[],
): Samples | null {
  const { values, at } = samples;
  if (mayBeNegative(metric) || !isAnyNegative(values)) return samples;
  const kept: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! >= 0) kept.push(i);
    else {
      const found = decimalText(values[i]!);
      problems.push({ where: placeOfSample(samples, i), found, expected: expectedOf(metric) });
    }
  }
  if (kept.length === 0) return null;
  return {
    ...samples,
    values: Float64Array.from(kept, (i) => values[i]!),
    at: Float64Array.from(kept, (i) => at[i]!),
  };
}

function isAnyNegative(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) return true;
  return false;
}

function placeOfSample({ at, pointer, column }: Samples, i: number): Locator {
  if (pointer !== null) return { pointer: `${pointer}/${at[i]}` };
  return column === null ? { line: at[i]! } : { line: at[i]!, column };
}

/** The mean of the samples that are left; another statistic, and a value that no sample is left of, as it is stated. */
function valueOf(draft: Draft, samples: Samples | null): number | null {
  const mean = samples === null || draft.statistic !== "mean" ? null : moments(samples.values).mean;
  return mean ?? draft.value;
}

function possibleStats(draft: Draft, metric: Metric, problems: Problem[]): Stats {
  const { stats } = draft;
  const expected = {
    ...Object.fromEntries(statistics.map((name) => [name, expectedOf(metric)])),
    sd: "a spread of 0 or more for sd",
    n: "a whole number for n",
  } as Record<keyof Stats, string>;
  const wrong = (Object.keys(expected) as (keyof Stats)[]).filter(
    (name) => !canBe(name, stats[name], metric),
  );
  if (wrong.length === 0) return stats;
  const possible = { ...stats };
  for (const name of wrong) {
    const { locator, raw } = placeOf(draft.provenance, name);
    problems.push({ where: locator, found: oneLine(raw), expected: expected[name] });
    possible[name] = null;
  }
  return possible;
}

function canBe(name: keyof Stats, value: number | null, metric: Metric): boolean {
  if (value === null) return true;
  if (name === "n") return Number.isInteger(value) && value >= 0;
  return value >= 0 || (name !== "sd" && mayBeNegative(metric));
}

function expectedOf({ unit }: Metric): string {
  return `a number of ${unit}, 0 or above`;
}

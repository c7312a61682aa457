import { caseFieldLabel, isCaseField } from "../points/case";
import { contextFields } from "../points/provenance";
import type { Match } from "./match";
import type { ReviewPoint } from "./side";

/** A field in which the two sides of the matched cases differ. */
export interface SetupDifference {
  field: string;
  label: string;
  /** The texts on each side; empty where it does not say. */
  baseline: string[];
  candidate: string[];
  /** Whether it is what a review is about (commit, flags, version); anything else makes the sides hard to compare. */
  underTest: boolean;
}

/** Fields that a change under review is expected to change, or that differ between any two runs. */
const expected = new Set(["git_commit", "command", "system_version", "tool_version", "image", "system"]);
const bookkeeping = new Set(["measured_at", "source", "source_locator", "host"]);

/** In which fields the matched cases differ, those that decide whether they are comparable first; `tested` is under test too. */
export function setupDifferences(matches: readonly Match[], tested: string | null = null): SetupDifference[] {
  const found: SetupDifference[] = [];
  for (const field of fieldsOf(matches)) {
    const sides = [
      matches.flatMap(({ baseline }) => baseline),
      matches.flatMap(({ candidate }) => candidate),
    ];
    const [baseline, candidate] = sides.map((points) => textsOf(points, field)) as [string[], string[]];
    const isPaired = isCaseName(field);
    if (!isPaired && same(baseline, candidate)) continue;
    const label = isCaseField(field)
      ? caseFieldLabel[field]
      : field.replace(/^extra\./, "").replaceAll("_", " ");
    const underTest = field === tested || expected.has(field) || field.startsWith("extra.");
    found.push({ field, label, baseline, candidate, underTest });
  }
  return found.sort((a, b) => Number(a.underTest) - Number(b.underTest));
}

/** How many fields were held against each other, those that agree among them. */
export function comparedFields(matches: readonly Match[]): number {
  const stated = new Set<string>();
  for (const { baseline, candidate } of matches) {
    for (const point of [...baseline, ...candidate]) {
      for (const field of contextFields)
        if (!bookkeeping.has(field) && point.context[field] !== null) stated.add(field);
      for (const [field, value] of Object.entries(point.case))
        if (field !== "extra" && value !== null) stated.add(field);
      for (const name of Object.keys(point.case.extra)) stated.add(`extra.${name}`);
    }
  }
  return stated.size;
}

function fieldsOf(matches: readonly Match[]): string[] {
  const ofCases = new Set(matches.flatMap(({ differs }) => differs));
  return [...contextFields.filter((field) => !bookkeeping.has(field)), ...ofCases];
}

function isCaseName(field: string): boolean {
  return field.startsWith("extra.") || isCaseField(field);
}

function textsOf(points: readonly ReviewPoint[], field: string): string[] {
  const texts = points.flatMap((point) => {
    const value = field.startsWith("extra.")
      ? point.case.extra[field.slice("extra.".length)]
      : isCaseField(field)
        ? point.case[field]
        : point.context[field as (typeof contextFields)[number]];
    return value === null || value === undefined ? [] : [String(value)];
  });
  return [...new Set(texts)].sort();
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

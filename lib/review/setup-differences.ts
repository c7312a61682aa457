import { caseFieldLabel, caseFields, isCaseField, isNumberField } from "../points/case";
import { contextFields, type Context } from "../points/provenance";
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

/** A field that says the same on both sides. */
export interface SetupAgreement {
  field: string;
  label: string;
  texts: string[];
}

export interface Setup {
  /** Those that decide whether the sides are comparable first. */
  differences: SetupDifference[];
  agreements: SetupAgreement[];
}

/** Fields that a change under review is expected to change, or that differ between any two runs. */
const expected = new Set(["git_commit", "command", "system_version", "tool_version", "image", "system"]);
const bookkeeping = new Set(["measured_at", "run_duration", "source", "source_locator", "host"]);

/** Further fields that are of the machine or of what it was asked, and not of the change: the words of their names. */
const surroundings =
  /\b(?:driver|cuda|rocm|cudnn|nccl|firmware|v?bios|os|operating system|linux|kernel (?:version|release)|cpus?|processor|gpus?|ram|clocks?|power (?:limit|cap)|tdp|ecc|mig|numa|nvlink|interconnect|temperature|seed|prompts?|workload)\b/i;

/** The stated fields of the matched cases, those that differ and those that agree; `tested` is under test too. */
export function setupOf(matches: readonly Match[], tested: string | null = null): Setup {
  const sides = {
    baseline: matches.flatMap(({ baseline }) => baseline),
    candidate: matches.flatMap(({ candidate }) => candidate),
  };
  const apart = new Set(matches.flatMap(({ differs }) => differs));
  const setup: Setup = { differences: [], agreements: [] };
  for (const field of statedFields([...sides.baseline, ...sides.candidate])) {
    const [baseline, candidate] = [textsOf(sides.baseline, field), textsOf(sides.candidate, field)];
    const label = labelOf(field);
    // The same texts on both sides may stand with other cases: then the pairs say that the field differs.
    if (apart.has(field) || !same(baseline, candidate))
      setup.differences.push({
        ...{ field, label, baseline, candidate },
        underTest: isUnderTest(field, tested),
      });
    else setup.agreements.push({ field, label, texts: baseline });
  }
  setup.differences.sort((a, b) => Number(a.underTest) - Number(b.underTest));
  return setup;
}

function isUnderTest(field: string, tested: string | null): boolean {
  if (field === tested || expected.has(field)) return true;
  return field.startsWith("extra.") && !surroundings.test(wordsOf(field));
}

/** `extra.cudaVersion` and `extra.cuda_version` are `cuda Version` and `cuda version`. */
function wordsOf(field: string): string {
  return field
    .replace(/^extra\./, "")
    .replace(/[_\-./()[\]]+/g, " ")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ");
}

function labelOf(field: string): string {
  return isCaseField(field) ? caseFieldLabel[field] : field.replace(/^extra\./, "").replaceAll("_", " ");
}

/** Context first, then the case, then further fields by name. */
function statedFields(points: readonly ReviewPoint[]): string[] {
  const context = contextFields.filter(
    (field) => !bookkeeping.has(field) && points.some((point) => point.context[field] !== null),
  );
  const ofCase = caseFields.filter((field) => points.some((point) => point.case[field] !== null));
  const extra = new Set(points.flatMap((point) => Object.keys(point.case.extra)));
  return [...context, ...ofCase, ...Array.from(extra, (name) => `extra.${name}`).sort()];
}

function textsOf(points: readonly ReviewPoint[], field: string): string[] {
  const texts = new Set<string>();
  for (const point of points) {
    const value = valueOf(point, field);
    if (value !== null && value !== undefined) texts.add(String(value));
  }
  return Array.from(texts).sort(isNumberField(field) ? (a, b) => Number(a) - Number(b) : undefined);
}

function valueOf(point: ReviewPoint, field: string): string | number | null | undefined {
  if (field.startsWith("extra.")) return point.case.extra[field.slice("extra.".length)];
  return isCaseField(field) ? point.case[field] : point.context[field as keyof Context];
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

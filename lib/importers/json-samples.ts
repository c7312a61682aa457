// Samples of a metric as programs write them into JSON: `"ttft_ms": [12.1, 12.4]` among the members of a record.
import { decimalText } from "../points/decimal";
import { peakAssumed, ramAssumed, readHeader } from "../points/headers";
import { locatorText } from "../points/locator";
import { findMetric } from "../points/metrics";
import type { Problem } from "../points/problem";
import { conversionTo } from "../points/units";
import { isMissingText } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { statsOf } from "../runs/stats-of";
import { isScalar, itemsOf, numberOf, textOf, type JsonNode, type JsonObject } from "./json-node";
import { locatorIn, provenanceOf, type JsonRecord } from "./json-record";

/**
 * Whether the member is an array of samples: numbers, and texts for "no number", under the name of a metric and its unit.
 * Beside an array of settings (`"batch": [1, 2, 4]`), or of as many items of no metric, each may be of another setup.
 */
export function isSampleList(key: string, node: JsonNode, { members }: JsonObject): boolean {
  if (members.size > mostMembers || !isMetricWithUnit(key)) return false;
  const length = numbersIn(node)?.length ?? 0;
  if (length < 2) return length === 1;
  return Array.from(members).every(([name, other]) => {
    const { kind } = readHeader(name);
    if (kind === "metric") return true;
    return kind === "case" ? lengthOf(other) < 2 : lengthOf(other) !== length;
  });
}

/** Nobody writes more of one result, and each is held against all others. */
const mostMembers = 500;

function isMetricWithUnit(key: string): boolean {
  const meaning = readHeader(key);
  if (meaning.kind !== "metric" || meaning.unit === null) return false;
  // Of memory while something runs, the mean is no peak.
  const isPeak = meaning.note !== peakAssumed && meaning.note !== ramAssumed;
  return isPeak && (meaning.statistic ?? "mean") === "mean";
}

function lengthOf(node: JsonNode): number {
  return node.kind === "numbers" ? node.values.length : itemsOf(node).length;
}

/** The numbers of an array, null for each text that stands for none; null where it holds anything else, or no number. */
function numbersIn(node: JsonNode): (number | null)[] | null {
  const numbers =
    node.kind === "numbers"
      ? Array.from(node.values, (value) => (Number.isFinite(value) ? value : null))
      : itemsOf(node).map((item) => (saysNothing(item) ? null : (numberOf(item) ?? undefined)));
  const isSound = numbers.every((each) => each !== undefined) && numbers.some((each) => each !== null);
  return isSound ? (numbers as (number | null)[]) : null;
}

function saysNothing(item: JsonNode): boolean {
  if (item.kind === "string") return isMissingText(item.value);
  return (item.kind === "constant" || item.kind === "number") && item.value === null;
}

/** The mean of the samples, as the cell of a table that stands for them. */
export function meanText(node: JsonNode): string {
  const values = (numbersIn(node) ?? []).filter((each) => each !== null);
  return decimalText(statsOf(values).mean!);
}

/** An array of samples of a record: its path, and the name that says its unit. */
export interface SampleList {
  record: JsonRecord;
  path: readonly string[];
  node: JsonNode;
}

/** The drafts, with their samples where they are the mean of a list; what is no number in it is a problem at its place. */
export function withSamples(
  drafts: readonly Draft[],
  lists: readonly SampleList[],
): { drafts: Draft[]; problems: Problem[] } {
  const byPlace = new Map(lists.map((list) => [locatorText(locatorIn(list.record, ...list.path)), list]));
  const found = drafts.map((draft) => {
    const list = byPlace.get(locatorText(draft.provenance.locator));
    return list === undefined ? draft : sampled(draft, list);
  });
  return { drafts: found, problems: lists.flatMap(problemsOf) };
}

function sampled(draft: Draft, { record, path, node }: SampleList): Draft {
  const meaning = readHeader(path.at(-1)!);
  const unit = meaning.kind === "metric" ? (meaning.unit ?? "") : "";
  const step = conversionTo(unit, findMetric(draft.metric, draft.unit));
  const numbers = numbersIn(node);
  if (step === null || numbers === null) return draft;
  const at = Array.from(numbers.keys()).filter((i) => numbers[i] !== null);
  const values = at.map((i) => step.apply(numbers[i]!));
  const { locator, raw } = provenanceOf(record, path);
  const pointer = "pointer" in locator ? locator.pointer : null;
  return {
    ...draft,
    value: statsOf(values).mean,
    stats: statsOf(values),
    samples: { values, at, pointer, column: null, varies: "not-stated" },
    varies: "not-stated",
    provenance: { ...draft.provenance, raw },
  };
}

function problemsOf({ record, path, node }: SampleList): Problem[] {
  const numbers = numbersIn(node) ?? [];
  return numbers.flatMap((value, i) => {
    if (value !== null) return [];
    const item = itemsOf(node)[i];
    const found = item !== undefined && isScalar(item) ? textOf(item, record.text) : "no number";
    const where = locatorIn(record, ...path, i);
    return [{ where, found, expected: "a number; the others are the samples" }];
  });
}

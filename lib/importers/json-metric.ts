import type { Varies } from "../points/interval";
import type { Samples, Stats } from "../points/point";
import type { Draft } from "../runs/draft";
import { isScalar, numberOf, numbersOf, textOf } from "./json-node";
import { nodeAt, provenanceOf, type JsonPath, type JsonRecord } from "./json-record";
import type { Setup } from "./setup-field";
import { statedDraft, type StatedCell, type StatedMetric } from "./stated-metric";

/** One metric of a JSON object: where each of its statistics stands below the record. */
export interface JsonMetric extends Omit<StatedMetric, "cells" | "samples"> {
  at: Partial<Record<keyof Stats, JsonPath>>;
  /** Raw values behind the statistics, in the same unit: an array of numbers in the file, or what was made of one. */
  samples?: { at: JsonPath; values?: ArrayLike<number>; places?: ArrayLike<number>; varies: Varies };
}

/**
 * The draft of one metric of a record; null where the record has none of its members, or only JSON's null in them. A
 * member that says "no number" (`NaN`, `"N/A"`) gives a draft without value, with the text as written.
 */
export function jsonDraft(record: JsonRecord, setup: Setup, metric: JsonMetric): Draft | null {
  const cells = Object.entries(metric.at).flatMap(([name, at]) => {
    const cell = cellAt(record, at);
    return cell ? [[name, cell] as const] : [];
  });
  return statedDraft(setup, {
    ...metric,
    cells: Object.fromEntries(cells),
    samples: metric.samples ? samplesAt(record, metric.samples) : null,
  });
}

/** The drafts of those of the metrics that the record has. */
export function jsonDrafts(record: JsonRecord, setup: Setup, metrics: readonly JsonMetric[]): Draft[] {
  return metrics.flatMap((metric) => jsonDraft(record, setup, metric) ?? []);
}

/** The scalar at a path as a cell; null where there is none, or JSON's null. */
export function cellAt(record: JsonRecord, at: JsonPath): StatedCell | null {
  const node = nodeAt(record, at);
  if (node === undefined || !isScalar(node) || (node.kind === "constant" && node.value === null)) return null;
  const { locator, raw, conversions } = provenanceOf(record, at);
  const value = numberOf(node);
  return { value, locator, raw: value === null ? textOf(node, record.text).slice(0, 200) : raw, conversions };
}

/** Numbers of the array that are none (NaN, Infinity) are left out; each that is kept has its index there. */
function samplesAt(record: JsonRecord, samples: NonNullable<JsonMetric["samples"]>): Samples | null {
  const { locator } = provenanceOf(record, samples.at);
  const pointer = "pointer" in locator ? locator.pointer : null;
  const all = samples.values ?? numbersOf(nodeAt(record, samples.at)) ?? [];
  const kept = Array.from(all, (_, i) => i).filter((i) => Number.isFinite(all[i]));
  if (kept.length === 0) return null;
  const at = samples.places ? kept.map((i) => samples.places![i]!) : kept;
  return { values: kept.map((i) => all[i]!), at, pointer, column: null, varies: samples.varies };
}

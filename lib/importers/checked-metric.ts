import { locatorText } from "../points/locator";
import { findMetric } from "../points/metrics";
import type { Problem } from "../points/problem";
import { emptyStats, type Stats } from "../points/point";
import { conversionTo, type ConversionStep } from "../points/units";
import { isMissingText } from "../points/value-text";
import type { Draft } from "../runs/draft";
import type { Setup } from "./setup-field";
import { statedDraft, type StatedCell, type StatedMetric } from "./stated-metric";

/** A draft, where there is one, and what of its metric could not be read. */
export interface CheckedDraft {
  draft: Draft | null;
  problems: Problem[];
}

/**
 * `statedDraft` for files whose members nobody vouches for: a unit that does not measure the metric, a text that is no
 * number, a count or a spread below 0 become problems at their place, and the other statistics are kept.
 */
export function checkedDraft(setup: Setup, stated: StatedMetric): CheckedDraft {
  const entries = Object.entries(stated.cells) as [keyof Stats, StatedCell][];
  const [first] = entries;
  if (first === undefined) return { draft: null, problems: [] };
  const step = conversionTo(stated.unit, findMetric(stated.metric, stated.unit));
  if (step === null) return { draft: null, problems: [wrongUnit(stated, first[1])] };
  const expected = entries.map(([name, cell]) => [name, cell, expectedOf(name, cell, step)] as const);
  const problems = expected.flatMap(([, cell, problem]) => (problem ? [problemAt(cell, problem)] : []));
  const kept = expected.filter(([, , problem]) => problem === null).map(([name, cell]) => [name, cell]);
  return { draft: statedDraft(setup, { ...stated, cells: Object.fromEntries(kept) }), problems };
}

function wrongUnit({ metric, unit }: StatedMetric, { locator }: StatedCell): Problem {
  const known = findMetric(metric);
  return { where: locator, found: `a unit of ${unit || "nothing"}`, expected: `a unit of ${known.label}` };
}

function expectedOf(name: keyof Stats, { value, raw }: StatedCell, step: ConversionStep): string | null {
  if (value === null) return isMissingText(raw) ? null : "a number";
  if (!Number.isFinite(step.apply(value))) return "a number that a double can hold";
  if (name === "n") return Number.isInteger(value) && value >= 0 ? null : "a whole number of values";
  return name === "sd" && value < 0 ? "a spread of 0 or more" : null;
}

function problemAt({ locator, raw }: StatedCell, expected: string): Problem {
  return { where: locator, found: raw, expected };
}

/** A draft whose figures stand for nothing measured (0 where no request came through): the text is kept, no value is. */
export function unmeasured(draft: Draft): Draft {
  const { locator, raw } = draft.provenance;
  return {
    ...draft,
    value: null,
    missing: raw,
    stats: emptyStats(),
    samples: null,
    provenance: { locator, raw, conversions: [] },
  };
}

/** The same cell as the sum of several of its kind; the sum and its parts are recorded. */
export function summedCell(cells: readonly StatedCell[], unit: string, of: string): StatedCell | null {
  const numbers = cells.flatMap(({ value }) => (value === null ? [] : [value]));
  const [first] = cells;
  if (first === undefined || numbers.length !== cells.length) return null;
  if (cells.length === 1) return first;
  const value = numbers.reduce((total, each) => total + each, 0);
  const from = `${numbers.join(" + ")} ${unit}`;
  const places = cells.map(({ locator }) => locatorText(locator)).join(", ");
  const sum = { from, to: `${value} ${unit}`, by: `sum over ${cells.length} ${of} (${places})` };
  return { ...first, value, conversions: [...(first.conversions ?? []), sum] };
}

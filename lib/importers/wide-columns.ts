import { caseFieldLabel, isNumberField, type CaseField } from "../points/case";
import { readHeader, type HeaderMeaning, type HeldStatistic } from "../points/headers";
import { customMetricId, findMetric, type Metric } from "../points/metrics";
import type { Context } from "../points/provenance";
import { conversionTo, findUnit, type ConversionStep } from "../points/units";
import { isMissingText, readValueText, type Notation } from "../points/value-text";
import type { ColumnReading } from "./importer";

/** What one column of a wide table is read as. */
export type ColumnPlan =
  | MetricPlan
  | { kind: "case"; field: CaseField; note: string }
  | { kind: "both lengths"; note: string }
  | { kind: "context"; field: keyof Context; note: string }
  | { kind: "run" | "sample"; note: string }
  | { kind: "extra"; name: string; note: string }
  | { kind: "ignored"; note: string };

export interface MetricPlan {
  kind: "metric";
  metric: Metric;
  statistic: HeldStatistic;
  /** The unit as found; null where each cell names its own. */
  unit: string | null;
  /** Null where each cell names its own unit. */
  step: ConversionStep | null;
  note: string;
}

/** The cells of one column, in words that decide what it is. */
interface ColumnFacts {
  /** Cells that are not missing. */
  said: string[];
  numbers: number[];
  /** Numbers, ranges and numbers with a spread. */
  readable: number;
  /** The unit that the cells name, where they agree; "" where they name none; null where they differ. */
  unit: string | null;
}

/**
 * Decides what each column of a wide table is, by its header first and by its first cells where the header leaves it
 * open. What is concluded rather than read is said in the column's note.
 */
export function planColumns(
  headers: readonly string[],
  units: readonly string[] | null,
  rows: readonly string[][],
  notation: Notation,
): ColumnPlan[] {
  const meanings = withBareCount(
    headers,
    headers.map((header, i) => meaningOf(header, units?.[i] ?? "")),
  );
  const taken = new Set<string>();
  const names = namesOf(headers);
  const plans = meanings.map((meaning, i) => {
    const facts = factsOf(rows, i, notation);
    const plan = isRowNumber(headers[i]!, facts)
      ? ({ kind: "ignored", note: "row numbers" } as const)
      : planOf(meaning, names[i]!, facts);
    return settle(plan, taken, names[i]!);
  });
  const whole = plans.map((plan, i) => (isOrphan(plan, plans) ? customPlan(names[i]!, plan) : plan));
  return whole
    .map((plan) => (plan.kind === "metric" ? withUnitOf(plan, whole) : plan))
    .map((plan, i) => {
      if (plan.kind !== "metric" || plan.step !== null || plan.unit !== null) return plan;
      return plan.note === cellUnits ? plan : unitless(names[i]!, plan);
    });
}

function meaningOf(header: string, unit: string): HeaderMeaning {
  return readHeader(unit === "" ? header : `${header} (${unit})`);
}

const bareCounts = new Set(["n", "runs", "repeats", "count", "reps"]);

/** A count that does not say of what is that of the one metric which has a mean and a spread, and no count yet. */
function withBareCount(headers: readonly string[], meanings: HeaderMeaning[]): HeaderMeaning[] {
  const held = new Map<string, Set<HeldStatistic>>();
  for (const meaning of meanings) {
    if (meaning.kind !== "metric") continue;
    held.set(meaning.metric, (held.get(meaning.metric) ?? new Set()).add(meaning.statistic ?? "mean"));
  }
  const spread = Array.from(held).filter(([, has]) => has.has("mean") && has.has("sd"));
  const at = headers.findIndex((header) => bareCounts.has(header.trim().toLowerCase()));
  if (at < 0 || spread.length !== 1 || spread[0]![1].has("n") || meanings[at]!.kind !== "unknown")
    return meanings;
  const metric = spread[0]![0];
  const note = `read as the count behind ${findMetric(metric).short}, which alone has a mean and a spread`;
  return meanings.with(at, { kind: "metric", metric, statistic: "n", unit: null, note });
}

function factsOf(rows: readonly string[][], column: number, notation: Notation): ColumnFacts {
  const said = rows.map((row) => row[column]!.trim()).filter((cell) => !isMissingText(cell));
  const read = said.map((cell) => readValueText(cell, notation));
  const readable = read.filter((each) => each.kind !== "unreadable" && each.kind !== "missing");
  const units = new Set(readable.map((each) => each.unit ?? ""));
  const numbers = read.flatMap((each) => (each.kind === "number" ? [each.value] : []));
  return { said, numbers, readable: readable.length, unit: units.size <= 1 ? ([...units][0] ?? "") : null };
}

const cellUnits = "units in the cells";

function planOf(meaning: HeaderMeaning, name: string, facts: ColumnFacts): ColumnPlan {
  switch (meaning.kind) {
    case "metric":
      return facts.said.length > 0 && facts.readable === 0 ? textColumn(name) : metricPlan(meaning, facts);
    case "case":
      return casePlan(meaning.field, meaning.note, name, facts);
    case "both lengths":
      return { kind: "both lengths", note: "read as input and as output tokens" };
    case "context":
      return { kind: "context", field: meaning.field, note: "" };
    case "run":
    case "sample":
      return {
        kind: meaning.kind,
        note: meaning.kind === "run" ? "rows with different runs are repeats" : "",
      };
    case "setting":
      return { kind: "extra", name, note: "a setting: kept as a further field" };
    case "unknown":
      return unknownPlan(meaning, name, facts);
  }
}

function textColumn(name: string): ColumnPlan {
  return { kind: "extra", name, note: "text: kept as a further field" };
}

function metricPlan(meaning: Extract<HeaderMeaning, { kind: "metric" }>, facts: ColumnFacts): MetricPlan {
  const metric = findMetric(meaning.metric);
  const statistic = meaning.statistic ?? "mean";
  const note = statistic === "sd" ? "taken as the sample standard deviation" : meaning.note;
  const base = { kind: "metric", metric, statistic, note } as const;
  if (statistic === "n") return { ...base, unit: "", step: conversionTo("", countMetric) };
  if (meaning.unit !== null) return { ...base, unit: meaning.unit, step: conversionTo(meaning.unit, metric) };
  if (facts.unit !== "") return { ...base, unit: null, step: null, note: cellUnits };
  return { ...base, unit: null, step: null };
}

const countMetric = findMetric(customMetricId("n"));

function casePlan(field: CaseField, note: string, name: string, facts: ColumnFacts): ColumnPlan {
  const isCount = facts.said.length > 0 && facts.numbers.length === facts.said.length;
  // A column "GPU" of numbers may count them or number them.
  if (field === "hardware" && isCount) {
    return { kind: "extra", name, note: "numbers that may be counts or indexes: kept as a further field" };
  }
  const isText = isNumberField(field) && facts.said.length > 0 && facts.numbers.length === 0;
  return { kind: "case", field, note: isText ? "no numbers: kept as a further field" : note };
}

function unknownPlan(
  meaning: Extract<HeaderMeaning, { kind: "unknown" }>,
  name: string,
  facts: ColumnFacts,
): ColumnPlan {
  const { said, numbers } = facts;
  if (said.length === 0)
    return { kind: "extra", name, note: "no cells in the first rows: kept as a further field" };
  if (facts.readable < said.length * 0.9) return textColumn(name);
  if (/^[\d.,\s]+$/.test(name))
    return { kind: "ignored", note: "headed by a number: neither metric nor unit is named" };
  if (isSetting(numbers, said.length) && meaning.unit === null && facts.unit === "") {
    return {
      kind: "extra",
      name,
      note: "whole numbers that repeat, or one number throughout: read as a setting",
    };
  }
  const written = meaning.unit ?? (facts.unit || "");
  const unit = findUnit(written)?.symbol ?? written;
  const metric = findMetric(customMetricId(meaning.unit === null ? name : meaning.name), unit);
  const note = "not a metric that is known: kept under its own name";
  const step = facts.unit === null ? null : conversionTo(unit, metric);
  return { kind: "metric", metric, statistic: "mean", unit: facts.unit === null ? null : unit, step, note };
}

/** Settings are set: few whole numbers that come again and again, or one number in all rows. */
function isSetting(numbers: readonly number[], said: number): boolean {
  const different = new Set(numbers).size;
  if (said >= 3 && different === 1) return true;
  return said >= 2 && numbers.every(Number.isInteger) && different <= said / 2;
}

function isRowNumber(header: string, { numbers, said }: ColumnFacts): boolean {
  const isCount = numbers.every((value, i) => value === numbers[0]! + i);
  return header === "" && (said.length === 0 || (numbers.length === said.length && isCount));
}

/** The name of a column that has none, or that shares it, says where it stands. */
function namesOf(headers: readonly string[]): string[] {
  const seen = new Set<string>();
  return headers.map((header, i) => {
    if (header === "") return `column ${i + 1}`;
    const name = seen.has(header) ? `${header} (column ${i + 1})` : header;
    seen.add(header);
    return name;
  });
}

/** A second column that would say the same thing is kept under its own name. */
function settle(plan: ColumnPlan, taken: Set<string>, name: string): ColumnPlan {
  const idea = ideaOf(plan);
  if (idea === null) return plan;
  if (!taken.has(idea)) {
    taken.add(idea);
    return plan;
  }
  const note = "another column says the same: kept under its own name";
  if (plan.kind !== "metric") return { kind: "extra", name, note };
  const metric = findMetric(customMetricId(name), plan.unit ?? "");
  return {
    ...plan,
    metric,
    statistic: "mean",
    step: plan.unit === null ? null : conversionTo(plan.unit, metric),
    note,
  };
}

function ideaOf(plan: ColumnPlan): string | null {
  if (plan.kind === "metric") return `${plan.metric.id} ${plan.statistic}`;
  if (plan.kind === "case" || plan.kind === "context") return plan.field;
  return plan.kind === "run" || plan.kind === "sample" || plan.kind === "both lengths" ? plan.kind : null;
}

/** `TTFT std` beside `TTFT (ms)`: a statistic without a unit has that of its metric's other columns. */
function withUnitOf(plan: MetricPlan, all: readonly ColumnPlan[]): MetricPlan {
  if (plan.step !== null || plan.note === cellUnits) return plan;
  if (plan.metric.dimension === "number") return { ...plan, unit: "", step: conversionTo("", plan.metric) };
  const units = new Set(
    all.flatMap((other) =>
      other.kind === "metric" && other.metric.id === plan.metric.id && other.unit ? [other.unit] : [],
    ),
  );
  const [unit] = units;
  if (units.size !== 1 || unit === undefined) return plan;
  return {
    ...plan,
    unit,
    step: conversionTo(unit, plan.metric),
    note: `unit of the other ${plan.metric.short} columns`,
  };
}

/** A count or spread of which no other column says what it is of. */
function isOrphan(plan: ColumnPlan, all: readonly ColumnPlan[]): plan is MetricPlan {
  if (plan.kind !== "metric" || (plan.statistic !== "n" && plan.statistic !== "sd")) return false;
  return !all.some(
    (other) =>
      other.kind === "metric" &&
      other.metric.id === plan.metric.id &&
      other.statistic !== "n" &&
      other.statistic !== "sd",
  );
}

function customPlan(name: string, { unit }: MetricPlan): MetricPlan {
  const metric = findMetric(customMetricId(name), unit ?? "");
  const note = "what it counts or spreads about is in no column: kept under its own name";
  return {
    kind: "metric",
    metric,
    statistic: "mean",
    unit: unit ?? "",
    step: conversionTo("", metric),
    note,
  };
}

function unitless(name: string, plan: MetricPlan): MetricPlan {
  const metric = findMetric(customMetricId(name));
  const note = `no unit is said: kept under its own name, not as ${plan.metric.label}`;
  return { kind: "metric", metric, statistic: "mean", unit: "", step: conversionTo("", metric), note };
}

/** Whether the columns are those of a table of results: a known metric, or numbers beside a known setting. */
export function isResultTable(plans: readonly ColumnPlan[]): boolean {
  const metrics = plans.filter((plan) => plan.kind === "metric");
  const isKnown = metrics.some(({ metric }) => !metric.id.startsWith("custom:"));
  const hasSetup = plans.some((plan) => plan.kind === "case" || plan.kind === "both lengths");
  return isKnown || (metrics.length > 0 && hasSetup);
}

/** How the columns were read, for the person who wants to check it. */
export function columnReadings(headers: readonly string[], plans: readonly ColumnPlan[]): ColumnReading[] {
  return plans.map((plan, i) => ({
    header: headers[i]!,
    column: i + 1,
    readAs: readAs(plan),
    field: plan.kind === "case" ? plan.field : null,
    unit: plan.kind === "metric" && plan.unit ? { found: plan.unit, canonical: plan.metric.unit } : null,
    note:
      plan.kind === "metric" && plan.unit !== null ? joinNotes(conversionNote(plan), plan.note) : plan.note,
  }));
}

function readAs(plan: ColumnPlan): string {
  if (plan.kind === "metric")
    return plan.statistic === "mean" ? plan.metric.id : `${plan.metric.id}.${plan.statistic}`;
  if (plan.kind === "case" || plan.kind === "context") return plan.field;
  if (plan.kind === "both lengths") return "input_tokens, output_tokens";
  return plan.kind;
}

function conversionNote({ unit, step }: MetricPlan): string {
  if (step === null || unit === null || step.same) return "";
  return step.record(1)?.by ?? "";
}

function joinNotes(...notes: string[]): string {
  return notes.filter((note) => note !== "").join("; ");
}

/** What a case column means in words, for problems. */
export function expectedOf(plan: ColumnPlan): string {
  if (plan.kind === "case") return caseFieldLabel[plan.field];
  return plan.kind === "metric" && plan.unit !== null && findUnit(plan.unit)
    ? `a number, in ${plan.unit}`
    : "a number";
}

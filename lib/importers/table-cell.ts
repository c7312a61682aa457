import type { Case } from "../points/case";
import type { HeldStatistic } from "../points/headers";
import { emptyStats, statistics, type Statistic, type Stats } from "../points/point";
import type { Context, Place, Provenance } from "../points/provenance";
import { conversionTo, type ConversionStep } from "../points/units";
import { decimalText, timesDecimal } from "../points/decimal";
import { readScaled, readValueText, type Notation, type ValueText } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { detached } from "./cells";
import type { ProblemList } from "./problem-list";
import { expectedOf, type MetricPlan } from "./wide-columns";

export interface PlacedMetric {
  /** 0-based. */
  column: number;
  plan: MetricPlan;
}

/** One cell of a metric's column, in the metric's unit. */
export interface ReadCell {
  column: number;
  plan: Pick<MetricPlan, "metric" | "statistic">;
  raw: string;
  /** What was expected, where the cell cannot be read. */
  problem: string | null;
  /** Null where it cannot be read, is missing or is a range. */
  value: number | null;
  sd: number | null;
  range: Draft["range"];
  missing: string | null;
  step: ConversionStep | null;
  written: number | null;
  unit: string;
}

export function readCell({ column, plan }: PlacedMetric, raw: string, notation: Notation): ReadCell {
  const empty = {
    column,
    plan,
    raw,
    problem: null,
    value: null,
    sd: null,
    range: null,
    missing: null,
    step: plan.step,
    written: null,
    unit: plan.metric.unit,
  };
  const { read, times } = readTimes(raw, plan, notation);
  if (read.kind === "missing") return { ...empty, missing: raw };
  if (read.kind === "unreadable") return { ...empty, problem: read.expected };
  const step = inTimes(stepOf(plan, read.unit), times, read.unit ?? plan.unit ?? "");
  if (step === null) return { ...empty, problem: expectedOf(plan) };
  const unit = plan.metric.dimension === "number" ? plan.unit || read.unit || "" : plan.metric.unit;
  const apply = (value: number | null) => (value === null ? null : step.apply(value));
  if (read.kind === "range")
    return { ...empty, step, unit, range: { low: apply(read.low), high: apply(read.high) } };
  const sd = read.kind === "spread" ? apply(read.sd) : null;
  return { ...empty, step, unit, written: read.value, value: apply(read.value), sd };
}

/** A rate may be written in thousands: `1.2k tok/s`. */
function readTimes(
  raw: string,
  { metric }: MetricPlan,
  notation: Notation,
): { read: ValueText; times: number } {
  const read = readValueText(raw, notation);
  const scaled = read.kind === "unreadable" && metric.dimension.endsWith("rate") ? readScaled(raw) : null;
  return scaled === null
    ? { read, times: 1 }
    : { read: readValueText(scaled.text, notation), times: scaled.times };
}

function inTimes(step: ConversionStep | null, times: number, unit: string): ConversionStep | null {
  if (step === null || times === 1) return step;
  const letter = times === 1e3 ? "k" : "M";
  const apply = (value: number) => step.apply(timesDecimal(value, times, 0));
  const record = (value: number) => {
    const further = step.record(timesDecimal(value, times, 0));
    const from = `${decimalText(value)} ${letter}${unit}`;
    const to = further?.to ?? `${decimalText(apply(value))} ${unit}`;
    return { from, to, by: `× ${times}${further ? `, ${further.by}` : ""}` };
  };
  return { same: false, apply, record };
}

/** The cell's own unit before the column's; a metric without a dimension has no unit to bring another one into. */
function stepOf(plan: MetricPlan, inCell: string | null): ConversionStep | null {
  if (inCell === null) return plan.step ?? (plan.metric.unit === "" ? conversionTo("", plan.metric) : null);
  const own = conversionTo(inCell, plan.metric);
  const keepsUnits = plan.metric.dimension === "number";
  if (!keepsUnits || plan.unit === null || plan.unit === "" || own === null) return own;
  const ofColumn = plan.step;
  return ofColumn !== null && own.apply(1) === ofColumn.apply(1) ? own : null;
}

type Setup = { case: Case; context: Context; apart?: boolean };

/**
 * The drafts that the cells of one metric in one row amount to: one that holds all numbers, and one more for a mean that
 * is none, so that its text is kept. Other texts beside them become problems; a blank cell says nothing.
 */
export function draftsOf(
  cells: readonly ReadCell[],
  setup: Setup,
  line: number,
  problems: ProblemList,
): Draft[] {
  const readable = cells.filter(({ problem, plan }) => problem === null && isStatistic(plan.statistic));
  const ordered = statistics.flatMap((name) => readable.filter(({ plan }) => plan.statistic === name));
  const chosen =
    ordered.find(({ value }) => value !== null) ?? ordered.find(({ range }) => range !== null) ?? ordered[0];
  if (chosen === undefined) return [];
  const mean = ordered.find((cell) => cell !== chosen && cell.plan.statistic === "mean" && isText(cell));
  const kept = mean === undefined ? [chosen] : [chosen, mean];
  for (const cell of cells) reportLost(cell, kept, line, problems);
  return kept.map((cell) =>
    cell === chosen
      ? draftOf(cell, statsOf(cells, cell), setup, provenanceOf(cells, cell, line))
      : draftOf(cell, emptyStats(), setup, placeOf(cell, line)),
  );
}

function draftOf(chosen: ReadCell, stats: Stats, setup: Setup, provenance: Provenance): Draft {
  const { plan, value, range, missing, unit } = chosen;
  return {
    metric: plan.metric.id,
    unit,
    case: setup.case,
    context: setup.context,
    value,
    statistic: plan.statistic as Statistic,
    missing,
    range,
    stats,
    samples: null,
    varies: "not-stated",
    stated: null,
    run: null,
    claim: false,
    ...(setup.apart === true ? { apart: true } : {}),
    provenance,
  };
}

function placeOf({ raw, step, written, column }: ReadCell, line: number): Place {
  const conversion = step !== null && written !== null ? step.record(written) : null;
  return {
    locator: { line, column: column + 1 },
    raw: detached(raw),
    conversions: conversion ? [conversion] : [],
  };
}

function provenanceOf(cells: readonly ReadCell[], chosen: ReadCell, line: number): Provenance {
  const others = cells.filter((cell) => cell !== chosen && cell.value !== null);
  if (others.length === 0) return placeOf(chosen, line);
  const statistics = Object.fromEntries(others.map((cell) => [cell.plan.statistic, placeOf(cell, line)]));
  return { ...placeOf(chosen, line), statistics };
}

/** Whether the cell says something that is no number. */
function isText({ problem, value, raw }: ReadCell): boolean {
  return problem === null && value === null && raw !== "";
}

/** A text beside other statistics is lost, unless a draft that is kept says the same. */
function reportLost(cell: ReadCell, kept: readonly ReadCell[], line: number, problems: ProblemList): void {
  const { plan, raw, value, sd, column, missing } = cell;
  if (kept.includes(cell)) return;
  const isSaid = missing !== null && kept.some((other) => other.missing === missing);
  const isLost = (isText(cell) && !isSaid) || sd !== null;
  const isWrong = value !== null && !isPossible(plan.statistic, value);
  if (!isLost && !isWrong) return;
  const expected =
    plan.statistic === "n"
      ? "a whole number for n"
      : plan.statistic === "sd"
        ? "a spread of 0 or more for sd"
        : `a number for ${plan.statistic}`;
  problems.add({ line, column: column + 1 }, raw, expected);
}

function isPossible(statistic: HeldStatistic, value: number): boolean {
  if (statistic === "n") return Number.isInteger(value) && value >= 0;
  return statistic !== "sd" || value >= 0;
}

function statsOf(cells: readonly ReadCell[], chosen: ReadCell): Stats {
  const stats = emptyStats();
  const several = cells.length > 1;
  for (const { plan, value } of cells) {
    if (several && value !== null && isPossible(plan.statistic, value)) stats[plan.statistic] = value;
  }
  stats.sd ??= chosen.sd;
  return stats;
}

function isStatistic(statistic: HeldStatistic): statistic is Statistic {
  return (statistics as readonly string[]).includes(statistic);
}

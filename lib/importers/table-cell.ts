import type { Case } from "../points/case";
import type { HeldStatistic } from "../points/headers";
import { emptyStats, statistics, type Statistic, type Stats } from "../points/point";
import type { Context } from "../points/provenance";
import { conversionTo, type ConversionStep } from "../points/units";
import { readValueText, type Notation } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { detached } from "./cells";
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
  const read = readValueText(raw, notation);
  if (read.kind === "missing") return { ...empty, missing: raw };
  if (read.kind === "unreadable") return { ...empty, problem: read.expected };
  const step = stepOf(plan, read.unit);
  if (step === null) return { ...empty, problem: expectedOf(plan) };
  const unit = plan.metric.dimension === "number" ? (plan.unit ?? read.unit ?? "") : plan.metric.unit;
  const apply = (value: number | null) => (value === null ? null : step.apply(value));
  if (read.kind === "range")
    return { ...empty, step, unit, range: { low: apply(read.low), high: apply(read.high) } };
  const sd = read.kind === "spread" ? apply(read.sd) : null;
  return { ...empty, step, unit, written: read.value, value: apply(read.value), sd };
}

/** The cell's own unit must be the column's, where both name one. */
function stepOf(plan: MetricPlan, inCell: string | null): ConversionStep | null {
  if (inCell === null) return plan.step ?? (plan.metric.unit === "" ? conversionTo("", plan.metric) : null);
  const own = conversionTo(inCell, plan.metric);
  if (plan.unit === null || plan.unit === "" || own === null) return own;
  const ofColumn = plan.step;
  return ofColumn !== null && own.apply(1) === ofColumn.apply(1) ? own : null;
}

/** The draft that the cells of one metric in one row amount to; null where none of them can be read. */
export function draftOf(
  cells: readonly ReadCell[],
  setup: { case: Case; context: Context; apart?: boolean },
  line: number,
): Draft | null {
  const readable = cells.filter(({ problem, plan }) => problem === null && isStatistic(plan.statistic));
  const ordered = statistics.flatMap((name) => readable.filter(({ plan }) => plan.statistic === name));
  const chosen =
    ordered.find(({ value }) => value !== null) ?? ordered.find(({ range }) => range !== null) ?? ordered[0];
  if (chosen === undefined) return null;
  const { plan, value, range, missing, raw, step, written, unit, column } = chosen;
  const conversion = step !== null && written !== null ? step.record(written) : null;
  return {
    metric: plan.metric.id,
    unit,
    case: setup.case,
    context: setup.context,
    value,
    statistic: plan.statistic as Statistic,
    missing,
    range,
    stats: statsOf(cells, chosen),
    samples: null,
    varies: "not-stated",
    stated: null,
    run: null,
    claim: false,
    ...(setup.apart === true ? { apart: true } : {}),
    provenance: {
      locator: { line, column: column + 1 },
      raw: detached(raw),
      conversions: conversion ? [conversion] : [],
    },
  };
}

function statsOf(cells: readonly ReadCell[], chosen: ReadCell): Stats {
  const stats = emptyStats();
  const several = cells.length > 1;
  for (const { plan, value } of cells) if (several && value !== null) stats[plan.statistic] = value;
  stats.sd ??= chosen.sd;
  if (stats.n !== null && (!Number.isInteger(stats.n) || stats.n < 0)) stats.n = null;
  if (stats.sd !== null && stats.sd < 0) stats.sd = null;
  return stats;
}

function isStatistic(statistic: HeldStatistic): statistic is Statistic {
  return (statistics as readonly string[]).includes(statistic);
}

import { detached } from "../points/detached";
import type { Case } from "../points/case";
import { isSpread } from "../points/header-meaning";
import type { Beside } from "../points/beside";
import { decimalText, timesDecimal } from "../points/decimal";
import { readClock } from "../points/duration-text";
import { readMeasured, type MeasuredText } from "../points/measured-text";
import { emptyStats, statistics, type Statistic, type Stats } from "../points/point";
import type { Context, Conversion, Place, Provenance } from "../points/provenance";
import { customMetricId, findMetric } from "../points/metrics";
import { conversionTo, stepBetween, type ConversionStep } from "../points/units";
import { aboutOf, readScaled, type Notation } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { flopAssumed, outputAssumed, ramAssumed } from "../points/headers";
import { nearestDouble } from "../points/nearest-double";
import type { ProblemList } from "./problem-list";
import { expectedNumber, isPossible, spreadOf, type Spread } from "./spread-of";
import { expectedOf, type MetricPlan } from "./wide-columns";

export interface PlacedMetric {
  /** 0-based. */
  column: number;
  plan: MetricPlan;
}

/** One cell of a metric's column, in the metric's unit. */
export interface ReadCell {
  column: number;
  plan: Pick<MetricPlan, "metric" | "statistic" | "level" | "n" | "note">;
  raw: string;
  /** What was expected, where the cell cannot be read. */
  problem: string | null;
  /** Null where it cannot be read, is missing or is a range. */
  value: number | null;
  beside: ReadBeside | null;
  range: Draft["range"];
  missing: string | null;
  step: ConversionStep | null;
  written: number | null;
  unit: string;
  /** What made a number of the text, where it is none itself: `3h 20m`. */
  made: Conversion | null;
}

/** What stands beside a cell's number, in the metric's unit. */
type ReadBeside =
  | { kind: "sd" | "standard error"; of: number }
  | { kind: "interval"; low: number; high: number; level: number | null }
  /** Numbers of which neither header nor cell says what they are. */
  | { kind: "unsaid" };

/** The unit that a column's values are held in: the metric's; of a metric of plain numbers the one that the file writes. */
export function unitHeld({ metric, unit }: Pick<MetricPlan, "metric" | "unit">, inCell = ""): string {
  return metric.dimension === "number" ? unit || metric.unit || inCell : metric.unit;
}

export function readCell({ column, plan }: PlacedMetric, raw: string, notation: Notation): ReadCell {
  const empty: ReadCell = {
    column,
    plan,
    raw,
    problem: null,
    value: null,
    beside: null,
    range: null,
    missing: null,
    step: plan.step,
    written: null,
    unit: plan.metric.unit,
    made: null,
  };
  const { read, times } = readTimes(raw, plan, notation);
  if (read.kind === "missing") return { ...empty, missing: raw };
  if (read.kind === "unreadable") return { ...empty, problem: read.expected };
  const { unit: inCell, relative } = unitIn(read, plan);
  const step = inTimes(stepOf(plan, inCell), times, inCell ?? plan.unit ?? "");
  if (step === null) return { ...empty, problem: expectedOf(plan) };
  const unit = unitHeld(plan, inCell ?? "");
  const apply = (value: number | null) => (value === null ? null : step.apply(value));
  if (read.kind === "range")
    return { ...empty, step, unit, range: { low: apply(read.low), high: apply(read.high) } };
  const made = read.kind === "duration" ? inSeconds(raw, read.value) : aboutNumber(raw, read.value);
  const beside = besideOf(relative ?? read, plan.beside ?? null, (value) => step.apply(value));
  return { ...empty, step, unit, written: read.value, value: step.apply(read.value), beside, made };
}

function inSeconds(raw: string, seconds: number): Conversion {
  return { from: raw, to: `${decimalText(seconds)} s`, by: "hours, minutes and seconds added up" };
}

/** `~900`: the number is kept, and that it is only about right is said. */
function aboutNumber(raw: string, value: number): Conversion | null {
  const sign = aboutOf(raw);
  return sign === null
    ? null
    : { from: raw, to: decimalText(value), by: `“${sign}”, about: read as the number` };
}

type Readable = Exclude<MeasuredText, { kind: "missing" | "unreadable" }>;

/** `850 ± 2%` of a metric that is not measured in percent: the spread is in percent of the value. */
function unitIn(read: Readable, plan: MetricPlan): { unit: string | null; relative: Readable | null } {
  if (read.kind !== "spread" || read.unit !== "%" || stepOf(plan, "%") !== null)
    return { unit: read.unit, relative: null };
  return {
    unit: null,
    relative: { kind: "relative spread", value: read.value, percent: read.sd, unit: null },
  };
}

/** @param stated what the column's header says of it */
function besideOf(
  read: Readable,
  stated: Beside | null,
  apply: (value: number) => number,
): ReadBeside | null {
  switch (read.kind) {
    case "spread":
      return aroundValue(read.value, read.sd, stated ?? { kind: "sd", level: null }, apply);
    case "relative spread": {
      const half = Math.abs(read.value) * (read.percent / 100);
      return aroundValue(read.value, half, stated ?? { kind: "sd", level: null }, apply);
    }
    case "bracketed":
      if (stated === null || read.inner < 0) return { kind: "unsaid" };
      return aroundValue(
        read.value,
        read.inner * (read.inPercent ? Math.abs(read.value) / 100 : 1),
        stated,
        apply,
      );
    case "limits": {
      const level = read.level ?? stated?.level ?? null;
      if (read.level === null && stated?.kind !== "interval") return { kind: "unsaid" };
      return { kind: "interval", low: apply(read.low), high: apply(read.high), level };
    }
    default:
      return null;
  }
}

function aroundValue(
  value: number,
  half: number,
  { kind, level }: Beside,
  apply: (value: number) => number,
): ReadBeside {
  if (kind !== "interval") return { kind, of: apply(half) };
  return { kind, low: apply(value - half), high: apply(value + half), level };
}

/** A rate may be written in thousands: `1.2k tok/s`. Of a duration, `0:03:20` is no time of the day. */
function readTimes(
  raw: string,
  { metric, clock }: MetricPlan,
  notation: Notation,
): { read: MeasuredText; times: number } {
  const read = readMeasured(raw, notation);
  if (read.kind !== "unreadable") return { read, times: 1 };
  const seconds = clock === true ? readClock(raw) : null;
  if (seconds !== null) return { read: { kind: "duration", value: seconds, unit: "s" }, times: 1 };
  const scaled = metric.dimension.endsWith("rate") ? readScaled(raw) : null;
  return scaled === null
    ? { read, times: 1 }
    : { read: readMeasured(scaled.text, notation), times: scaled.times };
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

/** The cell's own unit before the column's; a metric without a dimension is kept in one unit. */
function stepOf(plan: MetricPlan, inCell: string | null): ConversionStep | null {
  const { metric, statistic, unit, step } = plan;
  if (statistic === "cv") return stepBetween(inCell ?? unit ?? "", "%");
  if (statistic === "ci_level")
    return inCell === "%" || inCell === null ? conversionTo("", countMetric) : null;
  if (inCell === null && plan.saysUnit === true) return null;
  if (inCell === null) return step ?? (metric.unit === "" ? conversionTo("", metric) : null);
  if (metric.dimension !== "number") return conversionTo(inCell, metric);
  const kept = unit || metric.unit;
  return kept === "" || inCell === kept ? conversionTo("", metric) : stepBetween(inCell, kept);
}

const countMetric = findMetric(customMetricId("n"));

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
  const readable = cells.filter(({ problem, plan }) => problem === null && !isSpread(plan.statistic));
  const ordered = statistics.flatMap((name) => readable.filter(({ plan }) => plan.statistic === name));
  const chosen =
    ordered.find(({ value }) => value !== null) ?? ordered.find(({ range }) => range !== null) ?? ordered[0];
  if (chosen === undefined) return [];
  const mean = ordered.find((cell) => cell !== chosen && cell.plan.statistic === "mean" && isText(cell));
  const kept = mean === undefined ? [chosen] : [chosen, mean];
  for (const cell of cells) reportLost(cell, kept, line, problems);
  const spread = spreadOf(cells, chosen);
  for (const { cell, expected } of spread.lost) report(cell, expected, line, problems);
  const whole = draftOf(chosen, statsOf(cells, spread), setup, provenanceOf(cells, chosen, spread, line));
  return kept.map((cell) =>
    cell === chosen
      ? { ...whole, stated: spread.stated }
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
    provenance: { ...provenance, ...assumedBy(plan) },
  };
}

/** What the audit must know: “tok/s” may count prompts as well, “RAM” may be the host's, and “TFLOPs” those of a whole pass. */
export function assumedBy({ note }: Pick<MetricPlan, "note">): Pick<Provenance, "assumed"> {
  return [flopAssumed, outputAssumed, ramAssumed].includes(note) ? { assumed: note } : {};
}

function placeOf({ raw, step, written, column, made }: ReadCell, line: number): Place {
  const conversion = step !== null && written !== null ? step.record(written) : null;
  const rounded = written === null ? null : nearestDouble(raw, written);
  return {
    locator: { line, column: column + 1 },
    raw: detached(raw),
    conversions: [rounded, made, conversion].filter((each) => each !== null),
  };
}

function provenanceOf(
  cells: readonly ReadCell[],
  chosen: ReadCell,
  spread: Spread,
  line: number,
): Provenance {
  const others = cells.filter((cell) => cell !== chosen && cell.value !== null);
  const places = others.flatMap((cell) =>
    cell.plan.statistic in emptyStats() ? [[cell.plan.statistic, placeOf(cell, line)] as const] : [],
  );
  const { made } = spread;
  if (made !== null) {
    const { locator, raw } = placeOf(made.cell, line);
    places.push(["sd", { locator, raw, conversions: [made.conversion] }]);
  }
  if (places.length === 0) return placeOf(chosen, line);
  return { ...placeOf(chosen, line), statistics: Object.fromEntries(places) };
}

/** Whether the cell says something that is no number. */
function isText({ problem, value, raw }: ReadCell): boolean {
  return problem === null && value === null && raw !== "";
}

/** A text beside other statistics is lost, unless a draft that is kept says the same; and so is a spread of another one. */
function reportLost(cell: ReadCell, kept: readonly ReadCell[], line: number, problems: ProblemList): void {
  const { plan, value, beside, missing } = cell;
  if (kept.includes(cell)) return;
  const isSaid = missing !== null && kept.some((other) => other.missing === missing);
  const isLimits = plan.statistic === "ci_half" && cell.range !== null;
  const isLost = (isText(cell) && !isSaid && !isLimits) || (beside !== null && beside.kind !== "unsaid");
  const isWrong = value !== null && !isPossible(plan.statistic, value);
  if (isLost || isWrong) report(cell, expectedNumber(plan.statistic), line, problems);
}

function report({ column, raw }: ReadCell, expected: string, line: number, problems: ProblemList): void {
  problems.add({ line, column: column + 1 }, raw, expected);
}

function statsOf(cells: readonly ReadCell[], { n, sd }: Spread): Stats {
  const stats = emptyStats();
  if (cells.length > 1)
    for (const { plan, value } of cells)
      if (!isSpread(plan.statistic) && value !== null) stats[plan.statistic] = value;
  return { ...stats, n, sd };
}

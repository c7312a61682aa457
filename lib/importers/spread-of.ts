// What the cells of one metric in one row say of its spread: a standard deviation or what one follows from, a count, an
// interval; in columns of their own, or beside the number in its cell.
import { decimalText } from "../points/decimal";
import type { HeldStatistic } from "../points/headers";
import type { Interval } from "../points/interval";
import type { Conversion } from "../points/provenance";
import type { ReadCell } from "./table-cell";

export interface Spread {
  n: number | null;
  sd: number | null;
  stated: Interval | null;
  /** How the standard deviation was made, where another number is what the file states, and the cell of that. */
  made: { cell: ReadCell; conversion: Conversion } | null;
  /** What cannot be used, and what would have to stand there. */
  lost: { cell: ReadCell; expected: string }[];
}

/** @param chosen the cell of the value itself */
export function spreadOf(cells: readonly ReadCell[], chosen: ReadCell): Spread {
  const held = (statistic: HeldStatistic) =>
    cells.find(
      ({ plan, value }) => plan.statistic === statistic && value !== null && isPossible(statistic, value),
    );
  const n = held("n")?.value ?? chosen.plan.n ?? null;
  const spread: Spread = { n, sd: held("sd")?.value ?? null, stated: null, made: null, lost: [] };
  addDeviation(spread, chosen, held);
  addInterval(spread, cells, chosen, held);
  return spread;
}

/** Whether the number can be such a statistic. */
export function isPossible(statistic: HeldStatistic, value: number): boolean {
  if (statistic === "n") return Number.isInteger(value) && value >= 0;
  if (statistic === "ci_level") return value > 0 && value < 100 && value !== 1;
  return !["sd", "sem", "cv", "ci_half"].includes(statistic) || value >= 0;
}

/** What has to stand in a column of the statistic. */
export function expectedNumber(statistic: HeldStatistic): string {
  if (statistic === "n") return "a whole number for n";
  if (statistic === "sd") return "a spread of 0 or more for sd";
  if (statistic === "ci_level") return "the interval's level, such as 0.95";
  return `a number for ${statistic.replaceAll("_", " ")}`;
}

type Held = (statistic: HeldStatistic) => ReadCell | undefined;

function addDeviation(spread: Spread, chosen: ReadCell, held: Held): void {
  if (spread.sd !== null) return;
  const { beside } = chosen;
  if (beside?.kind === "sd") {
    spread.sd = beside.of;
    return;
  }
  const cell = beside?.kind === "standard error" ? chosen : held("sem");
  const error = beside?.kind === "standard error" ? beside.of : cell?.value;
  if (cell !== undefined && error !== undefined && error !== null) return addOfError(spread, cell, error);
  const variation = held("cv");
  const mean = chosen.plan.statistic === "mean" ? chosen.value : (held("mean")?.value ?? null);
  if (variation === undefined || mean === null) return;
  spread.sd = (Math.abs(mean) * variation.value!) / 100;
  const from = `coefficient of variation ${decimalText(variation.value!)} %`;
  const conversion = { from, to: `sd ${decimalText(spread.sd)}`, by: `× mean ${decimalText(mean)}` };
  spread.made = { cell: variation, conversion };
}

/** sd = standard error × √n. */
function addOfError(spread: Spread, cell: ReadCell, error: number): void {
  if (spread.n === null || spread.n < 2) {
    spread.lost.push({ cell, expected: "the n behind a standard error: without it the spread is not known" });
    return;
  }
  spread.sd = error * Math.sqrt(spread.n);
  const conversion = {
    from: `standard error ${decimalText(error)}`,
    to: `sd ${decimalText(spread.sd)}`,
    by: `× √n, n = ${spread.n}`,
  };
  spread.made = { cell, conversion };
}

function addInterval(spread: Spread, cells: readonly ReadCell[], chosen: ReadCell, held: Held): void {
  const limits = limitsOf(cells, chosen, held);
  if (limits === null || chosen.value === null) return;
  const { cell, low, high, level } = limits;
  if (level === null) spread.lost.push({ cell, expected: "an interval with its level, such as 95 % CI" });
  else if (!(low <= chosen.value && chosen.value <= high))
    spread.lost.push({ cell, expected: "an interval that holds the value" });
  else spread.stated = { low, high, level, method: "stated", n: spread.n, varies: "not-stated" };
}

function limitsOf(
  cells: readonly ReadCell[],
  chosen: ReadCell,
  held: Held,
): { cell: ReadCell; low: number; high: number; level: number | null } | null {
  const { beside } = chosen;
  const around = cells.find(({ plan, range }) => plan.statistic === "ci_half" && range !== null);
  const [low, high, half] = [held("ci_low"), held("ci_high"), held("ci_half")];
  const written = held("ci_level")?.value ?? null;
  const column = written === null ? null : written > 1 ? written / 100 : written;
  const levelOf = (cell: ReadCell) => column ?? cell.plan.level ?? null;
  if (beside?.kind === "interval") return { ...beside, cell: chosen, level: beside.level ?? column };
  if (low !== undefined && high !== undefined)
    return { cell: low, low: low.value!, high: high.value!, level: levelOf(low) ?? levelOf(high) };
  if (around?.range?.low != null && around.range.high !== null)
    return { cell: around, low: around.range.low, high: around.range.high, level: levelOf(around) };
  if (half === undefined || chosen.value === null) return null;
  const { value } = half;
  return { cell: half, low: chosen.value - value!, high: chosen.value + value!, level: levelOf(half) };
}

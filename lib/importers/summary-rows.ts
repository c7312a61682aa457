// Rows that are about other rows: an average or a total below them, or one row a statistic of one run.
import { readStatistic, type HeldStatistic } from "../points/headers";
import { statistics, type Statistic } from "../points/point";
import { confirmedNote } from "./column-role";
import type { ColumnPlan } from "./wide-columns";

const labels = new Set(
  (
    "average|avg|averages|mean|median|total|totals|sum|grand total|geomean|geometric mean|geo mean|overall average|average (all)|" +
    "durchschnitt|mittelwert|gesamt|summe|moyenne|total général|promedio|media|среднее|итого|всего|平均|平均值|合计|总计|合計|" +
    "subtotal|subtotals|sub-total|sub total|overall|overall mean|harmonic mean|zwischensumme|sous-total|小计|小計|平均値|中央値|" +
    "std|stdev|std dev|standard deviation|variance|unit|units|einheit|einheiten|unité|unidad|единица|单位"
  ).split("|"),
);
/** An engine may be called MAX: these are labels only beside others. */
const extremes = new Set(["min", "max", "minimum", "maximum"]);

/** Whether a cell that should name a run or a setup says that its row is about other rows. */
export function isSummaryLabel(cell: string, withExtremes = false): boolean {
  if (cell.length > 30) return false;
  const text = plainLabel(cell);
  return labels.has(text) || (withExtremes && extremes.has(text));
}

function plainLabel(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replace(/^[*_]+|[*_:]+$/g, "")
    .trim();
}

/** A column in which a row may say that it is about other rows. */
export interface SummaryColumn {
  column: number;
  /** Whether `min` and `max` are labels there. */
  withExtremes: boolean;
}

/**
 * The columns in which a row may say that it is about other rows: those that name what was measured, and runs. A column
 * that holds hardly anything else is no such column.
 */
export function summaryColumns(
  plans: readonly ColumnPlan[],
  rows: readonly (readonly string[])[],
): SummaryColumn[] {
  const first = plans.findIndex(({ kind }) => kind !== "ignored");
  return plans.flatMap((plan, i) => {
    const isName = plan.kind === "case" && ["model", "system", "hardware"].includes(plan.field);
    const mayName =
      isName || plan.kind === "run" || (i === first && (plan.kind === "extra" || plan.kind === "case"));
    const cells = rows.map((row) => row[i]!.trim()).filter((cell) => cell !== "");
    const withExtremes = cells.some((cell) => isSummaryLabel(cell));
    const isLabel = (cell: string) => isSummaryLabel(cell, withExtremes);
    return mayName && areAbout(cells.map(isLabel)) ? [{ column: i, withExtremes }] : [];
  });
}

/** At most half of the rows, or those that end the table. */
function areAbout(labelled: readonly boolean[]): boolean {
  const labels = labelled.filter(Boolean).length;
  const others = labelled.length - labels;
  return labels <= others || (others >= 2 && labelled.indexOf(true) > labelled.lastIndexOf(false));
}

const otherStatistic = /^p?\d+(?:\.\d+)?(?:th|%)?$/i;

/** The column that says which statistic its row is (`mean`, `p50`, `p99`); -1 where there is none. */
export function statisticColumn(plans: readonly ColumnPlan[], rows: readonly (readonly string[])[]): number {
  return plans.findIndex((plan, i) => {
    if (plan.kind !== "ignored" && (plan.kind !== "extra" || plan.note === confirmedNote)) return false;
    const cells = rows.map((row) => row[i]!.trim());
    const known = new Set(cells.map(readStatistic).filter((statistic) => statistic !== null));
    return (
      known.size >= 2 && cells.every((cell) => readStatistic(cell) !== null || otherStatistic.test(cell))
    );
  });
}

/** What is said of such a column. */
export const statisticNote = "names the statistic of each row";

/** The statistic of such a row; null where a point holds no such, or where it is a count or a spread of other rows. */
export function statisticOfRow(cell: string): Statistic | null {
  const found: HeldStatistic | null = readStatistic(cell.trim());
  return statistics.find((each) => each === found) ?? null;
}

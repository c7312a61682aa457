// Numbers under a name that is not known may be results, or say what was set. Where rows of one setup differ in them by
// more than repeats do, taking them for results would make repeats of what was never repeated: they are read as settings,
// and asked about.
import { readMeasured } from "../points/measured-text";
import type { Notation } from "../points/value-text";
import type { ColumnPlan } from "./wide-columns";

type Rows = readonly (readonly string[])[];

/** Repeats of one result differ by less. */
const repeatsDiffer = 1.2;

/** @param isUnknown whether the numbers of the column may be either */
export function likelySettings(
  plans: readonly ColumnPlan[],
  rows: Rows,
  notation: Notation,
  isUnknown: (column: number) => boolean,
): number[] {
  if (plans.some(({ kind }) => kind === "run" || kind === "sample")) return [];
  const firstResult = plans.findIndex((plan, i) => plan.kind === "metric" && !isUnknown(i));
  const open = plans.flatMap((plan, i) => (plan.kind === "metric" && isUnknown(i) ? [i] : []));
  const found: number[] = [];
  for (const column of open.filter((i) => rows.every((row) => isRound(row[i]!, notation)))) {
    const isLast = firstResult < 0 && found.length + 1 === open.length;
    // What stands before the first result is set, as a rule.
    const within = column < firstResult ? 1 : repeatsDiffer;
    if (!isLast && tellsApart(plans, rows, column, found, notation, within)) found.push(column);
  }
  return found;
}

/** A whole number, or one of two digits: `512`, `0.25`. */
function isRound(cell: string, notation: Notation): boolean {
  const read = readMeasured(cell, notation);
  if (read.kind === "missing") return true;
  if (read.kind !== "number") return false;
  return Number.isInteger(read.value) || Number(read.value.toPrecision(2)) === read.value;
}

/** Whether rows that are the same in all that says their setup differ in the column by more than a factor. */
function tellsApart(
  plans: readonly ColumnPlan[],
  rows: Rows,
  column: number,
  settings: readonly number[],
  notation: Notation,
  within: number,
): boolean {
  const saying = plans.flatMap(({ kind }, i) =>
    kind === "case" || kind === "extra" || kind === "both lengths" || kind === "parts" || settings.includes(i)
      ? [i]
      : [],
  );
  const setups = new Map<string, { low: number; high: number }>();
  for (const row of rows) {
    const read = readMeasured(row[column]!, notation);
    if (read.kind !== "number") continue;
    const key = saying.map((i) => row[i]!.trim()).join("\u0000");
    const { low, high } = setups.get(key) ?? { low: read.value, high: read.value };
    setups.set(key, { low: Math.min(low, read.value), high: Math.max(high, read.value) });
  }
  return [...setups.values()].some(({ low, high }) => high > low && (low <= 0 || high / low > within));
}

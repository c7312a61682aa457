// A column of units with one unit throughout, beside metrics that say none: `TTFT,TPOT,unit` over `100,5,ms`.
import { readHeader } from "../points/headers";
import { findUnit } from "../points/units";
import { readMeasured } from "../points/measured-text";
import { isUnitHeader } from "./metric-row-headers";

/** What one column says of the units of the others. */
export interface ConstantUnit {
  /** The column that says it. */
  column: number;
  /** One a column; blank where it has its own, or none. */
  units: string[];
}

const mostRows = 500;

export const constantUnitNote = "one unit throughout: of the metrics beside it that say none";

/** Null where a metric without a unit is not measured in that one: whose it is then, is not said. */
export function constantUnit(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): ConstantUnit | null {
  const column = headers.findIndex(isUnitHeader);
  // Of a longer table not every row is seen before it is read.
  if (column < 0 || rows.length > mostRows) return null;
  const said = new Set(rows.map((row) => row[column]!.trim()));
  const [unit = ""] = said;
  if (said.size !== 1 || findUnit(unit) === null) return null;
  const open = [...headers.keys()].filter(
    (i) => i !== column && lacksUnit(headers[i]!) && rows.every((row) => isPlain(row[i]!)),
  );
  const isOfAll = open.every((i) => isMetricIn(headers[i]!, unit));
  if (open.length === 0 || !isOfAll) return null;
  return { column, units: headers.map((_, i) => (open.includes(i) ? unit : "")) };
}

function lacksUnit(header: string): boolean {
  const meaning = readHeader(header);
  if (meaning.kind === "metric") return meaning.unit === null;
  return meaning.kind === "unknown" && meaning.unit === null;
}

/** A number that names no unit itself, or a text for none. */
function isPlain(cell: string): boolean {
  const read = readMeasured(cell, "unknown");
  return read.kind === "missing" || ("unit" in read && read.unit === null) || isTwofold(cell);
}

/** `1,234` is a number, whichever. */
function isTwofold(cell: string): boolean {
  return /^\s*\d{1,3}[.,]\d{3}\s*$/.test(cell);
}

function isMetricIn(header: string, unit: string): boolean {
  return header !== "" && readHeader(`${header} (${unit})`).kind === "metric";
}

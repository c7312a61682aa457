import type { ExploreModel, TableRow } from "../series/explore-model";
import { countText, intervalText, withUnit } from "../series/number-text";
import { methodText, type Caption } from "./caption";
import { isDoubtful } from "../points/point-audit";
import { auditText } from "./audit-text";

/** A row's value and what stands behind it as a reader is told them: `151.0 tok/s`, or with its spread `151.0` and `±2.5 tok/s`. */
export function valueTexts(row: TableRow, unit: string): { value: string; spread: string } {
  const value = row.missing === null ? row.text : row.missing || "not stated";
  if (row.missing !== null) return { value, spread: "" };
  if (row.spread === "") return { value: withUnit(value, unit), spread: "" };
  return { value, spread: withUnit(row.spread, row.evidence === "claim" ? "" : unit) };
}

/** One point in a title and two sentences: its value with its spread, and how it came about. */
export function pointTexts(
  { rows, series }: ExploreModel,
  caption: Caption,
): { title: string; description: string } | null {
  const [row] = rows;
  if (row === undefined) return null;
  const { value, spread } = valueTexts(row, series.unit);
  const name = row.label || row.group;
  const said = [value, spread].filter((text) => text !== "").join(" ");
  const interval =
    row.interval === null
      ? "No interval"
      : `${methodText(row.interval)}: ${intervalText(row.interval, " to ")}`;
  const n = row.n === null ? "n not stated" : `n = ${countText(row.n)}`;
  const doubt = isDoubtful(row.audit) ? ` ${auditText(row.audit)}.` : "";
  return {
    title: name === "" ? said : `${name}: ${said}`,
    description: `${caption.title}, ${row.evidence}. ${interval}, ${n}. ${row.file} ${row.place}.${doubt}`,
  };
}

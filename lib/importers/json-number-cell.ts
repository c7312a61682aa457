import { cellAt } from "./json-metric";
import type { JsonPath, JsonRecord } from "./json-record";
import { numberIn } from "./plain-number";
import type { StatedCell } from "./stated-metric";

/** The scalar at a path as a cell, as `cellAt`; a text that is a plain number (`"538"`) is read as that number. */
export function numberCellAt(record: JsonRecord, path: JsonPath): StatedCell | null {
  const cell = cellAt(record, path);
  if (cell === null || cell.value !== null) return cell;
  return { ...cell, value: numberIn(cell.raw) };
}

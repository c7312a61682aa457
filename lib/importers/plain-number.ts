import { readValueText } from "../points/value-text";

/** The number that a text is, without a unit; null for any other text. */
export function numberIn(text: string): number | null {
  const read = readValueText(text);
  return read.kind === "number" && read.unit === null ? read.value : null;
}

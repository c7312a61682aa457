import { numberOf, stringOf, type JsonNode } from "./json-node";
import { readValueText } from "../points/value-text";

/** The number that a text is, without a unit; null for any other text. */
export function numberIn(text: string): number | null {
  const read = readValueText(text);
  return read.kind === "number" && read.unit === null ? read.value : null;
}

/** The number that stands there, also where a program between wrote it as a text (`"512.0"`); null for anything else. */
export function numberWritten(node: JsonNode | undefined): number | null {
  return numberOf(node) ?? numberIn(stringOf(node) ?? "");
}

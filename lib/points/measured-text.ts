import { levelOf } from "./beside";
import { readDuration } from "./duration-text";
import {
  numberPattern,
  readParts,
  readValueText,
  unitPattern,
  type Notation,
  type ValueText,
} from "./value-text";

/** What one cell of results says, with what stands beside its number. */
export type MeasuredText =
  | ValueText
  /** `45 ms ± 3%`: a spread in percent of the value. */
  | { kind: "relative spread"; value: number; percent: number; unit: string | null }
  /** `45.3 (1.2)`, `120 (+5%)`: what is in brackets the cell does not say. */
  | { kind: "bracketed"; value: number; inner: number; inPercent: boolean; unit: string | null }
  /** `120.4 [119.0, 121.8]`. `level` where the cell says it: `(95% CI 119.0–121.8)`. */
  | { kind: "limits"; value: number; low: number; high: number; level: number | null; unit: string | null }
  /** `3h 20m`, in seconds. */
  | { kind: "duration"; value: number; unit: "s" };

const value = String.raw`^(?<value>${numberPattern})\s*(?<unit1>${unitPattern})?\s*`;
const relative = new RegExp(
  String.raw`${value}\(?(?:±|\+\/-|\+-)\s*(?<percent>${numberPattern})\s*%\)?$`,
  "u",
);
const bracketed = new RegExp(
  String.raw`${value}[([]\s*(?<inner>${numberPattern})\s*(?<unit>${unitPattern})?\s*[)\]]$`,
  "u",
);
const limits = new RegExp(
  String.raw`${value}[([]\s*(?:(?<level>\d{2})\s?%\s?(?:CI|KI)[:,]?\s*)?(?<low>${numberPattern})\s*(?:,|;|-|–|—|−|\.\.\.?|…|\bto\b)\s*(?<high>${numberPattern})\s*(?<unit>${unitPattern})?\s*[)\]]$`,
  "iu",
);

/** Reads one cell of results: as `readValueText`, and where that gives nothing, as a number with something beside it. */
export function readMeasured(cell: string, notation: Notation): MeasuredText {
  const plain = readValueText(cell, notation);
  if (plain.kind !== "unreadable" || cell.length > 100) return plain;
  const text = cell.trim();
  const seconds = readDuration(text);
  if (seconds !== null) return { kind: "duration", value: seconds, unit: "s" };
  return readRelative(text, notation) ?? readBracketed(text, notation) ?? readLimits(text, notation) ?? plain;
}

type Groups = Record<string, string | undefined>;

function readRelative(text: string, notation: Notation): MeasuredText | null {
  const found: Groups | undefined = relative.exec(text)?.groups;
  const parts = found && readParts([found["value"], found["percent"]], unitOf(found), notation);
  if (!parts || parts.values[1]! < 0) return null;
  return { kind: "relative spread", value: parts.values[0]!, percent: parts.values[1]!, unit: parts.unit };
}

function readBracketed(text: string, notation: Notation): MeasuredText | null {
  const found: Groups | undefined = bracketed.exec(text)?.groups;
  if (!found) return null;
  const inPercent = found["unit"]?.trim() === "%" && found["unit1"]?.trim() !== "%";
  const unit = inPercent ? (found["unit1"]?.trim() ?? null) : unitOf(found);
  const parts = readParts([found["value"], found["inner"]], unit || null, notation);
  if (!parts) return null;
  const [value, inner] = parts.values as [number, number];
  return { kind: "bracketed", value, inner, inPercent, unit: parts.unit };
}

/** Limits that the value does not stand between are none of its. */
function readLimits(text: string, notation: Notation): MeasuredText | null {
  const found: Groups | undefined = limits.exec(text)?.groups;
  const parts = found && readParts([found["value"], found["low"], found["high"]], unitOf(found), notation);
  if (!found || !parts) return null;
  const [of, low, high] = parts.values as [number, number, number];
  if (!(low <= of && of <= high)) return null;
  const level = found["level"] === undefined ? null : levelOf(found["level"]);
  return { kind: "limits", value: of, low, high, level, unit: parts.unit };
}

function unitOf(groups: Groups): string | null {
  return (groups["unit"] || groups["unit1"])?.trim() || null;
}

import { wholeText, headText } from "./decode";
import { readJson, type JsonReading } from "./tolerant-json";
import type { SourceFile } from "./source-file";

/** JSON is read as a whole text, unlike tables: a larger file is refused rather than left to fill the memory. */
export const jsonLimit = 64 * 1024 * 1024;

const read = new WeakMap<SourceFile, JsonReading>();

/** Whether the file begins like JSON, whatever its name. */
export function looksLikeJson(file: SourceFile): boolean {
  return /^\s*[[{]/.test(headText(file)?.slice(0, 1000) ?? "");
}

/**
 * The JSON values of a file, read once for all importers that ask; a file that is no text or too large gives none, and
 * the problem that says so.
 */
export function jsonOf(file: SourceFile): JsonReading {
  const known = read.get(file);
  if (known) return known;
  const whole = wholeText(file, jsonLimit);
  const reading =
    "text" in whole
      ? readJson(whole.text)
      : { text: "", documents: [], problems: [whole.problem], notes: [] };
  read.set(file, reading);
  return reading;
}

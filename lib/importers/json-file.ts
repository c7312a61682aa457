import { wholeText, headText } from "./decode";
import { objectsOnLine, readJson, type JsonReading } from "./tolerant-json";
import type { SourceFile } from "./source-file";
import { textHolds } from "./text-search";
import { looksLikeYaml, readYaml } from "./yaml-text";

/** JSON is read as a whole text, unlike tables: a larger file is refused rather than left to fill the memory. */
export const jsonLimit = 64 * 1024 * 1024;

const read = new WeakMap<SourceFile, { reading: JsonReading; isGiven: boolean }>();

/** The same file for importers of JSON, who find in it these values and no others. */
export function fileOfJson(file: SourceFile, reading: JsonReading): SourceFile {
  const given = { ...file };
  read.set(given, { reading, isGiven: true });
  return given;
}

/** Whether the file begins like JSON, whatever its name, or is to be read as JSON by what was found in it. */
export function looksLikeJson(file: SourceFile): boolean {
  return read.get(file)?.isGiven === true || /^\s*[[{]/.test(headText(file)?.slice(0, 1000) ?? "");
}

/**
 * The JSON values of a file, read once for all importers that ask; a file that is no text or too large gives none, and
 * the problem that says so.
 */
export function jsonOf(file: SourceFile): JsonReading {
  const known = read.get(file);
  if (known) return known.reading;
  const whole = wholeText(file, jsonLimit);
  const reading =
    "text" in whole
      ? readJson(whole.text)
      : { text: "", documents: [], problems: [whole.problem], notes: [] };
  read.set(file, { reading, isGiven: false });
  return reading;
}

/** A file of YAML as importers of JSON see it; null where it is none, or too large. */
export function yamlAsJson(file: SourceFile): SourceFile | null {
  if (looksLikeJson(file) || file.size > yamlLimit || !looksLikeYaml((headText(file) ?? "").slice(0, 8000)))
    return null;
  const whole = wholeText(file, jsonLimit);
  const root = "text" in whole ? readYaml(whole.text) : null;
  if (root === null || !("text" in whole)) return null;
  const documents = [{ root, pointer: "", line: null }];
  return fileOfJson(file, { text: whole.text, documents, problems: [], notes: [yamlNote] });
}

/** Each value is an object of its own to the reader of the language: 6 MB took it 830 MB, and 18 s on a busy machine. */
const yamlLimit = 8 * 1024 * 1024;

const yamlNote = "The file is YAML, and read as the same tool's JSON.";

/** A file that is other text with values of JSON on lines of their own (a log, a document), for importers of JSON; else null. */
export function jsonAmongText(file: SourceFile): SourceFile | null {
  if (looksLikeJson(file) || file.size > jsonLimit || !textHolds(file, (text) => objectsOnLine.test(text)))
    return null;
  const reading = jsonOf(file);
  return reading.documents.some(({ root }) => root.kind === "object" || root.kind === "array")
    ? fileOfJson(file, reading)
    : null;
}

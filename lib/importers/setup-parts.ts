// Texts that say several things of a setup at once: `TP8 bs=32`, `bs=32, in=1024, out=128`, `FP8, 8xH100`, `tp4_pp2`.
import { numberFields, type CaseField, type NumberField } from "../points/case";
import { readHeader } from "../points/headers";
import type { FixedField } from "./column-role";
import { countIn } from "./count-text";
import { countedHardware } from "./counted-hardware";
import { looksOnlyLike } from "./looks-like";

const longest = 200;
/** A model is divided over no more stages than that: `pp512` are prompt tokens. */
const mostStages = 64;

/**
 * The fields that a text names, in its order; null unless each of its parts is of a field that is known, and each field is
 * named once. One part alone counts only where it has the sign between name and value: `TP=4`.
 */
export function setupParts(text: string): FixedField[] | null {
  if (text.length > longest) return null;
  const parts = text
    .trim()
    .split(/\s*[,;|]\s*|\s+[/+]\s+/)
    .map((part) => fieldsOfPart(part.trim()));
  if (parts.some((part) => part === null)) return null;
  const found = parts.flatMap((part) => part!);
  const isOneOfEach = new Set(found.map(({ field }) => field)).size === found.length;
  if (!isOneOfEach || (found.length === 1 && !/^[a-z][\w ]*[=:]\s*\S+$/i.test(text.trim()))) return null;
  return found;
}

/** What stands between two commas: one thing, or several parted by blanks or, of names with numbers alone, `_` and `-`. */
function fieldsOfPart(part: string): FixedField[] | null {
  const pieces = fieldsOfPieces(part.split(/\s+/));
  // `vLLM bs=8` begins as the name of an engine does.
  if (pieces !== null && new Set(pieces.map(({ field }) => field)).size === pieces.length) return pieces;
  return fieldsOf(part) ?? pieces ?? fieldsOfPieces(part.split(/[_-]/), true);
}

function fieldsOfPieces(pieces: readonly string[], isCounted = false): FixedField[] | null {
  if (pieces.length < 2) return null;
  const fields = pieces.map((piece) => (isCounted && !/\d$/.test(piece) ? null : fieldsOf(piece)));
  return fields.every((each) => each !== null) ? fields.flat() : null;
}

function fieldsOf(text: string): FixedField[] | null {
  if (text === "") return null;
  const counted = countOf(text);
  if (counted !== null) return [counted];
  const named = namedIn(text);
  if (named !== null) return [named];
  const devices = /=|:/.test(text) ? null : countedHardware(text);
  if (devices !== null && looksOnlyLike(devices.hardware) === "hardware")
    return [fixed("hardware", devices.hardware), fixed("accelerators", String(devices.count))];
  const kind = looksOnlyLike(text);
  return kind === null ? null : [fixed(kind, text)];
}

/** `bs=32`, `TP8`, `8 GPUs`. A name of one letter needs the sign: `c=8`. */
function countOf(text: string): FixedField | null {
  if (/^[a-z]\s*\d/i.test(text)) return null;
  const found = numberFields
    .map((field): [NumberField, number | null] => [field, countIn(text, field)])
    .find(([field, count]) => count !== null && !(field === "pipeline_parallel" && count > mostStages));
  return found === undefined ? null : fixed(found[0], String(found[1]));
}

/** `dtype=fp16`, `model: llama-8b`: a name of a field of texts, and its value. */
function namedIn(text: string): FixedField | null {
  const [, name, value] = /^([a-z][\w ]{0,30}?)\s*[=:]\s*(\S+)$/i.exec(text) ?? [];
  const meaning = name === undefined ? null : readHeader(name);
  if (meaning?.kind !== "case" || value === undefined) return null;
  return (numberFields as readonly string[]).includes(meaning.field) ? null : fixed(meaning.field, value);
}

function fixed(field: CaseField, text: string): FixedField {
  return { field, name: field, text };
}

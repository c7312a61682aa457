import { halfWidth } from "./half-width";
import { withoutEntities } from "./html-entities";
import { findUnit } from "./units";

/** What one cell says. `unit` is as spelled there, and known; null where the cell names none. */
export type ValueText =
  | { kind: "number"; value: number; unit: string | null }
  | { kind: "spread"; value: number; sd: number; unit: string | null }
  | { kind: "range"; low: number | null; high: number | null; unit: string | null }
  | { kind: "missing"; text: string }
  | { kind: "unreadable"; expected: string };

/**
 * Which sign parts whole from broken in a file's numbers. `unknown`: nothing in the file decides, so that a number such
 * as `1,234` is not read at all; where decimal commas are common, nor is `1.234`: `either`.
 */
export type Notation = "point" | "comma" | "unknown" | "either";

/** Whether digits with a point are a number whatever else the file holds. */
export function isPlain(notation: Notation): boolean {
  return notation === "point" || notation === "unknown";
}

const missingTexts = new Set(
  [
    "",
    "-",
    "–",
    "—",
    "--",
    "?",
    ".",
    "n/a",
    "na",
    "n.a.",
    "#n/a",
    "nan",
    "null",
    "none",
    "nil",
    "inf",
    "-inf",
    "+inf",
    "infinity",
    "-infinity",
    "oom",
    "out of memory",
    "cuda out of memory",
    "error",
    "err",
    "failed",
    "fail",
    "failure",
    "crash",
    "crashed",
    "timeout",
    "timed out",
    "skipped",
    "not supported",
    "unsupported",
    "not measured",
    "not available",
    "unknown",
    "tbd",
    "missing",
    "#div/0!",
    "#value!",
    "#ref!",
    "#num!",
  ].flatMap((text) => [text, `(${text})`, `[${text}]`]),
);

/** Whether a text stands for "no number", and names nothing either: blank, `N/A`, `-`, `nan`, `OOM`. */
export function isMissingText(text: string): boolean {
  return missingTexts.has(text.trim().toLowerCase());
}

/** Whether a text stands for "no name": as above, but `Infinity` is an engine. `NaN` is what pandas writes for a missing text, too. */
export function isMissingName(text: string): boolean {
  return isMissingText(text) && !/^\W?inf(?:inity)?\W?$/i.test(text.trim());
}

/** Texts that stand for "no number" where a number should be; elsewhere they may be names. */
const missingValues = new Set(
  [
    "n.d.",
    "n/d",
    "nd",
    "dnf",
    "did not finish",
    "not run",
    "not tested",
    "not applicable",
    "no data",
    "pending",
    "killed",
    "hang",
    "hung",
    "k.a.",
    "k. a.",
    "keine angabe",
    "non mesuré",
    "no medido",
    "н/д",
    "нет данных",
    "无",
    "未测试",
    "不支持",
    "显存不足",
    "内存不足",
    "なし",
    "未計測",
    "メモリ不足",
    "메모리 부족",
    "❌",
    "✗",
    "✘",
    "✖",
    "🚫",
    "⛔",
    "💥",
  ].flatMap((text) => [text, `(${text})`, `[${text}]`]),
);

/** Such a text and what explains it: `N/A (OOM)`, `OOM at bs=64`, `error: CUDA out of memory`, `DNF!`. */
const explainedMissing =
  /^(?:❌\s*)?(?:n\/a|n\.a\.|(?:cuda |gpu |host )?(?:oom|out of memory)|(?:cuda |runtime)?error|fail(?:ed|ure)?|crash(?:ed)?|time(?:out|d out)|unsupported|not (?:supported|run|tested|measured|available)|dnf|killed)(?:[!*.]{1,3}|(?:\s*[-–—:/,([]\s*| (?:at|on|for|with|after|due to|because) ).{1,60})?$/;

function isMissingValue(text: string): boolean {
  const lower = text.toLowerCase();
  const isSaid = missingValues.has(lower) || (lower.length < 80 && explainedMissing.test(lower));
  return isSaid || isMissingText(text);
}

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** A number as people write it; `readParts` decides whether it is one. */
export const numberPattern = String.raw`[+\-−]?[\d.](?:[\d.,'’\u00a0\u2007-\u2009\u202f]|\s(?=\d{3}(?!\d)))*(?:[eE][+-]?\d+)?`;
export const unitPattern = String.raw`[^\d\s()±+\-–—<>≤≥~][^±<>≤≥]*?`;
const single = new RegExp(
  String.raw`^(?<prefix>[$€£]?)\s*(?<value>${numberPattern})\s*(?<unit>${unitPattern})?$`,
  "u",
);
const spread = new RegExp(
  String.raw`^(?<value>${numberPattern})\s*(?<unit1>${unitPattern})?\s*\(?(?:±|\+\/-|\+-)\s*(?<sd>${numberPattern})\s*(?<unit>${unitPattern})?\)?$`,
  "u",
);
const between = new RegExp(
  String.raw`^(?<prefix>[$€£]?)(?<low>${numberPattern})\s*(?<unit1>${unitPattern})?\s*(?:-|–|—|−|~|\.\.\.?|…|\bto\b)\s*(?<high>${numberPattern})\s*(?<unit>${unitPattern})?$`,
  "u",
);
const above = new RegExp(
  String.raw`^(?:>|>=|≥|at least|more than|over|min\.?)\s*(?<low>${numberPattern})\s*(?<unit>${unitPattern})?\+?$`,
  "iu",
);
const below = new RegExp(
  String.raw`^(?:<|<=|≤|at most|less than|under|up to|max\.?)\s*(?<high>${numberPattern})\s*(?<unit>${unitPattern})?$`,
  "iu",
);
const plus = new RegExp(
  String.raw`^(?<low>${numberPattern})\s*(?:\+\s*(?<unit>${unitPattern})?|(?<unit1>${unitPattern})\s*\+)$`,
  "u",
);

/**
 * Reads one cell: a number, with its unit where it has one (`550 tok/sec`, `1.42x`), with its spread (`123.4 ± 5.6`), a
 * stated range (`2-10x`, `<20 ms`, `1000+`), a text that means "no number", or nothing that can be read as one of these.
 * Numbers that a double cannot hold (`1e400`), hexadecimal and numbers with two readings are unreadable, never guessed.
 */
export function readValueText(cell: string, notation: Notation = "point"): ValueText {
  const trimmed = cell.trim();
  if (isPlain(notation) && plain.test(trimmed)) return numberOf(trimmed);
  const marked = withoutFootnote(bareText(trimmed));
  if (isMissingValue(marked)) return { kind: "missing", text: cell };
  const text = withoutAbout(marked);
  if (text !== trimmed && isPlain(notation) && plain.test(text)) return numberOf(text);
  return (
    readSingle(text, notation) ??
    readSpread(text, notation) ??
    readRange(text, notation) ?? { kind: "unreadable", expected: expectedOf(text, notation) }
  );
}

/** Where a part of a spread or range has two readings, that is what hinders. */
function expectedOf(text: string, notation: Notation): string {
  const found = [spread, between, above, below, plus]
    .find((pattern) => pattern.test(text))
    ?.exec(text)?.groups;
  const reasons = [found?.["value"], found?.["sd"], found?.["low"], found?.["high"]].map((part) =>
    part === undefined ? 0 : readNumber(part, notation),
  );
  const twofold = reasons.find((reason) => typeof reason === "string" && reason.startsWith(oneReading));
  return typeof twofold === "string" ? twofold : "a number, with a known unit if any";
}

const about =
  /^(?:[~≈∼]|(?:ca|approx|c)\.|ca|circa|approx(?:imately)?|about|around|etwa|environ|около|約|约)\s*(?=[$€£]?[\d.])/iu;

/** The sign or word before a number that is only about right: `~`, `ca.`; null where there is none. */
export function aboutOf(cell: string): string | null {
  return about.exec(bareText(cell.trim()))?.[0].trim() ?? null;
}

function withoutAbout(text: string): string {
  return text.replace(about, "");
}

/** A cell without what spreadsheets and documents write around its text: `="92.4"`, `'92.4`, `**92.4**`, `9&nbsp;`, `９２`. */
function bareText(written: string): string {
  const text = halfWidth(withoutEntities(written)).trim();
  const inner = /^="(.*)"$/.exec(text)?.[1] ?? /^\*\*(.+)\*\*$/.exec(text)?.[1] ?? text;
  return inner.replace(/^'(?=[\d+\-.])/, "").trim();
}

const footnote =
  /(?<=[\p{L}\d%.)])\s?(?:\*{1,3}|[†‡§]+|(?<!(?:^|\D)10|[⁻⁺])[¹²³⁰⁴-⁹]+|\[(?:\d{1,2}|[a-z])\])$/u;

/** The mark at a cell's end that points at a note: `*` of `92.4*`, `¹`, `[2]`; null where there is none. */
export function footnoteOf(cell: string): string | null {
  return footnote.exec(bareText(cell.trim()))?.[0]?.trim() ?? null;
}

function withoutFootnote(text: string): string {
  return text.replace(footnote, "");
}

/** `1.2k tok/s`, `32K`, `1.5M`: a number in thousands or millions, and the cell without that letter. Null for any other. */
export function readScaled(cell: string): { text: string; times: number } | null {
  const [, digits, letter, rest = ""] =
    /^(\D{0,2}[\d.,]+)\s*([kKM])(?:\s*(?=[a-z]+\s*\/|tok|req)(.+))?$/.exec(withoutFootnote(cell.trim())) ??
    [];
  if (digits === undefined) return null;
  return { text: `${digits} ${rest}`.trim(), times: letter === "M" ? 1e6 : 1e3 };
}

function numberOf(digits: string): ValueText {
  const value = finite(digits);
  return value === null
    ? { kind: "unreadable", expected: "a number that a double can hold" }
    : { kind: "number", value, unit: null };
}

/** Null where a double would overflow, or become 0 without being written as 0. */
function finite(digits: string): number | null {
  const value = Number(digits);
  if (!Number.isFinite(value)) return null;
  if (value !== 0) return value;
  return /[1-9]/.test(digits.replace(/[eE].*$/, "")) ? null : 0;
}

type Groups = Record<string, string | undefined>;

function readSingle(text: string, notation: Notation): ValueText | null {
  const found: Groups | undefined = single.exec(text)?.groups;
  if (!found) return null;
  const spelled = found["unit"]?.trim() || found["prefix"] || null;
  if (spelled !== null && findUnit(spelled) === null) return null;
  const value = readNumber(found["value"]!, notation);
  return typeof value === "string"
    ? { kind: "unreadable", expected: value }
    : { kind: "number", value, unit: spelled };
}

function readSpread(text: string, notation: Notation): ValueText | null {
  const found: Groups | undefined = spread.exec(text)?.groups;
  if (!found) return null;
  // `45 ms ± 3 %` has a spread in another unit than its value.
  if (!areOneUnit(found)) return null;
  const parts = readParts([found["value"], found["sd"]], unitOf(found), notation);
  if (!parts) return null;
  const [value, sd] = parts.values as [number, number];
  return sd < 0 ? null : { kind: "spread", value, sd, unit: parts.unit };
}

function readRange(text: string, notation: Notation): ValueText | null {
  const both: Groups | undefined = between.exec(text)?.groups;
  if (both) {
    if (!areOneUnit(both)) return null;
    const parts = readParts([both["low"], both["high"]], unitOf(both), notation);
    if (!parts || parts.values[0]! > parts.values[1]!) return null;
    return { kind: "range", low: parts.values[0]!, high: parts.values[1]!, unit: parts.unit };
  }
  const open: Groups | undefined = (above.exec(text) ?? below.exec(text) ?? plus.exec(text))?.groups;
  const parts = open && readParts([open["low"] ?? open["high"]], unitOf(open), notation);
  if (!open || !parts) return null;
  const side = parts.values[0]!;
  return open["low"] === undefined
    ? { kind: "range", low: null, high: side, unit: parts.unit }
    : { kind: "range", low: side, high: null, unit: parts.unit };
}

/** What stands behind both numbers; `8xH100 70B` is no range. */
function areOneUnit(groups: Groups): boolean {
  const [first, last] = [groups["unit1"]?.trim(), groups["unit"]?.trim()];
  if (!first || !last) return true;
  const [a, b] = [findUnit(first), findUnit(last)];
  return a !== null && a === b;
}

function unitOf(groups: Groups): string | null {
  return (groups["unit"] || groups["unit1"] || groups["prefix"])?.trim() || null;
}

/** Numbers of one cell and their unit; null where one of them is no number or has two readings, or the unit is not known. */
export function readParts(texts: (string | undefined)[], unit: string | null, notation: Notation) {
  if (unit !== null && findUnit(unit) === null) return null;
  const values = texts.map((text) => readNumber(text!, notation));
  return values.every((value) => typeof value === "number") ? { values, unit } : null;
}

/** Whether a text is a number, whichever reading `1,820` has. */
export function isWrittenNumber(text: string): boolean {
  const read = readValueText(text, "unknown");
  return read.kind === "number" || (read.kind === "unreadable" && read.expected.startsWith(oneReading));
}

/** How the expectation begins where a number has two readings. */
export const oneReading = "a number that reads one way only";

/** The number that digits with signs between them stand for, or the words that say why they stand for none. */
function readNumber(written: string, notation: Notation): number | string {
  const digits = written.replace("−", "-");
  const whole = digits.replace(/[eE][+-]?\d+$/, "");
  const meant = plainDigits(whole, notation);
  if (meant === null) return "a number";
  if (meant === "ambiguous")
    return `${oneReading}: ${whole} may have a thousands separator or a decimal ${whole.includes(",") ? "comma" : "point"}`;
  return finite(meant + digits.slice(whole.length)) ?? "a number that a double can hold";
}

const grouped = (separator: string) => new RegExp(`^[+-]?[1-9]\\d{0,2}(?:${separator}\\d{3})+$`);
const groupedBy = {
  comma: grouped(","),
  point: grouped("\\."),
  other: grouped("[ '’\\u00a0\\u2007-\\u2009\\u202f]"),
  /** `1,23,456`: thousands, then hundreds of them. Its groups are of no other kind. */
  indian: /^[+-]?[1-9]\d?(?:,\d{2})+,\d{3}$/,
};

function plainDigits(text: string, notation: Notation): string | "ambiguous" | null {
  const lastPoint = text.lastIndexOf(".");
  const lastComma = text.lastIndexOf(",");
  if (groupedBy.other.test(text.slice(0, lastSeparator(lastPoint, lastComma, text)))) {
    return plainDigits(text.replace(/[ '’\u00a0\u2007-\u2009\u202f]/g, ""), notation);
  }
  if (/[^\d.,+-]/.test(text)) return null;
  if (lastPoint >= 0 && lastComma >= 0) return bothSigns(text, lastPoint, lastComma);
  if (lastComma >= 0) return onlyCommas(text, notation);
  return onlyPoints(text, notation);
}

function lastSeparator(lastPoint: number, lastComma: number, text: string): number {
  const last = Math.max(lastPoint, lastComma);
  return last < 0 ? text.length : last;
}

/** `1,234.5` or `1.234,5`: the last sign is the decimal one, if the others group by three. */
function bothSigns(text: string, lastPoint: number, lastComma: number): string | null {
  const [whole, part, groups] =
    lastPoint > lastComma
      ? [text.slice(0, lastPoint), text.slice(lastPoint + 1), groupedBy.comma]
      : [text.slice(0, lastComma), text.slice(lastComma + 1), groupedBy.point];
  const isGrouped = groups.test(whole) || groupedBy.indian.test(whole);
  return isGrouped && /^\d*$/.test(part) ? `${whole.replace(/[.,]/g, "")}.${part}` : null;
}

function onlyCommas(text: string, notation: Notation): string | "ambiguous" | null {
  const asGroups = groupedBy.comma.test(text) || groupedBy.indian.test(text);
  const asDecimal = /^[+-]?\d*,\d+$/.test(text);
  if (notation === "point") return asGroups ? text.replaceAll(",", "") : null;
  if (notation === "comma") return asDecimal ? text.replace(",", ".") : null;
  if (asGroups && asDecimal) return "ambiguous";
  if (asGroups) return text.replaceAll(",", "");
  return asDecimal ? text.replace(",", ".") : null;
}

function onlyPoints(text: string, notation: Notation): string | "ambiguous" | null {
  const asGroups = groupedBy.point.test(text);
  if (notation === "either" && asGroups && plain.test(text)) return "ambiguous";
  if (notation === "comma")
    return asGroups ? text.replaceAll(".", "") : plain.test(text) && !text.includes(".") ? text : null;
  if (plain.test(text)) return text;
  return asGroups ? text.replaceAll(".", "") : null;
}

const spacesInNumber = /(?<=\d)[ '’\u00a0\u2007-\u2009\u202f](?=\d{3}(?!\d))/g;

/**
 * A number, with its unit and what stands beside it if any. `Llama-3.1`, `{"tp": 4, "pp": 1}` and `v0.9` are none: their
 * points and commas say nothing of the file's numbers.
 */
const shownIn =
  /^[^\p{L}\d.,{[]{0,3}(?:(?:ca|approx)\.?\s|about\s)?(?<digits>[\d.,]*\d)[^\d]{0,30}(?:(?:±|\+\/?-|[([:–—-]|\bto\b|\.\.)[^\d]{0,10}[\d.,]+[^\d]{0,30})*$/u;

/** What one cell shows of the notation: a decimal point, a decimal comma, or nothing that decides. */
export function notationShown(cell: string): "point" | "comma" | null {
  if (cell.length > 100) return null;
  const digits = shownIn.exec(halfWidth(cell).trim().replace(spacesInNumber, ""))?.groups?.["digits"];
  if (digits === undefined || !/[.,]/.test(digits)) return null;
  const lastPoint = digits.lastIndexOf(".");
  const lastComma = digits.lastIndexOf(",");
  if (lastPoint >= 0 && lastComma >= 0) return lastPoint > lastComma ? "point" : "comma";
  const sign = lastPoint >= 0 ? "." : ",";
  const groups = sign === "." ? groupedBy.point : groupedBy.comma;
  if (groupedBy.indian.test(digits)) return "point";
  // 1.234.567 has groups; 1.234 may have; 0.123, 1.5 and 1.23456 have none.
  if (groups.test(digits))
    return digits.indexOf(sign) === digits.lastIndexOf(sign) ? null : sign === "." ? "comma" : "point";
  return digits.indexOf(sign) === digits.lastIndexOf(sign) ? (sign === "." ? "point" : "comma") : null;
}

/**
 * The notation of a table by the numbers in its cells: what most cells show, where the few that show the other do not
 * amount to one in twenty. A file that shows nothing is `unknown`: its `1.5`-like cells read with a point anyway.
 */
export function notationOf(cells: Iterable<string>): Notation {
  const shown = { point: 0, comma: 0 };
  for (const cell of cells) {
    const one = notationShown(cell);
    if (one !== null) shown[one]++;
  }
  const { point, comma } = shown;
  if (point > 0 && comma * 20 <= point) return "point";
  if (comma > 0 && point * 20 <= comma) return "comma";
  return "unknown";
}

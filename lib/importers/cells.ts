import {
  caseFields,
  emptyCase,
  expectedCount,
  isNumberField,
  isPossible,
  type Case,
  type CaseField,
  type NumberField,
  type TextField,
} from "../points/case";
import { isMissingName, isMissingText, readScaled, readValueText, type Notation } from "../points/value-text";
import { countIn, partOf } from "./count-text";
import { countedHardware } from "./counted-hardware";
import { keptText } from "./kept-text";
import { putCaseField } from "./setup-field";
import { setupParts } from "./setup-parts";

const powersOfTen = Array.from({ length: 16 }, (_, i) => 10 ** i);

/**
 * The number of a plain cell, or NaN for whatever needs a closer look: the quick way through a column of a million cells.
 * Up to 15 digits are read here, exactly (a whole number and a power of ten below 10^16 are both exact, so their quotient
 * is rounded once, as Number() rounds it); more, and exponents, by Number().
 */
export function quickNumber(text: string): number {
  const negative = text.charCodeAt(0) === 45;
  let digits = 0;
  let point = -1;
  let whole = 0;
  for (let at = negative ? 1 : 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46 && point < 0) point = at;
    else if (code < 48 || code > 57 || ++digits > 15) return longNumber(text);
    else whole = whole * 10 + (code - 48);
  }
  return scaled(whole, digits, point < 0 ? 0 : text.length - point - 1, negative);
}

/**
 * As `quickNumber`, of a cell in ASCII that is bytes[from..to), put into a place of an array. A number that a function gives
 * back, or that outgrows 32 bits in a loop, may become an object each time: digits are gathered in two halves of at most nine.
 */
export function putQuickNumber(
  bytes: Uint8Array,
  from: number,
  to: number,
  into: Float64Array,
  place: number,
): void {
  const negative = bytes[from] === 45;
  let digits = 0;
  let point = -1;
  let high = 0;
  let low = 0;
  for (let at = negative ? from + 1 : from; at < to; at++) {
    const code = bytes[at]!;
    if (code === 46 && point < 0) point = at;
    else if (code < 48 || code > 57 || ++digits > 15) {
      into[place] = longNumber(asciiText(bytes, from, to));
      return;
    } else if (digits === 10) {
      high = low;
      low = code - 48;
    } else low = (low * 10 + (code - 48)) | 0;
  }
  if (digits === 0) {
    into[place] = NaN;
    return;
  }
  const whole = digits < 10 ? low : high * powersOfTen[digits - 9]! + low;
  const value = whole / powersOfTen[point < 0 ? 0 : to - point - 1]!;
  into[place] = negative && value !== 0 ? -value : value;
}

function scaled(whole: number, digits: number, decimals: number, negative: boolean): number {
  if (digits === 0) return NaN;
  const value = decimals === 0 ? whole : whole / powersOfTen[decimals]!;
  return negative && value !== 0 ? -value : value;
}

/** The text of a short cell in ASCII that is bytes[from..to). */
export function asciiText(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** Number() alone would take blanks for 0, and read 0x10 and 1e400. */
function longNumber(cell: string): number {
  const first = cell.charCodeAt(0);
  if (!(first >= 48 && first <= 57) && first !== 45 && first !== 46) return NaN;
  // 0x, 0b, 0o: only an exponent may follow a zero as a letter.
  if (first === 48 && cell.charCodeAt(1) > 57 && cell.charCodeAt(1) !== 101) return NaN;
  const value = Number(cell);
  // 0 may be a number too small for a double.
  return value !== 0 && value < Infinity && value > -Infinity ? value : NaN;
}

/** One column of a table that belongs to the case: a case field, or a further field kept under its own name. */
export interface CaseColumn {
  column: number;
  field: CaseField | null;
  /** The name it is kept under in `extra`, where it has no field, or where its text is no number. */
  name: string;
  /** Which of two lengths it is, where a cell may hold both: `1024/128`. */
  part?: "first" | "second";
  /** What a k stands for in `32k`; absent where nobody has said, and the cell stays a text. */
  k?: 1000 | 1024;
  /** Whether its cells may say how many there are of the device: `8xH100`. */
  counted?: boolean;
  /** Whether its cells may name the field beside the number: `c=8`. */
  named?: boolean;
  /** Whether each of its cells names several fields: `TP8 bs=32`. */
  parts?: boolean;
}

/**
 * The case that a row describes. Blank and missing texts say nothing and are left out; a text that is no number stays
 * under its column's name; a request rate of `inf` is an unbounded load.
 *
 * @param refuse is told of each text that is no number in a column of numbers (its column counts from 0)
 */
export function caseOfRow(
  fields: readonly string[],
  columns: readonly CaseColumn[],
  trim: boolean,
  notation: Notation,
  refuse: (column: number, found: string, expected: string) => void,
): Case {
  const found = emptyCase();
  const extra = found.extra as Record<string, string>;
  for (const placed of columns) {
    const { column, field, name } = placed;
    const cell = trim ? fields[column]!.trim() : fields[column]!;
    if (cell === "" || (field !== null && saysNothingOf(field, cell))) continue;
    if (field === null && placed.parts === true) setParts(found, cell, name);
    else if (field === null) extra[name] = keptText(cell);
    else if (field === "hardware" && placed.counted === true) setHardware(found, cell);
    else if (!isNumberField(field)) found[field] = keptText(cell);
    else {
      const expected = setNumber(found, { ...placed, field }, cell, notation);
      if (expected !== null) refuse(column, cell, expected);
    }
  }
  return found;
}

/** Whether the text says nothing of the field; a request rate of `inf` is an unbounded load. */
function saysNothingOf(field: CaseField, cell: string): boolean {
  if (!isNumberField(field)) return isMissingName(cell);
  return field !== "request_rate" && isMissingText(cell);
}

/** The fields that the cell names; the cell stays a text where it names none, or one that the row says otherwise. */
function setParts(of: Case, cell: string, name: string): void {
  const parts = setupParts(cell);
  const isFree = parts?.every(({ field }) => field !== null && of[field] === null) === true;
  if (isFree && parts.every(({ field, text }) => putCaseField(of, field!, text))) return;
  (of.extra as Record<string, string>)[name] = keptText(cell);
}

function setHardware(of: Case, cell: string): void {
  const counted = countedHardware(cell);
  of.hardware = keptText(counted?.hardware ?? cell);
  if (counted !== null) of.accelerators = counted.count;
}

/** What was expected, where the text is no number that the field can have, and is kept as a text; else null. */
function setNumber(
  of: Case,
  { field, name, part, k, named }: CaseColumn & { field: NumberField },
  cell: string,
  notation: Notation,
): string | null {
  const extra = of.extra as Record<string, string>;
  const text = partOf(cell, part);
  const read = readValueText(k === undefined ? text : inThousands(text, k), notation);
  const isNumber = read.kind === "number" && read.unit === null;
  const count = isNumber || named !== true ? null : countIn(text, field);
  if (isNumber && isPossible(field, read.value)) of[field] = read.value;
  else if (count !== null) of[field] = count;
  else if (field === "request_rate" && /^\s*[+]?inf(inity)?\s*$/i.test(cell))
    extra["load_mode"] = "unbounded";
  else if (read.kind !== "missing") {
    extra[name] = keptText(cell);
    return isNumber ? expectedCount(field) : `a number for ${field}; kept as a text`;
  }
  return null;
}

function inThousands(text: string, k: number): string {
  const scaled = readScaled(text);
  const value = scaled === null || scaled.times !== 1000 ? NaN : Number(scaled.text);
  return Number.isInteger(value * k) ? String(value * k) : text;
}

/** The case with another value of one text field; `extra` is shared. */
export function withField(of: Case, field: TextField, value: string): Case {
  return { ...of, [field]: value };
}

/** Whether a case says anything at all. */
export function saysNothing(of: Case): boolean {
  return caseFields.every((field) => of[field] === null) && Object.keys(of.extra).length === 0;
}

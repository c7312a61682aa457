import { decimalText } from "../points/decimal";
import type { Place } from "../points/provenance";
import { printedBounds, type Bounds } from "./bounds";

/** A number that ends in zeros is taken to have been rounded to two digits at the most: 1000 is [950, 1050]. */
const coarsest = 0.05;
/** What a program loses between a number and its print as a double. */
const floating = 1e-9;

/**
 * Between what a number of a point lies, by how its cell is printed: in the point's unit, after all conversions. 0.10 s are
 * [95, 105] ms, 550 is [545, 555].
 *
 * @param place the cell of that number; null where it was computed from others, or its cell is not known
 */
export function printedLimits(value: number, place: Place | null): Bounds {
  const text = (place && printedNumber(place.raw)) ?? decimalText(value);
  const printed = printedBounds(text, "generous");
  if (printed === null) return around(value, Math.abs(value) * floating);
  const half = (printed.high - printed.low) / 2;
  const written = Math.abs(printed.high + printed.low) / 2;
  if (written === 0 || value === 0) return around(value, half * (place ? factorOf(place) : 1));
  // Conversions are factors, or near enough: a share of the written number is that share of the value.
  return around(value, Math.abs(value) * (Math.min(half / written, coarsest) + floating));
}

/** The limits of a number that counts something: nobody rounds those. */
export function exactly(value: number): Bounds {
  return around(value, Math.abs(value) * floating);
}

function around(value: number, half: number): Bounds {
  return { low: value - half, high: value + half };
}

const number = /\d[\d.,'’\u00a0\u202f]*(?:e[-+]?\d{1,3})?/i;

/** Digits, with at most one point between two of them: as nearly every cell is written. */
function isPlain(raw: string): boolean {
  let points = 0;
  const last = raw.length - 1;
  for (let i = 0; i <= last; i++) {
    const code = raw.charCodeAt(i);
    if (code === 46 && i > 0 && i < last) points++;
    else if (code < 48 || code > 57) return false;
  }
  return last >= 0 && points < 2;
}

/** The first number of a cell as plain digits with a decimal point: `27,432.55 tok/s` is 27432.55, `0,688` is 0.688. */
export function printedNumber(raw: string): string | null {
  if (isPlain(raw)) return raw;
  const found = number.exec(raw)?.[0];
  if (found === undefined) return null;
  const [mantissa = "", exponent] = found.toLowerCase().split("e");
  const digits = mantissa.replace(/[.,]+$/, "");
  const pointed = withPoint(digits.replace(/['’\u00a0\u202f]/g, ""));
  return exponent === undefined ? pointed : `${pointed}e${exponent}`;
}

/** The last of two kinds of sign is the decimal point; of one kind, the one that no group of three digits follows. */
function withPoint(digits: string): string {
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  if (last < 0) return digits;
  const kinds = new Set(digits.replace(/\d/g, ""));
  const isGroup = kinds.size === 1 && digits[last] === "," && /^[1-9]\d{0,2}(?:,\d{3})+$/.test(digits);
  const isRepeated = kinds.size === 1 && digits.indexOf(digits[last]!) !== last;
  if (isGroup || isRepeated) return digits.replace(/[.,]/g, "");
  return `${digits.slice(0, last).replace(/[.,]/g, "")}.${digits.slice(last + 1)}`;
}

/** By what a cell's number was multiplied on its way into the point; 1 where that is not a plain factor. */
function factorOf({ conversions }: Place): number {
  return conversions.reduce((product, { by }) => {
    const [, sign, text] = /^([×÷]) ([\d.]+(?:e[-+]?\d+)?)$/.exec(by) ?? [];
    const factor = Number(text);
    return text === undefined ? product : sign === "×" ? product * factor : product / factor;
  }, 1);
}

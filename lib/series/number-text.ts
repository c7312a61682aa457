import type { Range } from "../points/point";

/** How numbers are written beside a mark and in the table (design.md, section 4). Full precision is in the exports. */

const thinSpace = "\u2009";
const noBreakSpace = "\u00a0";
const trueMinus = "\u2212";
const enDash = "\u2013";

/** A value and its half width: `151` and `±11`. The half width has 2 significant digits, the value the same decimals. */
export function measuredText(
  value: number,
  interval: { low: number; high: number },
): { text: string; spread: string } {
  const half = (interval.high - interval.low) / 2;
  if (!(half > 0) || !Number.isFinite(half))
    return { text: singleText(value), spread: half === 0 ? "±0" : "" };
  const rounded = Number(half.toPrecision(2));
  const decimals = 1 - exponentOf(rounded);
  return { text: roundedText(value, decimals), spread: `±${roundedText(rounded, decimals)}` };
}

/** Both ends of an interval with the digits that its half width decides: `140 – 162`. */
export function intervalText(interval: { low: number; high: number }, separator = ` ${enDash} `): string {
  const half = (interval.high - interval.low) / 2;
  const decimals = half > 0 && Number.isFinite(half) ? 1 - exponentOf(Number(half.toPrecision(2))) : null;
  const ends = [interval.low, interval.high];
  return ends
    .map((end) => (decimals === null ? singleText(end) : roundedText(end, decimals)))
    .join(separator);
}

/** One measured number: as recorded, at most 4 significant digits. `raw` is the text of the file, where it is known. */
export function singleText(value: number, raw = ""): string {
  const printed = printedNumber(raw, value);
  if (printed !== null && significantDigits(printed) <= 4) return groupThousands(printed);
  return plainText(Number(value.toPrecision(4)));
}

/**
 * A number printed in a document: no digit added or dropped. A conversion by a power of ten keeps the digits as they
 * were; another (GiB to GB) keeps as many, and at least 3.
 */
export function claimText(value: number, raw: string): string {
  const printed = printedNumber(raw, value);
  if (printed !== null) return groupThousands(printed);
  const found = numbersIn(raw)[0];
  if (found === undefined) return plainText(value);
  const digits = Math.min(15, Math.max(1, significantDigits(found)));
  const shift = Math.log10(Math.abs(value / Number(found.replace("\u2212", "-"))));
  const sameDigits = Math.abs(shift - Math.round(shift)) < 1e-9;
  if (sameDigits && isPlainSize(value))
    return roundedText(value, Math.max(0, digits - 1 - exponentOf(value)));
  return plainText(Number(value.toPrecision(Math.max(3, digits))));
}

/** A range as printed: `2–10`, `<20`, `≥1000`. The sign of an open side is taken from `raw` where it says one. */
export function rangeText(range: Range, raw = ""): string {
  const low = range.low === null ? null : claimText(range.low, raw);
  const high = range.high === null ? null : claimText(range.high, raw);
  const isBelowZero = (range.low ?? 0) < 0;
  if (low !== null && high !== null) return `${low}${isBelowZero ? " to " : enDash}${high}`;
  if (high !== null) return `${/<(?!=)/.test(raw) ? "<" : "≤"}${high}`;
  if (low !== null) return `${/>(?!=)/.test(raw) ? ">" : "≥"}${low}`;
  return "";
}

/** `3.24×`: 2 decimals, 3 where the half width is under 0.01. */
export function ratioText(ratio: number, interval: { low: number; high: number } | null = null): string {
  return `${roundedText(ratio, ratioDecimals(interval))}×`;
}

/** The half width that follows a ratio: `±0.16`; empty without an interval. */
export function ratioSpread(interval: { low: number; high: number } | null): string {
  if (interval === null) return "";
  return `±${roundedText((interval.high - interval.low) / 2, ratioDecimals(interval))}`;
}

function ratioDecimals(interval: { low: number; high: number } | null): number {
  return interval !== null && (interval.high - interval.low) / 2 < 0.01 ? 3 : 2;
}

/** `<0.0001`, 3 decimals below 0.1, otherwise 2. */
export function pText(p: number): string {
  if (p < 0.0001) return "<0.0001";
  if (p < 0.001) return p.toFixed(4);
  return p.toFixed(p < 0.1 ? 3 : 2);
}

/** `p = 0.004`, `p < 0.0001`. */
export function pEquals(p: number): string {
  return p < 0.0001 ? "p < 0.0001" : `p = ${pText(p)}`;
}

/** Efficiency: whole percents on charts, 1 decimal in tables. */
export function percentText(percent: number, where: "chart" | "table"): string {
  return `${roundedText(percent, where === "chart" ? 0 : 1)}${noBreakSpace}%`;
}

/** A tick of an axis: no more digits than tell it from its neighbours, thin space from 10 000. */
export function tickText(value: number): string {
  return plainText(Number(value.toPrecision(10)));
}

/** A count: `22`, `12 345`. */
export function countText(count: number): string {
  return groupThousands(String(count));
}

/** A unit as it stands after a number: `tok/s`, and `×` for the unit `x`. */
export function unitText(unit: string): string {
  return unit === "x" ? "×" : unit;
}

/** A written number with its unit: `151 tok/s`, `3.2×`, `95 %`. */
export function withUnit(text: string, unit: string): string {
  if (unit === "" || text === "") return text;
  return unit === "x" ? `${text}×` : `${text}${noBreakSpace}${unit}`;
}

const spokenUnits: Record<string, string> = {
  "tok/s": "tokens per second",
  "req/s": "requests per second",
  "samples/s": "samples per second",
  ms: "milliseconds",
  s: "seconds",
  GB: "gigabytes",
  W: "watts",
  "J/tok": "joules per token",
  "tok/s/W": "tokens per second and watt",
  TFLOPS: "teraflops",
  "TFLOPS/W": "teraflops per watt",
  x: "times",
  "%": "percent",
  USD: "US dollars",
};

/** A unit as it is read aloud. */
export function spokenUnit(unit: string): string {
  return spokenUnits[unit] ?? unit;
}

/** Rounds at a decimal (negative: tens, hundreds) and writes every digit of it: 41.8 at 2 is `41.80`, 612 at -1 `610`. */
function roundedText(value: number, decimals: number): string {
  if (!isPlainSize(value) || decimals > 12) return scientificText(value, 4);
  if (decimals >= 0) return groupThousands(value.toFixed(decimals));
  const step = 10 ** -decimals;
  return groupThousands((Math.round(value / step) * step).toFixed(0));
}

/** The shortest text that is the number again, in positional notation where that is readable. */
function plainText(value: number): string {
  if (!isPlainSize(value)) return scientificText(value, 17);
  return groupThousands(String(value));
}

function isPlainSize(value: number): boolean {
  return value === 0 || (Math.abs(value) < 1e12 && Math.abs(value) >= 1e-6);
}

function scientificText(value: number, digits: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? `${trueMinus}∞` : "not a number";
  const [mantissa = "", exponent = ""] = Number(value.toPrecision(digits)).toExponential().split("e");
  return `${signed(mantissa)}×10${superscript(exponent.replace("+", ""))}`;
}

function superscript(digits: string): string {
  return Array.from(digits, (digit) => (digit === "-" ? "⁻" : ("⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? digit))).join(
    "",
  );
}

/** Thin spaces from 10 000, a true minus; the digits stay as they are. */
function groupThousands(digits: string): string {
  if (digits.length <= 4 && digits[0] !== "-" && digits[0] !== "+") return digits;
  const [whole = "", ...fraction] = digits.replace(/^[-\u2212+]/, "").split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, thinSpace) : whole;
  const text = [grouped, ...fraction].join(".");
  return /^[-\u2212]/.test(digits) && /[1-9]/.test(digits) ? trueMinus + text : text;
}

function signed(text: string): string {
  return text.replace(/^-/, trueMinus);
}

function exponentOf(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}

/** The numbers in a text, each without its thousands marks and without an exponent's rewriting. */
function numbersIn(raw: string): string[] {
  const marked = raw.replace(/(?<=\d)[,\u2009\u202f\u00a0' ](?=\d{3}(?!\d))/g, "");
  return marked.match(/(?<![\d.])[-\u2212+]?(?:\d+(?:\.\d+)?|\.\d+)(?![\d.]*e[-+]?\d)/gi) ?? [];
}

/** The text of the number in `raw` that is `value`, or null. A leading dash that joins a range is no minus. */
function printedNumber(raw: string, value: number): string | null {
  for (const found of numbersIn(raw)) {
    if (Number(found.replace("\u2212", "-")) === value) return leadingZero(found);
    const unsigned = found.replace(/^[-\u2212+]/, "");
    if (Number(unsigned) === value) return leadingZero(unsigned);
  }
  return null;
}

function leadingZero(text: string): string {
  return text.replace(/^([-\u2212+]?)\./, "$10.");
}

/** Significant digits as printed: `120` has 3, `0.0450` 3, `12.30` 4. */
function significantDigits(text: string): number {
  return text.replace(/[^\d]/g, "").replace(/^0+/, "").length;
}

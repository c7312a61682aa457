import type { Conversion } from "./provenance";

/** A number without a unit or marks of thousands, of more digits than every double tells apart. */
const long = /^[-+]?(?=.{16})\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** That a double holds another number than is written: an integer beyond 2^53, or more than 17 digits; null where it holds that. */
export function nearestDouble(written: string, value: number): Conversion | null {
  if (!long.test(written) || isHeld(written, value)) return null;
  return { from: written, to: String(value), by: "the nearest number that a double holds" };
}

function isHeld(written: string, value: number): boolean {
  if (/^[-+]?\d{1,400}$/.test(written)) return BigInt(written.replace("+", "")) === BigInt(value);
  const digits = written
    .replace(/[eE].*$/, "")
    .replace(/[-+.]/g, "")
    .replace(/^0+|0+$/g, "");
  return digits.length <= 17;
}

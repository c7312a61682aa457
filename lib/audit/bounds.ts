/** A number of which only its limits are known: low <= high, each possibly infinite. */
export interface Bounds {
  low: number;
  high: number;
}

/**
 * The numbers that print as a text does: 550 is [549.5, 550.5], 0.10 is [0.095, 0.105]. A number ending in zeros before its
 * decimal point may have been rounded to them: with `generous`, 550 is [545, 555]. Null for a text that is no plain number.
 */
export function printedBounds(text: string, reading: "exact" | "generous" = "exact"): Bounds | null {
  const found = /^\s*([-+\u2212]?)(\d+)(?:\.(\d+))?(?:e([-+]?\d{1,3}))?\s*$/i.exec(text);
  if (found === null) return null;
  const [, sign = "", whole = "", decimals, exponent = "0"] = found;
  const zeros = decimals === undefined && reading === "generous" ? (/0*$/.exec(whole)?.[0].length ?? 0) : 0;
  const places = Number(exponent) - (decimals?.length ?? 0) + Math.min(zeros, whole.length - 1);
  const half = 0.5 * 10 ** places;
  const value =
    Number(`${whole}.${decimals ?? 0}e${exponent}`) * (sign === "-" || sign === "\u2212" ? -1 : 1);
  return { low: value - half, high: value + half };
}

/**
 * A value times factor × 10^power, computed on the value's shortest decimal digits and rounded once: 0.0581 × 1000 is
 * 58.1, not 58.099999999999994. `factor` is a whole number; all our units differ by such factors.
 */
export function timesDecimal(value: number, factor: number, power: number): number {
  if (value === 0) return 0;
  if (!Number.isFinite(value)) return value;
  const [digits, exponent] = String(value).split("e") as [string, string | undefined];
  const shift = Number(exponent ?? 0) + power;
  if (factor === 1) return Number(`${digits}e${shift}`);
  const point = digits.indexOf(".");
  const decimals = point < 0 ? 0 : digits.length - point - 1;
  const product = BigInt(digits.replace(".", "")) * BigInt(factor);
  return Number(`${product}e${shift - decimals}`);
}

/** The shortest decimal text that reads back as this number; never `-0`. */
export function decimalText(value: number): string {
  return String(value === 0 ? 0 : value);
}

/**
 * Geometric mean of values of one unit or of ratios; null for none, or where one is not above 0 or not finite. The mean to
 * take over ratios of rows (Fleming & Wallace, CACM 29 (1986) 218-221). Mantissas are multiplied and exponents added, so
 * that the product neither overflows nor vanishes and no digits go to logarithms.
 */
export function geometricMean(values: ArrayLike<number>): number | null {
  const n = values.length;
  let product = 1;
  let exponent = 0;
  for (let i = 0; i < n; i++) {
    const x = values[i]!;
    if (!(x > 0 && x < Infinity)) return null;
    const power = Math.min(1023, Math.floor(Math.log2(x)));
    product *= x / 2 ** power;
    exponent += power;
    if (product >= 2 ** 500) {
      product /= 2 ** 500;
      exponent += 500;
    }
  }
  if (n === 0) return null;
  const whole = Math.round(exponent / n);
  return product ** (1 / n) * 2 ** ((exponent - whole * n) / n) * 2 ** whole;
}

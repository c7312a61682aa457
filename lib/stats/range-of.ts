/** The smallest and the largest value; null for no values, or where one is NaN or infinite. */
export function rangeOf(values: ArrayLike<number>): { min: number; max: number } | null {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    if (!Number.isFinite(x)) return null;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  return values.length === 0 ? null : { min, max };
}

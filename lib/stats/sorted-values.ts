/**
 * The values in ascending order, or null where one of them is NaN or infinite. Sorted input is given back as it is;
 * anything else is copied, never reordered in place.
 */
export function sortedValues(values: ArrayLike<number>): ArrayLike<number> | null {
  let ascending = true;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) return null;
    if (i > 0 && values[i]! < values[i - 1]!) ascending = false;
  }
  return ascending ? values : new Float64Array(values).sort();
}

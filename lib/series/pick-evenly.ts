/** The most values that travel with a point; a longer list is drawn as a density strip anyway. */
export const stripLimit = 400;

/** At most `limit` of the values, the first and the last among them, in their order. */
export function pickEvenly(values: ArrayLike<number>, limit: number): number[] {
  if (values.length <= limit) return Array.from(values);
  const step = (values.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, i) => values[Math.round(i * step)] as number);
}

/**
 * The power of 1000 by which a ratio misses what it should be, within a factor of 2: a unit that is not as stated. Null where
 * it misses by something else, or not at all.
 */
export function thousandfold(ratio: number): number | null {
  if (!(ratio > 0) || (ratio > 0.002 && ratio < 500)) return null;
  const power = Math.round(Math.log(ratio) / Math.log(1000));
  const by = 1000 ** power;
  return power !== 0 && ratio / by >= 0.5 && ratio / by <= 2 ? by : null;
}

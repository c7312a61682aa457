/**
 * The serial share s of Amdahl's law, speed-up = 1 / (s + (1 - s) / k) at k times the accelerators, as a fraction.
 *
 * The law is linear in s once turned over: 1 / speed-up - 1 / k = s (1 - 1 / k); s is the least squares of that line
 * through the origin over the counts above the base. Below 0 for speed-ups beyond ideal. Null with fewer than 2 such
 * counts. (Amdahl, AFIPS 30 (1967) 483-485.)
 *
 * @param points `times` is the count over the base count, `speedup` against the base
 */
export function serialShare(points: readonly { times: number; speedup: number }[]): number | null {
  const above = points.filter(({ times, speedup }) => times > 1 && speedup > 0);
  if (above.length < 2) return null;
  let [product, square] = [0, 0];
  for (const { times, speedup } of above) {
    const x = 1 - 1 / times;
    product += x * (1 / speedup - 1 / times);
    square += x * x;
  }
  return product / square;
}

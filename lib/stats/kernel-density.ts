import { moments } from "./moments";
import { quantile } from "./quantile";

/**
 * A smooth density of values at the places asked for: the mean of normal curves about each value, in 1 over their unit. Width
 * by Silverman's rule, 0.9 min(sd, IQR/1.34) n^(-1/5) (Silverman, Density Estimation (1986), 3.31). A picture, nothing is
 * computed from it. Null for fewer than two values, where all are equal, or one is not finite.
 */
export function kernelDensity(values: ArrayLike<number>, places: readonly number[]): number[] | null {
  const { n, sd } = moments(values);
  if (sd === null || sd === 0) return null;
  const [q1, q3] = [quantile(values, 0.25), quantile(values, 0.75)];
  const spread = (q3! - q1!) / 1.34;
  const width = 0.9 * (spread > 0 ? Math.min(sd, spread) : sd) * n ** -0.2;
  const scale = 1 / (n * width * Math.sqrt(2 * Math.PI));
  return places.map((place) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += Math.exp(-(((place - values[i]!) / width) ** 2) / 2);
    return sum * scale;
  });
}

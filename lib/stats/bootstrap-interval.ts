import { normalQuantile, normalTail } from "./normal-distribution";
import { quantile } from "./quantile";
import { seededRandom } from "./seeded-random";

export interface BootstrapInterval {
  point: number;
  /** Bias-corrected and accelerated; null where a jackknifed statistic does not vary. */
  bca: { low: number; high: number } | null;
  percentile: { low: number; high: number };
  z0: number;
  acceleration: number;
  /** Below 10 values the interval is far too narrow; below 30 it is doubtful. */
  doubt: "too few values" | "few values" | null;
}

export interface BootstrapOptions {
  level?: number;
  /** At least 9,999 for published limits. */
  resamples?: number;
  seed?: number;
}

/**
 * Confidence interval of any statistic of a sample by the seeded bootstrap (Efron, JASA 82 (1987) 171-185): resamples with
 * replacement, limits as type 7 quantiles, z0 = probit((#less + #equal/2)/B), acceleration by the jackknife. Never below
 * n = 10 for a reader: see `doubt`. Null for fewer than two values, or where the statistic is not finite.
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  statistic: (values: Float64Array) => number,
  { level = 0.95, resamples = 9999, seed = 1 }: BootstrapOptions = {},
): BootstrapInterval | null {
  const sample = Float64Array.from(values);
  const n = sample.length;
  if (n < 2 || !sample.every(Number.isFinite) || !(level > 0 && level < 1)) return null;
  const point = statistic(sample);
  if (!Number.isFinite(point)) return null;
  const random = seededRandom(seed);
  const drawn = new Float64Array(n);
  const found = Float64Array.from({ length: resamples }, () => {
    for (let i = 0; i < n; i++) drawn[i] = sample[indexBelow(n, random)]!;
    return statistic(drawn);
  }).sort();
  return limits(point, found, jackknife(sample, statistic), level, n);
}

/** The same of a statistic of two independent samples; without acceleration, so that only percentile limits are given. */
export function bootstrapOfTwo(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  statistic: (x: Float64Array, y: Float64Array) => number,
  { level = 0.95, resamples = 9999, seed = 1 }: BootstrapOptions = {},
): { point: number; low: number; high: number } | null {
  const [first, second] = [Float64Array.from(x), Float64Array.from(y)];
  if (first.length < 2 || second.length < 2) return null;
  const point = statistic(first, second);
  if (!Number.isFinite(point)) return null;
  const random = seededRandom(seed);
  const [one, two] = [new Float64Array(first.length), new Float64Array(second.length)];
  const found = Float64Array.from({ length: resamples }, () => {
    for (let i = 0; i < one.length; i++) one[i] = first[indexBelow(one.length, random)]!;
    for (let i = 0; i < two.length; i++) two[i] = second[indexBelow(two.length, random)]!;
    return statistic(one, two);
  }).sort();
  const tail = (1 - level) / 2;
  return { point, low: quantile(found, tail)!, high: quantile(found, 1 - tail)! };
}

/** Without the bias of a remainder: numbers above the last whole multiple of n are drawn again. */
function indexBelow(n: number, random: () => number): number {
  const limit = 2 ** 32 - (2 ** 32 % n);
  for (;;) {
    const drawn = random();
    if (drawn < limit) return drawn % n;
  }
}

function jackknife(sample: Float64Array, statistic: (values: Float64Array) => number): number {
  const rest = new Float64Array(sample.length - 1);
  const left = Float64Array.from(sample, (_, without) => {
    for (let i = 0, at = 0; i < sample.length; i++) if (i !== without) rest[at++] = sample[i]!;
    return statistic(rest);
  });
  const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
  let [squares, cubes] = [0, 0];
  for (const value of left) {
    squares += (mean - value) ** 2;
    cubes += (mean - value) ** 3;
  }
  return squares === 0 ? NaN : cubes / (6 * squares ** 1.5);
}

function limits(
  point: number,
  found: Float64Array,
  acceleration: number,
  level: number,
  n: number,
): BootstrapInterval {
  const tail = (1 - level) / 2;
  const less = found.findIndex((value) => value >= point);
  const notAbove = found.findIndex((value) => value > point);
  const [below, upTo] = [less < 0 ? found.length : less, notAbove < 0 ? found.length : notAbove];
  const z0 = normalQuantile((below + upTo) / 2 / found.length) ?? NaN;
  const at = (p: number) => {
    const z = z0 + normalQuantile(p)!;
    return quantile(found, 1 - normalTail(z0 + z / (1 - acceleration * z))!);
  };
  const [low, high] =
    Number.isFinite(acceleration) && Number.isFinite(z0) ? [at(tail), at(1 - tail)] : [null, null];
  return {
    point,
    bca: low === null || high === null ? null : { low, high },
    percentile: { low: quantile(found, tail)!, high: quantile(found, 1 - tail)! },
    z0,
    acceleration,
    doubt: n < 10 ? "too few values" : n < 30 ? "few values" : null,
  };
}

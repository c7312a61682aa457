import { repeatsOf, type Summary } from "./summary";

export interface EffectSize {
  /** (mean a - mean b) / pooled sd. */
  cohensD: number;
  /** Cohen's d without its bias for small samples. */
  hedgesG: number;
  /** Approximate standard error of g. */
  se: number;
}

/**
 * The difference of two means in pooled standard deviations: Cohen's d, and Hedges' g = J d with the exact
 * J = Γ(v/2) / (sqrt(v/2) Γ((v-1)/2)), v = n1 + n2 - 2 (Hedges, Journal of Educational Statistics 6 (1981) 107-128). With
 * few runs both are large and say little to a reader: a ratio comes first. Null where a group has n < 2 or a part missing,
 * or where neither varies.
 */
export function effectSize(a: Summary, b: Summary): EffectSize | null {
  const [x, y] = [repeatsOf(a), repeatsOf(b)];
  if (x === null || y === null) return null;
  const v = x.n + y.n - 2;
  // Scaled by the larger sd, so that squares neither overflow nor vanish.
  const larger = Math.max(x.sd, y.sd);
  if (!(larger > 0)) return null;
  const pooled =
    larger * Math.sqrt(((x.n - 1) * (x.sd / larger) ** 2 + (y.n - 1) * (y.sd / larger) ** 2) / v);
  const cohensD = (x.mean - y.mean) / pooled;
  const hedgesG = biasFactor(v) * cohensD;
  const se = Math.sqrt((x.n + y.n) / (x.n * y.n) + hedgesG ** 2 / (2 * (x.n + y.n)));
  return Number.isFinite(cohensD) ? { cohensD, hedgesG, se } : null;
}

/**
 * J(v) = Γ(a + 1/2)/Γ(a) / sqrt(a + 1/2) with a = (v-1)/2. The quotient of gammas is shifted upwards to where its asymptotic
 * series (DLMF 5.11.13) holds to 16 digits; subtracting log-gammas would lose nine of them at v = 10^6.
 */
export function biasFactor(v: number): number {
  const a = (v - 1) / 2;
  return gammaQuotient(a) / Math.sqrt(v / 2);
}

function gammaQuotient(a: number): number {
  let factor = 1;
  let at = a;
  for (; at < 20; at++) factor *= at / (at + 0.5);
  const u = 1 / at;
  const series = coefficients.reduceRight((sum, coefficient) => sum * u + coefficient, 0);
  return factor * Math.sqrt(at) * series;
}

const coefficients = [
  1,
  -1 / 8,
  1 / 128,
  5 / 1024,
  -21 / 32768,
  -399 / 262144,
  869 / 4194304,
  39325 / 33554432,
  -334477 / 2147483648,
];

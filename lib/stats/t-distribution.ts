import { normalQuantile, normalTail } from "./normal-distribution";

/**
 * P(|T| > |t|) of Student's t distribution: I_x(df/2, 1/2) with x = df/(df + t^2), DLMF 8.17. df may be any number
 * above 0, and Infinity for the normal distribution; null where t is NaN or df is not above 0.
 * About 1e-13 relative down to 1e-300, since the tail is computed itself and never as 1 - cdf.
 */
export function tTwoSidedP(t: number, df: number): number | null {
  if (Number.isNaN(t) || !(df > 0)) return null;
  if (df === Infinity) return 2 * normalTail(Math.abs(t))!;
  return massesAt(Math.abs(t), df).outer;
}

/**
 * The t below which the fraction p of Student's t distribution lies; null unless 0 < p < 1 and df > 0, or where it
 * exceeds every double. Newton's method on ln t against the logarithm of the smaller of the outer and central mass.
 */
export function tQuantile(p: number, df: number): number | null {
  if (!(p > 0 && p < 1) || !(df > 0)) return null;
  if (p === 0.5) return 0;
  if (df === Infinity) return normalQuantile(p);
  const tail = Math.min(p, 1 - p);
  const t = df === 1 ? cauchy(tail) : solve({ outer: 2 * tail, central: Math.abs(2 * p - 1) }, df);
  if (!Number.isFinite(t)) return null;
  return p < 0.5 ? -t : t;
}

/**
 * Two-sided critical value: |T| exceeds it with probability 1 - level. Null for a level not within 0 and 1. Those of whole
 * degrees of freedom are asked for again and again, and are kept.
 */
export function criticalT(level: number, df: number): number | null {
  if (!(level > 0 && level < 1)) return null;
  if (!Number.isInteger(df)) return tQuantile((1 + level) / 2, df);
  const key = `${level} ${df}`;
  const kept = criticals.get(key);
  if (kept !== undefined) return kept;
  if (criticals.size >= mostCriticals) criticals.clear();
  const found = tQuantile((1 + level) / 2, df);
  criticals.set(key, found);
  return found;
}

const criticals = new Map<string, number | null>();
const mostCriticals = 1000;

/** Outer mass P(|T| > t) and central mass P(|T| < t). */
interface Masses {
  outer: number;
  central: number;
}

/** `slope` is t f(t): each mass changes by twice that with ln t. */
function massesAt(t: number, df: number): Masses & { slope: number } {
  if (t === 0) return { outer: 1, central: 0, slope: 0 };
  if (t === Infinity) return { outer: 0, central: 1, slope: 0 };
  const a = df / 2;
  const q = (t * t) / df;
  const y = q < 1 ? q / (1 + q) : 1 / (1 + 1 / q);
  const logOnePlusQ = q < 1e300 ? Math.log1p(q) : 2 * Math.log(t) - Math.log(df);
  const slope = (Math.exp(-a * logOnePlusQ) * Math.sqrt(y) * gammaRatio(a)) / Math.sqrt(Math.PI);
  if (y > 1.5 / (a + 2.5)) {
    const outer = Math.min(1, slope * outerFraction(a, 1 / (1 + q), y));
    return { outer, central: 1 - outer, slope };
  }
  const central = Math.min(1, 2 * slope * centralSeries(a, y));
  return { outer: 1 - central, central, slope };
}

/**
 * Gamma(a + 1/2) / Gamma(a): the asymptotic series of DLMF 5.11.13 from a = 30 on, the recurrence below it. A difference
 * of log-gammas would lose nine digits at df = 1e6.
 */
function gammaRatio(a: number): number {
  let factor = 1;
  let b = a;
  for (; b < 30; b++) factor *= b / (b + 0.5);
  const series = gammaRatioSeries.reduceRight((sum, coefficient) => sum / b + coefficient, 0);
  return factor * Math.sqrt(b) * series;
}

/** Coefficients of 1, 1/a, 1/a^2, ... */
const gammaRatioSeries = [
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

/**
 * I_x(a, 1/2) over x^a y^(1/2) / B(a, 1/2): the continued fraction `bfrac` of Didonato & Morris, ACM TOMS 18 (1992)
 * 360-373 (algorithm 708), with b = 1/2. The form of DLMF 8.17.22 loses five digits at df = 1e6.
 */
function outerFraction(a: number, x: number, y: number): number {
  const b = 0.5;
  const c = 1 + ((a + b) * y - b);
  const c1 = 1 + 1 / a;
  let [above, aboveNext, below, belowNext] = [0, 1, 1, c / c1];
  let value = c1 / c;
  let p = 1;
  let s = a + 1;
  for (let n = 1; n <= 10_000; n++) {
    const w = n * (b - n) * x;
    const e = a / s;
    const alpha = p * (p + b / a) * e * e * w * x;
    const beta = n + w / s + ((1 + n / a) / (c1 + (2 * n) / a)) * (c + n * (1 + y));
    p = 1 + n / a;
    s += 2;
    [above, aboveNext] = [aboveNext, alpha * above + beta * aboveNext];
    [below, belowNext] = [belowNext, alpha * below + beta * belowNext];
    const previous = value;
    value = aboveNext / belowNext;
    if (Math.abs(value - previous) <= Number.EPSILON * value) break;
    above /= belowNext;
    below /= belowNext;
    aboveNext = value;
    belowNext = 1;
  }
  return value;
}

/** Sum over n of (a + 1/2)_n / (3/2)_n y^n, the hypergeometric series of DLMF 8.17.8; all terms are positive. */
function centralSeries(a: number, y: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; term > sum * 1e-17; k++) {
    term *= ((a + 0.5 + k) * y) / (1.5 + k);
    sum += term;
  }
  return sum;
}

/** df = 1, closed form, from the mass of one tail. */
function cauchy(tail: number): number {
  return tail < 0.25 ? 1 / Math.tan(Math.PI * tail) : Math.tan(Math.PI * (0.5 - tail));
}

function solve(target: Masses, df: number): number {
  let t = startOf(target, df);
  let last = Infinity;
  for (let i = 0; i < 200 && Number.isFinite(t); i++) {
    const step = newtonStep(target, massesAt(t, df));
    const size = Math.abs(step);
    if (size < 1e-13 && size >= last) break;
    t *= Math.exp(step);
    if (size < 2e-16) break;
    last = size;
  }
  return t;
}

/** Step of ln t, at most 2 either way. */
function newtonStep(target: Masses, at: Masses & { slope: number }): number {
  if (!(at.slope > 0) || at.outer === 0) return -2;
  const step =
    target.outer <= 0.5
      ? (Math.log(at.outer / target.outer) * at.outer) / (2 * at.slope)
      : (Math.log(target.central / at.central) * at.central) / (2 * at.slope);
  return Math.min(2, Math.max(-2, step));
}

/** Few degrees of freedom: the tail's leading term, x^a/(a B). Else Cornish-Fisher (Abramowitz & Stegun 26.7.5). */
function startOf({ outer }: Masses, df: number): number {
  const a = df / 2;
  const logX = df < 30 ? Math.log((outer * a * Math.sqrt(Math.PI)) / gammaRatio(a)) / a : 0;
  if (logX < -0.1) return Math.sqrt(df) * Math.exp(-logX / 2) * Math.sqrt(-Math.expm1(logX));
  const z = -normalQuantile(outer / 2)!;
  return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df * df);
}

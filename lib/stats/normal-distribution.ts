/**
 * P(Z > z) of the standard normal distribution, to a few units in the last place also far out; null for NaN.
 * Near 0 the series DLMF 7.6.2, beyond it the continued fraction DLMF 7.9.3 of Mills' ratio.
 */
export function normalTail(z: number): number | null {
  if (Number.isNaN(z)) return null;
  return z < 0 ? 1 - upperTail(-z) : upperTail(z);
}

function upperTail(z: number): number {
  if (z === Infinity) return 0;
  return z < 1.3 ? 0.5 - density(z) * centralSeries(z) : density(z) * millsRatio(z);
}

/** exp(-z^2/2) in two factors, so that the rounding of z^2 is not blown up (Cody, Math. Comp. 23 (1969) 631-637). */
function density(z: number): number {
  const coarse = Math.trunc(z * 16) / 16;
  const rest = (z - coarse) * (z + coarse);
  return (Math.exp((-coarse * coarse) / 2) * Math.exp(-rest / 2)) / Math.sqrt(2 * Math.PI);
}

/** z + z^3/3 + z^5/(3 5) + ... */
function centralSeries(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return sum;
}

/** 1/(z + 1/(z + 2/(z + 3/(z + ...)))), from the inside out; the number of levels suffices for 53 bits at z >= 1.3. */
function millsRatio(z: number): number {
  let tail = 0;
  for (let level = 20 + Math.ceil(400 / (z * z)); level >= 1; level--) tail = level / (z + tail);
  return 1 / (z + tail);
}

/**
 * The z below which the fraction p of the standard normal distribution lies; null unless 0 < p < 1.
 * Wichura's PPND16, algorithm AS 241, Applied Statistics 37 (1988) 477-484: about 1e-16 relative, down to p = 1e-316.
 */
export function normalQuantile(p: number): number | null {
  if (!(p > 0 && p < 1)) return null;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(central, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const z = r <= 5 ? ratio(middle, r - 1.6) : ratio(far, r - 5);
  return q < 0 ? -z : z;
}

interface Rational {
  over: readonly number[];
  under: readonly number[];
}

function ratio({ over, under }: Rational, x: number): number {
  return polynomial(over, x) / polynomial(under, x);
}

/** Coefficients from the constant upwards. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

const central: Rational = {
  over: [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  under: [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
    39307.89580009271061, 28729.085735721942674, 5226.495278852545925,
  ],
};

const middle: Rational = {
  over: [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
  ],
  under: [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
    0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
  ],
};

const far: Rational = {
  over: [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
    0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  under: [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
    1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
  ],
};

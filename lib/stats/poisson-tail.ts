/**
 * P(X ≥ k) of a Poisson variable. Summed where terms fall from the first on, so that small tails keep their digits: upwards
 * from k above the mean; below it, 1 − the sum downwards from k − 1.
 */
export function poissonTail(k: number, mean: number): number {
  if (!Number.isInteger(k) || !(mean >= 0) || mean === Infinity) return NaN;
  if (k <= 0) return 1;
  if (mean === 0) return 0;
  return k > mean ? sumUp(k, mean) : 1 - sumDown(k - 1, mean);
}

function sumUp(from: number, mean: number): number {
  let term = Math.exp(logTerm(from, mean));
  let sum = term;
  for (let i = from + 1; term > sum * 1e-17; i++) sum += term *= mean / i;
  return sum;
}

function sumDown(from: number, mean: number): number {
  let term = Math.exp(logTerm(from, mean));
  let sum = term;
  for (let i = from; i > 0 && term > sum * 1e-17; i--) sum += term *= i / mean;
  return sum;
}

function logTerm(k: number, mean: number): number {
  let log = -mean;
  for (let i = 1; i <= k; i++) log += Math.log(mean / i);
  return log;
}

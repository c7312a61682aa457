/**
 * P(X ≥ k) of n independent trials that each succeed with probability p: the sum of its terms, each from the one before.
 * Exact to a few units of the last digit where the tail is small, which is what it is for.
 */
export function binomialTail(k: number, n: number, p: number): number {
  if (!Number.isInteger(k) || !Number.isInteger(n) || n < 0 || !(p >= 0 && p <= 1)) return NaN;
  if (k <= 0) return 1;
  if (k > n || p === 0) return 0;
  if (p === 1) return 1;
  let log = k * Math.log(p) + (n - k) * Math.log1p(-p);
  for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i);
  let term = Math.exp(log);
  let sum = term;
  for (let i = k + 1; i <= n; i++) {
    term *= ((n - i + 1) / i) * (p / (1 - p));
    sum += term;
  }
  return Math.min(1, sum);
}

/**
 * The smallest number of queries after which MLPerf's load generator may stop, if `over` of them exceed the latency: the
 * first n with P(Binomial(n, 1 - p) <= over) < 1 - confidence (mlcommons/inference, loadgen/early_stopping.cc). Null for
 * fractions outside 0 to 1.
 */
export function earlyStoppingQueries(percentile: number, confidence: number, over: number): number | null {
  if (!(percentile > 0 && percentile < 1) || !(confidence > 0 && confidence < 1) || over < 0) return null;
  for (let n = over + 1; ; n++) if (binomialUpTo(n, 1 - percentile, over) < 1 - confidence) return n;
}

/** P(K <= k) of K ~ Binomial(n, p). */
function binomialUpTo(n: number, p: number, k: number): number {
  let term = (1 - p) ** n;
  let sum = term;
  for (let i = 0; i < k; i++) {
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
    sum += term;
  }
  return sum;
}

/**
 * Holm's adjusted p-values, in the order given: p~(i) = max over j <= i of (m - j + 1) p(j), at most 1. Below alpha they
 * reject with a family-wise error of at most alpha, whatever the dependence (Scandinavian Journal of Statistics 6 (1979)
 * 65-70). For "these differ".
 */
export function holm(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length);
  let largest = 0;
  ascending(p).forEach((at, rank) => {
    largest = Math.max(largest, Math.min(1, (p.length - rank) * p[at]!));
    adjusted[at] = largest;
  });
  return adjusted;
}

/**
 * Adjusted p-values of Benjamini and Hochberg, in the order given: p~(i) = min over j >= i of m p(j) / j, at most 1. Below q
 * they reject with an expected share of false ones of at most q (Journal of the Royal Statistical Society B 57 (1995)
 * 289-300). For screening.
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length);
  let smallest = 1;
  ascending(p)
    .reverse()
    .forEach((at, fromEnd) => {
      smallest = Math.min(smallest, (p.length / (p.length - fromEnd)) * p[at]!);
      adjusted[at] = smallest;
    });
  return adjusted;
}

function ascending(p: readonly number[]): number[] {
  return Array.from(p.keys()).sort((a, b) => p[a]! - p[b]!);
}

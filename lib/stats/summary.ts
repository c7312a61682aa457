/** What a table states of n values of one unit; sd is the sample standard deviation (n - 1). Null where not known. */
export interface Summary {
  mean: number | null;
  sd: number | null;
  n: number | null;
}

/** A summary from which an interval can be computed. */
export interface Repeats {
  mean: number;
  sd: number;
  n: number;
  /** Standard error of the mean, sd / sqrt(n). */
  se: number;
}

/** The summary with its standard error; null where a part is missing or not finite, n < 2 or sd < 0. */
export function repeatsOf({ mean, sd, n }: Summary): Repeats | null {
  if (mean === null || sd === null || n === null) return null;
  if (![mean, sd, n].every(Number.isFinite) || n < 2 || sd < 0) return null;
  return { mean, sd, n, se: sd / Math.sqrt(n) };
}

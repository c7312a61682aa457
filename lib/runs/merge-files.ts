import { moments } from "../stats/moments";
import { NeumaierSum } from "../stats/neumaier-sum";

/** Count, mean and sample sd of some runs; sd is null for a single run, and where it is unknown. */
export interface RunSummary {
  n: number;
  mean: number;
  sd: number | null;
}

/**
 * Count, mean and sample sd of all runs together, from those of the files that hold them: what the runs' values in one
 * list would give. Null where a part of two or more runs does not know its sd, for then nobody knows the whole's.
 *
 * Sum of squares about the common mean: within the parts, and between their means (Chan, Golub & LeVeque, The American
 * Statistician 37 (1983) 242-247).
 */
export function combineRuns(parts: readonly RunSummary[]): RunSummary | null {
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  if (n === 0) return null;
  const mean = weightedMean(parts, n);
  if (n === 1) return { n, mean, sd: null };
  const squares = new NeumaierSum();
  for (const part of parts) {
    if (part.n > 1 && part.sd === null) return null;
    squares.add((part.n - 1) * (part.sd ?? 0) ** 2);
    squares.add(part.n * (part.mean - mean) ** 2);
  }
  return { n, mean, sd: Math.sqrt(squares.total / (n - 1)) };
}

function weightedMean(parts: readonly RunSummary[], n: number): number {
  if (parts.every((part) => part.n === 1))
    return moments(parts.map((part) => part.mean)).mean ?? parts[0]!.mean;
  const origin = parts[0]!.mean;
  const sum = new NeumaierSum();
  for (const part of parts) sum.add(part.n * (part.mean - origin));
  return origin + sum.total / n;
}

export interface ScalingLaw {
  /** Throughput on n over throughput on 1. */
  speedup: number;
  /** Speed-up over n, as a fraction of ideal. */
  efficiency: number;
  /** The serial share that Amdahl's law would need for this speed-up; below 0 where it is more than ideal. Null for n = 1. */
  karpFlatt: number | null;
  superlinear: boolean;
}

/**
 * Speed-up, efficiency, and the experimentally determined serial fraction e = (1/S - 1/n) / (1 - 1/n) (Karp & Flatt,
 * Communications of the ACM 33 (1990) 539-543). Null unless both throughputs are above 0 and n is a count.
 */
export function scalingLaw(base: number, scaled: number, n: number): ScalingLaw | null {
  if (!(base > 0) || !(scaled > 0) || !Number.isInteger(n) || n < 1) return null;
  const speedup = scaled / base;
  const karpFlatt = n === 1 ? null : (1 / speedup - 1 / n) / (1 - 1 / n);
  return { speedup, efficiency: speedup / n, karpFlatt, superlinear: speedup > n };
}

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
 * Speed-up, efficiency, and the experimentally determined serial fraction. Null unless both throughputs are above 0 and n is a count.
 */
export function scalingLaw(base: number, scaled: number, n: number): ScalingLaw | null {
  if (!(base > 0) || !(scaled > 0) || !Number.isInteger(n) || n < 1) return null;
  const speedup = scaled / base;
  return { speedup, efficiency: speedup / n, karpFlatt: karpFlatt(speedup, n), superlinear: speedup > n };
}

/**
 * The experimentally determined serial fraction e = (1/S - 1/n) / (1 - 1/n) of a speed-up S at n times the processors (Karp
 * & Flatt, Communications of the ACM 33 (1990) 539-543). Below 0 for more than ideal; null unless S > 0 and n > 1.
 */
export function karpFlatt(speedup: number, n: number): number | null {
  return speedup > 0 && n > 1 ? (1 / speedup - 1 / n) / (1 - 1 / n) : null;
}

/** The same at both ends of a speed-up's interval: it falls as the speed-up rises, so that the ends change places. */
export function karpFlattInterval(
  speedup: { low: number; high: number },
  n: number,
): { low: number; high: number } | null {
  const [low, high] = [karpFlatt(speedup.high, n), karpFlatt(speedup.low, n)];
  return low === null || high === null ? null : { low, high };
}

import { normalQuantile } from "./normal-distribution";
import { seededRandom } from "./seeded-random";

/** One coordinate of a point: its mean, and the standard error of it; null where none is known. */
export interface Coordinate {
  mean: number;
  se: number | null;
}

export interface ParetoPoint {
  x: Coordinate;
  y: Coordinate;
}

export interface ParetoOptions {
  /** Which way each axis is better. */
  x: "higher" | "lower";
  y: "higher" | "lower";
  /** The probabilities are known to about 0.5 / sqrt(draws). */
  draws?: number;
  seed?: number;
}

/**
 * For each point the probability that no other dominates it: that none is at least as good on both axes and better on one.
 * Means are drawn again and again from normal distributions about the given ones, independently of each other; a coordinate
 * without a standard error stays where it is, so that without any the answer is 0 or 1. Null for a point that is not finite,
 * which dominates nothing. The same input gives the same answer.
 */
export function paretoProbability(
  points: readonly ParetoPoint[],
  { x, y, draws = 10_000, seed = 1 }: ParetoOptions,
): (number | null)[] {
  const finite = points.flatMap((point, i) => (isFinitePoint(point) ? [i] : []));
  const varies = finite.some((i) => (points[i]!.x.se ?? 0) > 0 || (points[i]!.y.se ?? 0) > 0);
  const rounds = varies ? draws : 1;
  const normal = normalDraws(seed);
  const [signX, signY] = [x === "higher" ? 1 : -1, y === "higher" ? 1 : -1];
  const [xs, ys] = [new Float64Array(finite.length), new Float64Array(finite.length)];
  const counts = new Uint32Array(finite.length);
  const order = finite.map((_, at) => at);
  for (let round = 0; round < rounds; round++) {
    finite.forEach((i, at) => {
      xs[at] = signX * drawn(points[i]!.x, normal);
      ys[at] = signY * drawn(points[i]!.y, normal);
    });
    countFront(xs, ys, order, counts);
  }
  const found: (number | null)[] = points.map(() => null);
  finite.forEach((i, at) => (found[i] = counts[at]! / rounds));
  return found;
}

function isFinitePoint({ x, y }: ParetoPoint): boolean {
  return [x.mean, y.mean, x.se ?? 0, y.se ?? 0].every(Number.isFinite);
}

function drawn({ mean, se }: Coordinate, normal: () => number): number {
  return se === null || se <= 0 ? mean : mean + se * normal();
}

/** By inversion: one draw of the generator for each value, whatever came before. */
function normalDraws(seed: number): () => number {
  const random = seededRandom(seed);
  return () => normalQuantile((random() + 0.5) / 2 ** 32)!;
}

/** From the best x downwards a point is on the front where its y is above all that came before, or equal in both. */
function countFront(xs: Float64Array, ys: Float64Array, order: number[], counts: Uint32Array): void {
  order.sort((a, b) => xs[b]! - xs[a]! || ys[b]! - ys[a]!);
  let last = -1;
  for (const at of order) {
    const isAbove = last < 0 || ys[at]! > ys[last]!;
    if (isAbove) last = at;
    if (isAbove || (ys[at] === ys[last] && xs[at] === xs[last])) counts[at]!++;
  }
}

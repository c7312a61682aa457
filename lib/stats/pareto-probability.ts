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
  /** Both means rest on the same values (tokens per second, for each user and for each GPU): they rise and fall as one. */
  together?: boolean;
}

export interface ParetoOptions {
  /** Which way each axis is better. */
  x: "higher" | "lower";
  y: "higher" | "lower";
  /** The probabilities are known to about 0.5 / sqrt(draws). */
  draws?: number;
  seed?: number;
}

/** So many standard errors from its mean no drawn value is ever found: one in 500 million is further out. */
const beyond = 6;

/**
 * For each point the probability that no other dominates it: that none is at least as good on both axes and better on one.
 * Means are drawn again and again from normal distributions about the given ones, independently of each other unless they
 * are `together`; a coordinate without a standard error stays where it is, so that without any the answer is 0 or 1. A point
 * that another one beats on both axes by more than six standard errors of either is 0 without being drawn. Null for a point
 * that is not finite, which dominates nothing. The same input gives the same answer.
 */
export function paretoProbability(
  points: readonly ParetoPoint[],
  { x, y, draws = 10_000, seed = 1 }: ParetoOptions,
): (number | null)[] {
  const finite = points.flatMap((point, i) => (isFinitePoint(point) ? [i] : []));
  const [signX, signY] = [x === "higher" ? 1 : -1, y === "higher" ? 1 : -1];
  const near = nearFront(
    finite.map((i) => ({ i, x: reach(points[i]!.x, signX), y: reach(points[i]!.y, signY) })),
  );
  const varies = near.some((i) => (points[i]!.x.se ?? 0) > 0 || (points[i]!.y.se ?? 0) > 0);
  const rounds = varies ? draws : 1;
  const normal = normalDraws(seed);
  const [xs, ys] = [new Float64Array(near.length), new Float64Array(near.length)];
  const counts = new Uint32Array(near.length);
  const order = near.map((_, at) => at);
  for (let round = 0; round < rounds; round++) {
    near.forEach((i, at) => {
      const point = points[i]!;
      const z = normal();
      xs[at] = signX * drawn(point.x, z);
      ys[at] = signY * drawn(point.y, point.together ? z : normal());
    });
    countFront(xs, ys, order, counts);
  }
  const found: (number | null)[] = points.map(() => null);
  for (const i of finite) found[i] = 0;
  near.forEach((i, at) => (found[i] = counts[at]! / rounds));
  return found;
}

/** The worst and the best that a coordinate may turn out, so that higher is better. */
interface Reach {
  worst: number;
  best: number;
}

function reach({ mean, se }: Coordinate, sign: number): Reach {
  const far = se === null || se <= 0 ? 0 : beyond * se;
  return { worst: sign * mean - far, best: sign * mean + far };
}

/** The points that are not beaten on both axes whatever is drawn. */
function nearFront(points: readonly { i: number; x: Reach; y: Reach }[]): number[] {
  const byWorst = points.toSorted((a, b) => b.x.worst - a.x.worst);
  const byBest = points.toSorted((a, b) => b.x.best - a.x.best);
  let [passed, top] = [0, -Infinity];
  const near = byBest.filter(({ x, y }) => {
    for (; passed < byWorst.length && byWorst[passed]!.x.worst > x.best; passed++)
      top = Math.max(top, byWorst[passed]!.y.worst);
    return top <= y.best;
  });
  return near.map(({ i }) => i).sort((a, b) => a - b);
}

function isFinitePoint({ x, y }: ParetoPoint): boolean {
  return [x.mean, y.mean, x.se ?? 0, y.se ?? 0].every(Number.isFinite);
}

function drawn({ mean, se }: Coordinate, z: number): number {
  return se === null || se <= 0 ? mean : mean + se * z;
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

import { describe, expect, it } from "vitest";
import { paretoProbability, type ParetoPoint } from "@/lib/stats/pareto-probability";

const at = (x: number, y: number, seX: number | null = null, seY: number | null = null): ParetoPoint => ({
  x: { mean: x, se: seX },
  y: { mean: y, se: seY },
});
const both = { x: "higher", y: "higher" } as const;

describe("paretoProbability", () => {
  it("is 0 or 1 where nothing varies; equal points are both on the front", () => {
    const points = [at(1, 4), at(2, 3), at(3, 1), at(2, 2), at(1, 3), at(2, 3)];
    expect(paretoProbability(points, both)).toEqual([1, 1, 1, 0, 0, 1]);
    expect(paretoProbability(points, { x: "lower", y: "lower" })).toEqual([0, 0, 1, 1, 1, 0]);
    // Best: much throughput (x) at little latency (y).
    expect(paretoProbability(points, { x: "higher", y: "lower" })).toEqual([0, 0, 1, 0, 0, 0]);
    expect(paretoProbability([], both)).toEqual([]);
  });

  it("is that of the difference of two normal means where one axis is the same", () => {
    // P(A > B) with means 10 and 11, standard errors 1 and 1: Φ(-1 / sqrt 2) = 0.2397501. sd of 40,000 draws: 0.0021.
    const points = [at(10, 5, 1), at(11, 5, 1)];
    const [a = 0, b = 0] = paretoProbability(points, { ...both, draws: 40_000 }) as number[];
    expect(Math.abs(a - 0.2397501)).toBeLessThan(0.009);
    expect(a + b).toBeCloseTo(1, 12);
  });

  it("multiplies over axes that are independent", () => {
    // B dominates A where it is better on both axes: Φ(1 / sqrt 2) Φ(2 / 5) = 0.7602499 × 0.6554217 = 0.4982843.
    // y: means 5 and 7, standard errors 3 and 4, sqrt(9 + 16) = 5.
    const points = [at(10, 5, 1, 3), at(11, 7, 1, 4)];
    const [a = 0, b = 0] = paretoProbability(points, { ...both, draws: 40_000 }) as number[];
    expect(Math.abs(a - (1 - 0.4982843))).toBeLessThan(0.011);
    // A dominates B: 0.2397501 × 0.3445783 = 0.0826126.
    expect(Math.abs(b - (1 - 0.0826126))).toBeLessThan(0.006);
  });

  it("leaves a point that is best on an axis for certain on the front, however the other axis varies", () => {
    const [a, b] = paretoProbability([at(10, 6, 5), at(11, 5, 5)], both);
    expect(a).toBe(1);
    expect(b).toBeLessThan(1);
    expect(b).toBeGreaterThan(0);
  });

  it("moves a point as one where both of its means rest on the same values", () => {
    // B stands still at (10.5, 10.5). A at (10, 10), standard errors 1: on the front where z > 0.5, 1 - Φ(0.5) = 0.3085375;
    // with axes of their own it would be 1 - Φ(0.5)² = 0.5218774.
    const front = (together: boolean) =>
      paretoProbability([{ ...at(10, 10, 1, 1), together }, at(10.5, 10.5)], { ...both, draws: 40_000 })[0]!;
    expect(Math.abs(front(true) - 0.3085375)).toBeLessThan(0.01);
    expect(Math.abs(front(false) - 0.5218774)).toBeLessThan(0.01);
  });

  it("is 0 without drawing far behind the front, and changes nothing of the points near it", () => {
    const near = [at(10, 5, 1, 1), at(11, 5, 1, 1)];
    const far = Array.from({ length: 50 }, (_, i) => at(-100 - i, -100, 1, 1));
    const found = paretoProbability([...near, ...far], both);
    expect(found.slice(0, 2)).toEqual(paretoProbability(near, both));
    expect(new Set(found.slice(2))).toEqual(new Set([0]));
  });

  it("is null for what is not finite, which dominates nothing", () => {
    const points = [at(1, 1), at(NaN, 9), at(9, Infinity), at(9, 9, NaN)];
    expect(paretoProbability(points, both)).toEqual([1, null, null, null]);
  });

  it("gives the same for the same input, and nearly the same for another seed", () => {
    const points = [at(1, 2, 1, 1), at(1.5, 1.5, 1, 1), at(2, 1, 1, 1)];
    const first = paretoProbability(points, both);
    expect(paretoProbability(points, both)).toEqual(first);
    const other = paretoProbability(points, { ...both, seed: 2 });
    expect(other).not.toEqual(first);
    other.forEach((each, i) => expect(Math.abs((each ?? 0) - (first[i] ?? 0))).toBeLessThan(0.03));
  });
});

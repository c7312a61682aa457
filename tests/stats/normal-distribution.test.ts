import { describe, expect, it } from "vitest";
import { normalQuantile, normalTail } from "@/lib/stats/normal-distribution";
import { expectClose } from "./close";

// mpmath 1.3 at 40 digits: erfc(z / sqrt 2) / 2, and its root.
const tails: [z: number, tail: number][] = [
  [0, 0.5],
  [0.5, 0.308537538725986896],
  [1, 0.158655253931457051],
  [2, 0.0227501319481792072],
  [6, 9.86587645037698141e-10],
  [12.3, 4.52870695615878465e-35],
  [30.7, 2.84583022087381916e-207],
  [37, 5.72557122252457682e-300],
];
const roots: [p: number, z: number][] = [
  [0.975, 1.95996398454005424],
  [0.995, 2.57582930354890076],
  [1e-20, -9.26234008979840757],
  [1e-300, -37.0470962993611992],
];

describe("normalTail", () => {
  it.each(tails)("at %d is %d", (z, tail) => expectClose(normalTail(z), tail, 1e-15));
  it("at -z is 1 minus that at z", () => expectClose(normalTail(-1), 0.841344746068542949, 1e-15));
  it("at the infinities is 0 and 1", () =>
    expect([normalTail(Infinity), normalTail(-Infinity)]).toEqual([0, 1]));
  it("at NaN is null", () => expect(normalTail(NaN)).toBeNull());
  it("has no step where the series gives way to the continued fraction", () => {
    // Falling by the density, 0.17137 at 1.3, times the distance.
    expect((normalTail(1.3 - 1e-9)! - normalTail(1.3)!) / 1e-9).toBeCloseTo(0.171369, 5);
  });
  it("keeps falling, never below 0, out to 1e300", () => {
    const values = [38, 38.4, 39, 100, 1e300].map((z) => normalTail(z)!);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(values.at(-1)).toBe(0);
  });
});

describe("normalQuantile", () => {
  it.each(roots)("at %d is %d", (p, z) => expectClose(normalQuantile(p), z, 5e-16));
  it("at 0.5 is 0", () => expect(normalQuantile(0.5)).toBe(0));
  it("at 0, 1, beyond them and NaN is null", () => {
    expect([0, 1, -1, 2, NaN].map(normalQuantile)).toEqual([null, null, null, null, null]);
  });
  it("undoes normalTail across its three ranges", () => {
    for (const z of [0.01, 0.5, 1.2, 1.5, 3, 5, 6.9, 7.1, 12, 30]) {
      expectClose(normalQuantile(normalTail(z)!), -z, 4e-15 / Math.min(1, z));
    }
  });
});

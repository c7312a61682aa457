import { describe, expect, it } from "vitest";
import { tInterval, tIntervalOfValues } from "@/lib/stats/t-interval";
import { expectClose } from "./close";

/** Closed form for 2 degrees of freedom: (2p - 1) sqrt(2/(4p(1 - p))) at p = 0.975. */
const t975With2 = 0.95 * Math.sqrt(2 / 0.0975);

function expectLimits(
  found: { low: number; high: number } | null,
  low: number,
  high: number,
  relative: number,
) {
  expectClose(found?.low, low, relative);
  expectClose(found?.high, high, relative);
}

describe("tInterval", () => {
  it("of 550 ± 4.2, n = 3, reaches t sd/sqrt(3) either way", () => {
    const reach = (t975With2 * 4.2) / Math.sqrt(3);
    expectLimits(tInterval({ mean: 550, sd: 4.2, n: 3 }, 0.95), 550 - reach, 550 + reach, 1e-14);
  });
  it("widens with the level as the table says: 2.132, 2.776, 4.604 at n = 5", () => {
    const reach = [0.9, 0.95, 0.99].map(
      (level) => tInterval({ mean: 0, sd: Math.sqrt(5), n: 5 }, level)!.high,
    );
    expect(reach.map((t) => t.toFixed(3))).toEqual(["2.132", "2.776", "4.604"]);
  });
  it("without variation is the mean on both sides", () => {
    expect(tInterval({ mean: 550, sd: 0, n: 5 }, 0.95)).toEqual({ low: 550, high: 550 });
  });
  it("with n below 2 is null", () => {
    for (const n of [0, 1, 1.9, -3]) expect(tInterval({ mean: 550, sd: 4.2, n }, 0.95)).toBeNull();
  });
  it("with a part missing is null", () => {
    expect(tInterval({ mean: null, sd: 1, n: 3 }, 0.95)).toBeNull();
    expect(tInterval({ mean: 1, sd: null, n: 3 }, 0.95)).toBeNull();
    expect(tInterval({ mean: 1, sd: 1, n: null }, 0.95)).toBeNull();
  });
  it("with a part that is not finite, or a negative sd, is null", () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      expect(tInterval({ mean: bad, sd: 1, n: 3 }, 0.95)).toBeNull();
      expect(tInterval({ mean: 1, sd: bad, n: 3 }, 0.95)).toBeNull();
      expect(tInterval({ mean: 1, sd: 1, n: bad }, 0.95)).toBeNull();
    }
    expect(tInterval({ mean: 1, sd: -1, n: 3 }, 0.95)).toBeNull();
  });
  it("at a level that is no fraction is null", () => {
    for (const level of [0, 1, 95, NaN]) expect(tInterval({ mean: 1, sd: 1, n: 3 }, level)).toBeNull();
  });
  it("of very large and very small values keeps its shape", () => {
    const reach = t975With2 / Math.sqrt(3);
    expectLimits(
      tInterval({ mean: 1e300, sd: 1e300, n: 3 }, 0.95),
      (1 - reach) * 1e300,
      (1 + reach) * 1e300,
      1e-14,
    );
    expectLimits(
      tInterval({ mean: 1e-300, sd: 1e-300, n: 3 }, 0.95),
      (1 - reach) * 1e-300,
      (1 + reach) * 1e-300,
      1e-14,
    );
  });
  it("with a limit beyond the largest double is null", () => {
    expect(tInterval({ mean: 1.7e308, sd: 1e308, n: 2 }, 0.95)).toBeNull();
  });
});

describe("tIntervalOfValues", () => {
  it("of 1, 2, 3 is 2 ± 4.303/sqrt(3)", () => {
    const reach = t975With2 / Math.sqrt(3);
    expectLimits(tIntervalOfValues([1, 2, 3], 0.95), 2 - reach, 2 + reach, 1e-14);
  });
  it("of none, one, or values with a NaN is null", () => {
    expect([[], [42], [1, NaN, 3]].map((values) => tIntervalOfValues(values, 0.95))).toEqual([
      null,
      null,
      null,
    ]);
  });
  it("of equal values is that value on both sides", () => {
    expect(tIntervalOfValues([7, 7, 7], 0.95)).toEqual({ low: 7, high: 7 });
  });
});

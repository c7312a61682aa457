import { describe, expect, it } from "vitest";
import { moments } from "@/lib/stats/moments";
import { ratioInterval } from "@/lib/stats/ratio-interval";
import { expectClose } from "./close";

/** Closed form for 2 degrees of freedom. */
const t975With2 = 0.95 * Math.sqrt(2 / 0.0975);
const one = { mean: 1, sd: 0.1, n: 2 };

describe("ratioInterval", () => {
  it("of two means of 1 ± 0.1, n = 2 each, is e^(±0.1 t) with 2 degrees of freedom", () => {
    const found = ratioInterval(one, one, 0.95)!;
    expect([found.ratio, found.method]).toEqual([1, "log-ratio"]);
    expectClose(found.df, 2, 1e-14);
    expectClose(found.low, Math.exp(-0.1 * t975With2), 1e-14);
    expectClose(found.high, Math.exp(0.1 * t975With2), 1e-14);
  });
  it("of 100 ± 1 over an exact 50, n = 3, has the numerator's error and df alone", () => {
    const found = ratioInterval({ mean: 100, sd: 1, n: 3 }, { mean: 50, sd: 0, n: 5 }, 0.95)!;
    expectClose(found.df, 2, 1e-15);
    expectClose(found.high, 2 * Math.exp((t975With2 * 0.01) / Math.sqrt(3)), 1e-14);
  });
  it("of 4260 ± 30 over 550 ± 6, n = 3 each, spans about 7.6 to 7.9", () => {
    const found = ratioInterval({ mean: 4260, sd: 30, n: 3 }, { mean: 550, sd: 6, n: 3 }, 0.95)!;
    expect([found.ratio, found.low, found.high].map((r) => r.toFixed(1))).toEqual(["7.7", "7.6", "7.9"]);
  });
  it("turned round gives the reciprocals", () => {
    const [a, b] = [
      { mean: 120, sd: 15, n: 30 },
      { mean: 100, sd: 12, n: 40 },
    ];
    const [there, back] = [ratioInterval(a, b, 0.95)!, ratioInterval(b, a, 0.95)!];
    expectClose(back.low, 1 / there.high, 1e-14);
    expectClose(back.high, 1 / there.low, 1e-14);
    expectClose(back.df, there.df, 1e-14);
  });
  it("of two means without variation is the ratio on both sides, without df", () => {
    expect(ratioInterval({ mean: 100, sd: 0, n: 5 }, { mean: 50, sd: 0, n: 5 }, 0.95)).toEqual({
      ratio: 2,
      low: 2,
      high: 2,
      df: null,
      method: "log-ratio",
    });
  });
  it("with a mean of 0 or less is null", () => {
    for (const mean of [0, -1]) {
      expect(ratioInterval({ mean, sd: 1, n: 5 }, one, 0.95)).toBeNull();
      expect(ratioInterval(one, { mean, sd: 1, n: 5 }, 0.95)).toBeNull();
    }
  });
  it("with no value or one value on a side, or a part missing, is null", () => {
    expect(ratioInterval(moments([]), one, 0.95)).toBeNull();
    expect(ratioInterval(one, moments([5]), 0.95)).toBeNull();
    expect(ratioInterval({ mean: 5, sd: 1, n: null }, one, 0.95)).toBeNull();
    expect(ratioInterval({ mean: 5, sd: NaN, n: 3 }, one, 0.95)).toBeNull();
  });
  it("at a level that is no fraction is null, also without variation", () => {
    expect(ratioInterval(one, one, 95)).toBeNull();
    expect(ratioInterval({ mean: 1, sd: 0, n: 2 }, { mean: 1, sd: 0, n: 2 }, 95)).toBeNull();
  });
  it("does not depend on the unit, from 1e-300 to 1e300", () => {
    const at = (unit: number) =>
      ratioInterval({ mean: 3 * unit, sd: unit, n: 4 }, { mean: 2 * unit, sd: unit, n: 4 }, 0.95);
    expect(at(2 ** 990)).toEqual(at(1));
    expect(at(2 ** -990)).toEqual(at(1));
  });
  it("with a ratio or limit that no double holds is null", () => {
    expect(
      ratioInterval({ mean: 1e300, sd: 1e299, n: 3 }, { mean: 1e-300, sd: 1e-301, n: 3 }, 0.95),
    ).toBeNull();
    expect(
      ratioInterval({ mean: 1e-300, sd: 1e-301, n: 3 }, { mean: 1e300, sd: 1e299, n: 3 }, 0.95),
    ).toBeNull();
    expect(ratioInterval({ mean: 1, sd: 1e6, n: 2 }, one, 0.95)).toBeNull();
  });
});

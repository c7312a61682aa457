import { describe, expect, it } from "vitest";
import { fiellerInterval } from "@/lib/stats/fieller-interval";
import { moments } from "@/lib/stats/moments";
import { expectClose } from "./close";

/** Closed form for 2 degrees of freedom. */
const t975With2 = 0.95 * Math.sqrt(2 / 0.0975);
const one = { mean: 1, sd: 0.1, n: 2 };

function bounded(...input: Parameters<typeof fiellerInterval>) {
  const found = fiellerInterval(...input);
  if (found === null || !found.bounded) throw new Error("expected bounds");
  return found;
}

describe("fiellerInterval", () => {
  it("over an exact denominator is the t interval of the numerator, divided", () => {
    const found = bounded({ mean: 100, sd: 1, n: 3 }, { mean: 50, sd: 0, n: 5 }, 0.95);
    const reach = t975With2 / Math.sqrt(3);
    expect(found.g).toBe(0);
    expectClose(found.low, (100 - reach) / 50, 1e-14);
    expectClose(found.high, (100 + reach) / 50, 1e-14);
  });
  it("of an exact numerator is the numerator over the limits of the denominator", () => {
    const found = bounded({ mean: 100, sd: 0, n: 5 }, { mean: 50, sd: 5, n: 3 }, 0.95);
    const reach = (t975With2 * 5) / Math.sqrt(3);
    expectClose(found.g, (reach / 50) ** 2, 1e-14);
    expectClose(found.low, 100 / (50 + reach), 1e-14);
    expectClose(found.high, 100 / (50 - reach), 1e-14);
  });
  it("of two means of 1 ± 0.1, n = 2 each, has the roots of (1 - r)^2 = t^2 se^2 (1 + r^2) as limits", () => {
    const found = bounded(one, one, 0.95);
    expectClose(found.df, 2, 1e-14);
    for (const r of [found.low, found.high])
      expectClose((1 - r) ** 2, t975With2 ** 2 * 0.005 * (1 + r * r), 1e-13);
    expectClose(found.low * found.high, 1, 1e-14);
  });
  it("counts both errors in units of the ratio: twice the numerator has twice the limits and the same df", () => {
    const [single, twice] = [bounded(one, one, 0.95), bounded({ mean: 2, sd: 0.2, n: 2 }, one, 0.95)];
    expectClose(twice.df, single.df!, 1e-14);
    expectClose(twice.low, 2 * single.low, 1e-14);
    expectClose(twice.high, 2 * single.high, 1e-14);
  });
  it("over an exact negative denominator keeps the numerator's error", () => {
    const found = bounded({ mean: 100, sd: 1, n: 3 }, { mean: -50, sd: 0, n: 5 }, 0.95);
    expectClose(found.low, -(100 + t975With2 / Math.sqrt(3)) / 50, 1e-14);
  });
  it("of a numerator of 0 lies about 0, and of negative means is as of positive ones", () => {
    const zero = bounded({ mean: 0, sd: 1, n: 5 }, { mean: 50, sd: 1, n: 5 }, 0.95);
    expect([zero.ratio, zero.low]).toEqual([0, -zero.high]);
    const minus = bounded({ mean: -1, sd: 0.1, n: 2 }, { mean: -1, sd: 0.1, n: 2 }, 0.95);
    expect(minus).toEqual(bounded(one, one, 0.95));
    const mixed = bounded({ mean: 1, sd: 0.1, n: 2 }, { mean: -1, sd: 0.1, n: 2 }, 0.95);
    expect([mixed.low, mixed.high]).toEqual([-minus.high, -minus.low]);
  });
  it("is unbounded, not wide, from g = 1 on", () => {
    // g = (t se / mean)^2 with se = 20/sqrt(3): t se = 49.7 against a mean of 50, then of 49.
    const over = (mean: number) => fiellerInterval({ mean: 100, sd: 0, n: 5 }, { mean, sd: 20, n: 3 }, 0.95);
    expect(over(50)).toMatchObject({ bounded: true });
    expect(over(49)).toMatchObject({ bounded: false, ratio: 100 / 49, df: 2 });
    expect(over(49)).not.toHaveProperty("low");
  });
  it("of two means without variation is the ratio on both sides, without df", () => {
    expect(fiellerInterval({ mean: 100, sd: 0, n: 5 }, { mean: 50, sd: 0, n: 5 }, 0.95)).toEqual({
      bounded: true,
      ratio: 2,
      low: 2,
      high: 2,
      g: 0,
      df: null,
    });
  });
  it("over a denominator of 0 is null", () => {
    expect(fiellerInterval(one, { mean: 0, sd: 1, n: 5 }, 0.95)).toBeNull();
  });
  it("with no value or one value on a side, a part missing, or a level that is no fraction, is null", () => {
    expect(fiellerInterval(moments([]), one, 0.95)).toBeNull();
    expect(fiellerInterval(one, moments([5]), 0.95)).toBeNull();
    expect(fiellerInterval({ mean: 5, sd: 1, n: null }, one, 0.95)).toBeNull();
    expect(fiellerInterval(one, one, 1)).toBeNull();
  });
  it("does not depend on the unit, from 1e-300 to 1e300, and is null where no double holds the ratio", () => {
    const at = (unit: number) =>
      fiellerInterval({ mean: 3 * unit, sd: unit, n: 9 }, { mean: 2 * unit, sd: unit, n: 9 }, 0.95);
    expect(at(2 ** 990)).toEqual(at(1));
    expect(at(2 ** -990)).toEqual(at(1));
    expect(fiellerInterval({ mean: 1e300, sd: 0, n: 3 }, { mean: 1e-300, sd: 0, n: 3 }, 0.95)).toBeNull();
  });
});

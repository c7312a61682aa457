import { describe, expect, it } from "vitest";
import { moments } from "@/lib/stats/moments";
import { welch } from "@/lib/stats/welch";
import { expectClose } from "./close";
import { sleep } from "./published-figures";

describe("welch", () => {
  it("of R's sleep data is what R's manual prints for t.test(extra ~ group)", () => {
    const found = welch(moments(sleep.first), moments(sleep.second), 0.95)!;
    expect(found.t.toFixed(4)).toBe("-1.8608");
    expect(found.df.toFixed(3)).toBe("17.776");
    expect(found.p.toFixed(5)).toBe("0.07939");
    expect([found.low.toFixed(7), found.high.toFixed(7)]).toEqual(["-3.3654832", "0.2054832"]);
    expect(found.essentiallyConstant).toBe(false);
  });
  it("of 100 ± 1 and 101 ± 1, n = 2 each, has t = -1, df = 2, p = 1 - 1/sqrt(3)", () => {
    const found = welch({ mean: 100, sd: 1, n: 2 }, { mean: 101, sd: 1, n: 2 }, 0.95)!;
    expectClose(found.t, -1, 1e-15);
    expectClose(found.df, 2, 1e-15);
    expectClose(found.p, 1 - 1 / Math.sqrt(3), 1e-14);
    expectClose(found.low, -1 - 0.95 * Math.sqrt(2 / 0.0975), 1e-14);
    expectClose(found.high, -1 + 0.95 * Math.sqrt(2 / 0.0975), 1e-14);
  });
  it("of equal means has p = 1", () => {
    expect(welch({ mean: 5, sd: 1, n: 3 }, { mean: 5, sd: 2, n: 4 }, 0.95)).toMatchObject({ t: 0, p: 1 });
  });
  it("turned round turns the signs and nothing else", () => {
    const [a, b] = [
      { mean: 5, sd: 1, n: 3 },
      { mean: 8, sd: 2, n: 7 },
    ];
    const [there, back] = [welch(a, b, 0.95)!, welch(b, a, 0.95)!];
    expect(back).toEqual({ ...there, difference: 3, t: -there.t, low: -there.high, high: -there.low });
  });
  it("with one group without variation has the other's n - 1 degrees of freedom", () => {
    expect(welch({ mean: 100, sd: 0, n: 5 }, { mean: 101, sd: 1, n: 9 }, 0.95)?.df).toBe(8);
  });
  it("of two groups without variation is null, whether or not the means are equal", () => {
    expect(welch({ mean: 5, sd: 0, n: 3 }, { mean: 6, sd: 0, n: 3 }, 0.95)).toBeNull();
    expect(welch({ mean: 5, sd: 0, n: 3 }, { mean: 5, sd: 0, n: 3 }, 0.95)).toBeNull();
  });
  it("with no value or one value in a group, or a part missing, is null", () => {
    expect(welch(moments([]), moments([1, 2, 3]), 0.95)).toBeNull();
    expect(welch(moments([1, 2, 3]), moments([5]), 0.95)).toBeNull();
    expect(welch({ mean: 5, sd: 1, n: null }, { mean: 6, sd: 1, n: 3 }, 0.95)).toBeNull();
  });
  it("at a level that is no fraction is null", () => {
    expect(welch({ mean: 5, sd: 1, n: 3 }, { mean: 6, sd: 1, n: 3 }, 95)).toBeNull();
  });
  it("of very large and very small values has the same t, df and p", () => {
    const at = (unit: number) =>
      welch({ mean: unit, sd: unit, n: 3 }, { mean: 4 * unit, sd: unit, n: 3 }, 0.95)!;
    for (const unit of [2 ** -990, 2 ** 990]) {
      const { t, df, p } = at(unit);
      expect({ t, df, p }).toEqual({ t: at(1).t, df: at(1).df, p: at(1).p });
    }
  });
  it("flags a spread that is no more than rounding of the means", () => {
    const found = welch({ mean: 1e9, sd: 1e-6, n: 6 }, { mean: 1e9 + 1e-5, sd: 1e-6, n: 6 }, 0.95);
    expect(found?.essentiallyConstant).toBe(true);
  });
});

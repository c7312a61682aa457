import { describe, expect, it } from "vitest";
import { autocorrelation } from "@/lib/stats/autocorrelation";
import { digitsShared, expectClose } from "./close";
import { nistSets } from "./published-figures";

describe("autocorrelation", () => {
  it("of 1, 2, 3, 4 is r1 = 1.25/5 and n_eff = 4 (0.75/1.25)", () => {
    const found = autocorrelation([1, 2, 3, 4])!;
    expectClose(found.r1, 0.25, 1e-14);
    expectClose(found.effectiveN, 2.4, 1e-14);
    expect(found.significant).toBe(false);
  });
  it("of an alternating series is negative, with n_eff held at n", () => {
    const found = autocorrelation(Array.from({ length: 20 }, (_, i) => i % 2))!;
    expectClose(found.r1, -0.95, 1e-14);
    expect([found.effectiveN, found.significant]).toEqual([20, true]);
  });
  it("of a trend is significant, with n_eff held at 2", () => {
    const found = autocorrelation(Float64Array.from({ length: 20 }, (_, i) => i))!;
    expectClose(found.r1, 0.85, 1e-14);
    expect([found.effectiveN, found.significant]).toEqual([2, true]);
  });
  it("calls |r1| significant above 1.96/sqrt(n)", () => {
    const step = (n: number) => autocorrelation(Array.from({ length: n }, (_, i) => (i < n / 2 ? 0 : 1)));
    // Half zeros, half ones: r1 = (n - 3)/n, so 0.625 against 0.693, then 0.7 against 0.620.
    expect(step(8)).toMatchObject({ r1: 0.625, significant: false });
    expect(step(10)).toMatchObject({ significant: true });
  });
  it("of none, one, equal values, or values with a NaN is null", () => {
    for (const values of [[], [1], [0.1, 0.1, 0.1], [1, NaN, 2]]) expect(autocorrelation(values)).toBeNull();
  });
  it("does not depend on the unit, from 1e-300 to 1e300", () => {
    for (const unit of [1e-300, 1e300]) {
      expectClose(autocorrelation([unit, 2 * unit, 3 * unit, 4 * unit])?.r1, 0.25, 1e-14);
    }
  });
  it.each(nistSets)("of NIST's $name has the certified r1", ({ values, r1, digits }) => {
    expect(digitsShared(autocorrelation(values)!.r1, r1)).toBeGreaterThanOrEqual(digits.r1);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combineRuns } from "@/lib/runs/merge-files";
import { moments } from "@/lib/stats/moments";

describe("combineRuns(parts)", () => {
  it("of 10, 12 and of 14, 16, 18 is that of all five", () => {
    // By hand: mean 14, squares 16 + 4 + 0 + 4 + 16 = 40, sd sqrt(40 / 4).
    const combined = combineRuns([
      { n: 2, mean: 11, sd: Math.SQRT2 },
      { n: 3, mean: 16, sd: 2 },
    ]);
    expect(combined?.n).toBe(5);
    expect(combined?.mean).toBeCloseTo(14, 12);
    expect(combined?.sd).toBeCloseTo(Math.sqrt(10), 12);
  });

  it("of single runs is that of their values", () => {
    expect(combineRuns([10, 12, 14].map((mean) => ({ n: 1, mean, sd: null })))).toEqual({
      n: 3,
      mean: 12,
      sd: 2,
    });
  });

  it("has no sd for one run, and is nothing for none", () => {
    expect(combineRuns([{ n: 1, mean: 5, sd: null }])).toEqual({ n: 1, mean: 5, sd: null });
    expect(combineRuns([])).toBeNull();
  });

  it("is nothing where a part of several runs hides its sd", () => {
    expect(
      combineRuns([
        { n: 3, mean: 5, sd: null },
        { n: 1, mean: 6, sd: null },
      ]),
    ).toBeNull();
  });

  it("is what all values in one list give, wherever the list is cut", () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(values, { minLength: 2, maxLength: 5 }), (parts) => {
        const whole = moments(parts.flat());
        const combined = combineRuns(
          parts.map((part) => {
            const { n, mean, sd } = moments(part);
            return { n, mean: mean!, sd };
          }),
        )!;
        expect(combined.n).toBe(whole.n);
        expect(Math.abs(combined.mean - whole.mean!)).toBeLessThan(1e-8);
        expect(Math.abs(combined.sd! - whole.sd!)).toBeLessThan(1e-6);
      }),
      { seed: 3 },
    );
  });
});

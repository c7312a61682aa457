import { describe, expect, it } from "vitest";
import { criticalT, tQuantile, tTwoSidedP } from "@/lib/stats/t-distribution";
import { expectClose } from "./close";
import { studentTable } from "./published-figures";

// mpmath 1.3 at 40 digits: betainc(df/2, 1/2, 0, df/(df + t^2), regularized), and its root.
const tails: [t: number, df: number, p: number][] = [
  [2.5, 4.5, 0.0599056865022005444],
  [12, 10.5, 1.83303020755507647e-7],
  [40, 1000.5, 9.6233980635566015e-210],
  [1.5, 1e6, 0.133614718236792769],
];
const roots: [p: number, df: number, t: number][] = [
  [0.975, 2.7, 3.39214838317375233],
  [0.995, 14.6, 2.95820672028270859],
  [0.95, 1000.5, 1.6463780543610304],
  [0.6, 0.5, 0.397975426784790689],
  [0.975, 1e6, 1.95996635681410704],
];
const ts = [1e-300, 1e-8, 0.01, 0.5, 0.9, 1, 1.5, 2, 5, 40, 1e6, 1e150, 1e200];

describe("tTwoSidedP", () => {
  it.each(tails)("of t = %d with %d degrees of freedom is %d", (t, df, p) =>
    expectClose(tTwoSidedP(t, df), p, 1e-13),
  );
  it("with 1 degree of freedom is the Cauchy distribution's, (2/pi) atan(1/t)", () => {
    for (const t of ts) expectClose(tTwoSidedP(t, 1), (2 / Math.PI) * Math.atan(1 / t), 1e-13);
  });
  it("with 2 degrees of freedom is 1 - t/sqrt(2 + t^2)", () => {
    for (const t of ts.filter((t) => t < 1e100)) {
      const root = Math.hypot(Math.SQRT2, t);
      expectClose(tTwoSidedP(t, 2), 2 / (root * (root + t)), 1e-13);
    }
  });
  it("with 4 degrees of freedom is 1 - sin(a)(1 + cos(a)^2/2), a = atan(t/2) (Abramowitz & Stegun 26.7.4)", () => {
    for (const t of [0.01, 0.5, 1, 1.5, 2, 3]) {
      const angle = Math.atan(t / 2);
      expectClose(tTwoSidedP(t, 4), 1 - Math.sin(angle) * (1 + Math.cos(angle) ** 2 / 2), 1e-13);
    }
  });
  it("does not depend on the sign of t", () => expect(tTwoSidedP(-2.5, 4.5)).toBe(tTwoSidedP(2.5, 4.5)));
  it("of t = 0 is 1, of an infinite t 0", () => {
    expect([tTwoSidedP(0, 5), tTwoSidedP(0, 1e6), tTwoSidedP(-Infinity, 5)]).toEqual([1, 1, 0]);
  });
  it("with infinite degrees of freedom is the normal distribution's", () => {
    expectClose(tTwoSidedP(2, Infinity), 2 * 0.0227501319481792072, 1e-15);
    expectClose(tTwoSidedP(2, 1e300), 2 * 0.0227501319481792072, 1e-13);
  });
  it("falls with t and stays within 0 and 1 for every df", () => {
    for (const df of [1e-3, 0.3, 1, 2.7, 11, 59, 61, 1e4, 1e9]) {
      const values = [0, ...ts].map((t) => tTwoSidedP(t, df)!);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
      expect(values.every((p) => p >= 0 && p <= 1)).toBe(true);
    }
  });
  it("of NaN, or without degrees of freedom, is null", () => {
    expect([tTwoSidedP(NaN, 5), tTwoSidedP(1, 0), tTwoSidedP(1, -1), tTwoSidedP(1, NaN)]).toEqual(
      Array(4).fill(null),
    );
  });
});

describe("tQuantile", () => {
  const cells = studentTable.rows.flatMap(({ df, t }) =>
    t.map((value, i) => ({ df, p: studentTable.p[i]!, value })),
  );
  it.each(cells)("at $p with $df degrees of freedom is the table's $value", ({ df, p, value }) => {
    expect(Math.abs(tQuantile(p, df)! - value)).toBeLessThanOrEqual(0.000501);
  });
  it.each(roots)("at %d with %d degrees of freedom is %d", (p, df, t) =>
    expectClose(tQuantile(p, df), t, 1e-14),
  );
  it("with 2 degrees of freedom is (2p - 1) sqrt(2 / (4p(1 - p)))", () => {
    for (const p of [1e-200, 1e-9, 0.2, 0.4999, 0.6, 0.9, 0.975, 0.999]) {
      expectClose(tQuantile(p, 2), (2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p))), 1e-14);
    }
  });
  it("at 0.5 is 0, at 1 - p minus that at p", () => {
    expect(tQuantile(0.5, 3.3)).toBe(0);
    expect(tQuantile(0.25, 3.3)).toBe(-tQuantile(0.75, 3.3)!);
  });
  it("undoes tTwoSidedP from the centre to 1e-200", () => {
    for (const df of [0.8, 1.3, 5.9, 6, 29, 30, 1e3, 1e7]) {
      for (const p of [1e-200, 1e-50, 1e-9, 0.001, 0.05, 0.3, 0.7]) {
        expectClose(tTwoSidedP(tQuantile(p / 2, df)!, df), p, 5e-13);
      }
    }
  });
  it("at 0, 1, beyond them and NaN, or without degrees of freedom, is null", () => {
    expect([0, 1, -1, 2, NaN].map((p) => tQuantile(p, 5))).toEqual(Array(5).fill(null));
    expect([0, -1, NaN].map((df) => tQuantile(0.9, df))).toEqual(Array(3).fill(null));
  });
  it("beyond the largest double is null", () => expect(tQuantile(1e-300, 0.5)).toBeNull());
});

describe("criticalT", () => {
  it("at 0.95 leaves 2.5 % on either side", () =>
    expectClose(criticalT(0.95, 4), 2.77644510519779436, 1e-14));
  it("at a level that is no fraction is null", () => {
    expect([0, 1, 95, -0.5, NaN].map((level) => criticalT(level, 4))).toEqual(Array(5).fill(null));
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg, holm } from "@/lib/stats/adjusted-p";
import { bootstrapInterval } from "@/lib/stats/bootstrap-interval";
import { effectSize } from "@/lib/stats/effect-size";
import { exactLimit, mannWhitney } from "@/lib/stats/mann-whitney";
import { moments } from "@/lib/stats/moments";
import { predictionInterval } from "@/lib/stats/prediction-interval";
import { ratioInterval } from "@/lib/stats/ratio-interval";
import { detectableChange, runsNeeded } from "@/lib/stats/runs-needed";
import { welch } from "@/lib/stats/welch";
import { normalSource } from "./normal-source";

/** Normal draws, the same in every run of the tests. */
function normalDraws(seed: number): (mean: number, sd: number, n: number) => number[] {
  const one = normalSource(seed);
  return (mean, sd, n) => Array.from({ length: n }, () => mean + sd * one());
}

const values = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 2, maxLength: 12 });

describe("welch", () => {
  // Published in statistics-and-audit.md A2: .050 at 10 (sd 5) v 30 (sd 1), .034 at 3 v 3, .046 at 10 v 10.
  it.each([
    [10, 5, 30, 1, 0.05],
    [10, 1, 10, 1, 0.046],
    [3, 1, 3, 1, 0.034],
  ])(
    "%d (sd %d) v %d (sd %d): the share of false alarms in 20,000 draws is within .005 of %d",
    (n1, sd1, n2, sd2, share) => {
      const draw = normalDraws(n1 * 1000 + sd1);
      let alarms = 0;
      for (let i = 0; i < 20_000; i++) {
        const found = welch(moments(draw(100, sd1, n1)), moments(draw(100, sd2, n2)), 0.95)!;
        if (found.p < 0.05) alarms++;
      }
      expect(Math.abs(alarms / 20_000 - share)).toBeLessThan(0.005);
    },
  );

  it("is the same test either way round, and in any unit", () => {
    fc.assert(
      fc.property(values, values, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x, y, unit) => {
        const [a, b] = [moments(x), moments(y)];
        const found = welch(a, b, 0.95);
        const back = welch(b, a, 0.95);
        const scaled = welch(moments(x.map((v) => v * unit)), moments(y.map((v) => v * unit)), 0.95);
        if (found === null || found.essentiallyConstant) return;
        expect(back!.p).toBeCloseTo(found.p, 10);
        expect(back!.t).toBeCloseTo(-found.t, 10);
        expect(scaled!.p).toBeCloseTo(found.p, 8);
      }),
      { seed: 4 },
    );
  });
});

describe("ratioInterval", () => {
  // Published: coverage .955 to .971 at CV 5 to 50 %, n 3 to 20.
  it("covers the true ratio in 95 to 97.5 of 100 draws", () => {
    const draw = normalDraws(99);
    let covered = 0;
    for (let i = 0; i < 10_000; i++) {
      const found = ratioInterval(moments(draw(128, 12, 5)), moments(draw(100, 9, 5)), 0.95)!;
      if (found.low <= 1.28 && 1.28 <= found.high) covered++;
    }
    expect(covered / 10_000).toBeGreaterThan(0.945);
    expect(covered / 10_000).toBeLessThan(0.975);
  });
});

describe("effectSize", () => {
  it("is null without two varying groups, changes its sign with the order, and g is the smaller", () => {
    expect(effectSize(moments([1]), moments([1, 2]))).toBeNull();
    expect(effectSize(moments([2, 2]), moments([3, 3]))).toBeNull();
    const [there, back] = [
      effectSize(moments([1, 2, 3]), moments([4, 5, 6])),
      effectSize(moments([4, 5, 6]), moments([1, 2, 3])),
    ];
    // Means 2 and 5, both sd 1: d = -3; J(4) = 0.7979.
    expect(there!.cohensD).toBeCloseTo(-3, 12);
    expect(there!.hedgesG).toBeCloseTo(-3 * 0.7978845608, 9);
    expect(back!.hedgesG).toBeCloseTo(-there!.hedgesG, 12);
  });
});

describe("mannWhitney", () => {
  it("turns round with its groups, and does not change with the unit", () => {
    fc.assert(
      fc.property(values, values, (x, y) => {
        const [there, back] = [mannWhitney(x, y)!, mannWhitney(y, x)!];
        expect(back.p).toBeCloseTo(there.p, 12);
        expect(back.cles).toBeCloseTo(1 - there.cles, 12);
        expect(
          mannWhitney(
            x.map((v) => 2 * v),
            y.map((v) => 2 * v),
          )!.p,
        ).toBeCloseTo(there.p, 12);
      }),
      { seed: 5 },
    );
  });

  it("is exact up to 100 values together, then normal; its p never below what the sizes allow", () => {
    const draw = normalDraws(3);
    expect(mannWhitney(draw(0, 1, 50), draw(0, 1, exactLimit - 50))!.method).toBe("exact");
    expect(mannWhitney(draw(0, 1, 50), draw(0, 1, 51))!.method).toBe("normal");
    // 2 / C(6, 3) = 2 / 20.
    const found = mannWhitney([1, 2, 3], [4, 5, 6])!;
    expect([found.p, found.attainableP]).toEqual([0.1, 0.1]);
  });

  it.each([
    [[], [1]],
    [[1, NaN], [2]],
    [[1, Infinity], [2]],
  ])("%j against %j is null", (x, y) => expect(mannWhitney(x, y)).toBeNull());
});

describe("adjusted p", () => {
  it("is never below its p, never above 1, and keeps the order of the p", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (p) => {
        for (const adjust of [holm, benjaminiHochberg]) {
          const found = adjust(p);
          found.forEach((each, i) => {
            expect(each).toBeGreaterThanOrEqual(p[i]! * (1 - 1e-15));
            expect(each).toBeLessThanOrEqual(1);
            p.forEach((other, j) => {
              if (other > p[i]!) expect(found[j]).toBeGreaterThanOrEqual(each);
            });
          });
        }
      }),
      { seed: 6 },
    );
  });
});

describe("bootstrapInterval", () => {
  const mean = (all: Float64Array) => all.reduce((sum, value) => sum + value, 0) / all.length;

  it("is the same for the same seed, and says where the values are too few", () => {
    const found = (seed: number, n: number) =>
      bootstrapInterval(normalDraws(1)(10, 1, n), mean, { seed, resamples: 500 });
    expect(found(3, 40)).toEqual(found(3, 40));
    expect(found(3, 40)!.bca).not.toEqual(found(4, 40)!.bca);
    expect([found(1, 9)!.doubt, found(1, 29)!.doubt, found(1, 30)!.doubt]).toEqual([
      "too few values",
      "few values",
      null,
    ]);
  });

  it("is null for one value and for a value that is none", () => {
    expect(bootstrapInterval([1], mean)).toBeNull();
    expect(bootstrapInterval([1, NaN], mean)).toBeNull();
  });
});

describe("predictionInterval", () => {
  it("holds the next value in 95 of 100 draws", () => {
    const draw = normalDraws(8);
    let held = 0;
    for (let i = 0; i < 10_000; i++) {
      const { low, high } = predictionInterval(moments(draw(50, 4, 5)), 0.95)!;
      const [next] = draw(50, 4, 1);
      if (low <= next! && next! <= high) held++;
    }
    expect(Math.abs(held / 10_000 - 0.95)).toBeLessThan(0.01);
  });
});

describe("runsNeeded", () => {
  // R 4.2: power.t.test(delta = 1, sd = 1, power = .8)$n = 16.71; delta = 2: 5.09; delta = .5: 63.77.
  it.each([
    [0.03, 0.03, 17],
    [0.03, 0.06, 6],
    [0.03, 0.015, 64],
  ])("cv %d, change %d: %d runs a side", (cv, change, runs) => expect(runsNeeded(cv, change)).toBe(runs));

  it("is the first n whose detectable change is small enough", () => {
    const n = runsNeeded(0.05, 0.02)!;
    expect(detectableChange(0.05, n)).toBeLessThanOrEqual(0.02);
    expect(detectableChange(0.05, n - 1)).toBeGreaterThan(0.02);
  });

  it("is null where spread is unknown or none, and where no number of runs would do", () => {
    expect([
      runsNeeded(NaN, 0.1),
      runsNeeded(0, 0.1),
      runsNeeded(0.5, 1e-6),
      detectableChange(0.1, 1),
    ]).toEqual([null, null, null, null]);
  });
});

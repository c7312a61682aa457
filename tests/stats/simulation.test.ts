import { describe, expect, it } from "vitest";
import { autocorrelation } from "@/lib/stats/autocorrelation";
import { fiellerInterval } from "@/lib/stats/fieller-interval";
import { mannWhitney } from "@/lib/stats/mann-whitney";
import { moments } from "@/lib/stats/moments";
import { orderStatisticInterval } from "@/lib/stats/order-statistic-interval";
import { criticalT } from "@/lib/stats/t-distribution";
import { tIntervalOfValues } from "@/lib/stats/t-interval";
import { normalSource } from "./normal-source";

// Shares published in statistics-and-audit.md A2, of 4,000 draws each: their standard error at .95 is .0034. Ours, of
// 10,000, have .0022, so that two honest figures differ by less than .012 in 997 of 1,000 cases.
const near = 0.012;
const draws = 10_000;

/** The share of samples for which something holds. */
function share(draw: () => boolean): number {
  let held = 0;
  for (let i = 0; i < draws; i++) if (draw()) held++;
  return held / draws;
}

const holds = (found: { low: number; high: number } | null, value: number) =>
  found !== null && found.low <= value && value <= found.high;

describe("coverage of the t interval of a mean, nominally 95 %", () => {
  it.each([
    [2, 0.95],
    [3, 0.947],
    [5, 0.942],
    [10, 0.954],
    [30, 0.954],
  ])("of %d normal values: %d", (n, published) => {
    const normal = normalSource(n);
    const sample = () => Array.from({ length: n }, () => 100 + 7 * normal());
    expect(Math.abs(share(() => holds(tIntervalOfValues(sample(), 0.95), 100)) - published)).toBeLessThan(
      near,
    );
  });

  it.each([
    [5, 0.822],
    [30, 0.894],
    [100, 0.929],
  ])("of %d skewed values (lognormal, sigma 1): only %d", (n, published) => {
    const normal = normalSource(100 + n);
    const sample = () => Array.from({ length: n }, () => Math.exp(normal()));
    const found = share(() => holds(tIntervalOfValues(sample(), 0.95), Math.exp(0.5)));
    expect(Math.abs(found - published)).toBeLessThan(0.02);
  });
});

describe("coverage of the order-statistic interval of a median", () => {
  it.each([
    [10, 0.979],
    [30, 0.961],
  ])("of %d values: %d", (n, published) => {
    const normal = normalSource(200 + n);
    const sample = () => Array.from({ length: n }, () => normal());
    const found = share(() => holds(orderStatisticInterval(sample(), 0.5, 0.95), 0));
    expect(Math.abs(found - published)).toBeLessThan(near);
  });
});

describe("coverage of Fieller's interval of a ratio", () => {
  // Published: .953 to .966 over CV 5 to 50 % and n 3 to 20, unbounded in 5.0 % of the draws at CV 50 % and n = 5.
  it.each([
    [0.05, 3],
    [0.2, 5],
    [0.5, 20],
  ])("at CV %d, n = %d: .953 to .966", (cv, n) => {
    const normal = normalSource(300 + n);
    const sample = () => moments(Array.from({ length: n }, () => 1 + cv * normal()));
    const found = share(() => {
      const interval = fiellerInterval(sample(), sample(), 0.95);
      return interval !== null && (!interval.bounded || holds(interval, 1));
    });
    expect(found).toBeGreaterThan(0.953 - near);
    expect(found).toBeLessThan(0.966 + near);
  });

  it("is unbounded in about 5 of 100 draws at CV 50 %, n = 5", () => {
    const normal = normalSource(7);
    const sample = () => moments(Array.from({ length: 5 }, () => 1 + 0.5 * normal()));
    const found = share(() => fiellerInterval(sample(), sample(), 0.95)?.bounded === false);
    expect(Math.abs(found - 0.05)).toBeLessThan(near);
  });
});

describe("values of one run that are like their neighbours (AR(1), n = 200)", () => {
  // Published: naive .957 / .739 / .332, by the effective n .963 / .936 / .923, at rho 0 / .5 / .9.
  it.each([
    [0, 0.957, 0.963],
    [0.5, 0.739, 0.936],
    [0.9, 0.332, 0.923],
  ])("rho %d: the naive interval covers %d, that of the effective n %d", (rho, naive, corrected) => {
    const normal = normalSource(1000 + 10 * rho);
    let [plain, held] = [0, 0];
    const tries = 3000;
    for (let i = 0; i < tries; i++) {
      const values: number[] = [];
      let last = normal() / Math.sqrt(1 - rho * rho);
      for (let k = 0; k < 200; k++) values.push((last = k === 0 ? last : rho * last + normal()));
      const { mean, sd } = moments(values);
      if (holds(tIntervalOfValues(values, 0.95), 0)) plain++;
      const n = autocorrelation(values)!.effectiveN;
      if (Math.abs(mean!) <= criticalT(0.95, n - 1)! * (sd! / Math.sqrt(n))) held++;
    }
    expect(Math.abs(plain / tries - naive)).toBeLessThan(0.03);
    expect(Math.abs(held / tries - corrected)).toBeLessThan(0.02);
  });
});

describe("false alarms of the exact rank-sum test, nominally 5 %", () => {
  // Published: .041 at 10 v 10, none at 3 v 3 (its smallest p is .10), .148 at 10 (sd 5) v 30 (sd 1), which is why no verdict rests on it.
  it.each([
    [10, 1, 10, 0.041],
    [3, 1, 3, 0],
    [10, 5, 30, 0.148],
  ])("%d (sd %d) v %d: %d", (n1, sd1, n2, published) => {
    const normal = normalSource(400 + n1 + sd1);
    const tries = 4000;
    let alarms = 0;
    for (let i = 0; i < tries; i++) {
      const [x, y] = [n1, n2].map((n, side) =>
        Array.from({ length: n }, () => (side === 0 ? sd1 : 1) * normal()),
      );
      if (mannWhitney(x!, y!)!.p < 0.05) alarms++;
    }
    expect(Math.abs(alarms / tries - published)).toBeLessThan(0.015);
  });
});

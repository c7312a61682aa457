import { describe, expect, it } from "vitest";
import { orderStatisticInterval, orderStatisticRanks } from "@/lib/stats/order-statistic-interval";
import { expectClose } from "./close";

describe("orderStatisticRanks", () => {
  it("of a median from 6 values is 1 to 6 with coverage 1 - 2/64", () => {
    expect(orderStatisticRanks(6, 0.5, 0.95)).toEqual({ lowRank: 1, highRank: 6, coverage: 0.96875 });
  });
  it("of a median from 10 values is 2 to 9 with coverage 1 - 2 (1 + 10)/1024", () => {
    expect(orderStatisticRanks(10, 0.5, 0.95)).toEqual({ lowRank: 2, highRank: 9, coverage: 0.978515625 });
  });
  it("of a median needs 6 values at 0.95 and 8 at 0.99", () => {
    expect(orderStatisticRanks(5, 0.5, 0.95)).toEqual({ lowRank: null, highRank: null, coverage: 1 });
    expect(orderStatisticRanks(7, 0.5, 0.99)).toMatchObject({ lowRank: null, highRank: null });
    expect(orderStatisticRanks(8, 0.5, 0.99)).toMatchObject({ lowRank: 1, highRank: 8 });
  });
  it("takes a rank that leaves exactly the allowed probability outside", () => {
    // 2^-5 on either side of 5 values is exactly (1 - 0.9375)/2.
    expect(orderStatisticRanks(5, 0.5, 0.9375)).toEqual({ lowRank: 1, highRank: 5, coverage: 0.9375 });
    // 0.2^2 above 2 values is (1 - 0.92)/2, which no double says exactly.
    expect(orderStatisticRanks(2, 0.2, 0.92)?.highRank).toBe(2);
  });
  it("of p99 needs 368 values for an upper limit: 0.99^368 is the first power within 0.025", () => {
    expect(orderStatisticRanks(367, 0.99, 0.95)?.highRank).toBeNull();
    expect(orderStatisticRanks(368, 0.99, 0.95)?.highRank).toBe(368);
  });
  it("of a quantile that is bounded on one side has that side's coverage", () => {
    const found = orderStatisticRanks(10, 0.9, 0.95)!;
    expect([found.lowRank, found.highRank]).toEqual([7, null]);
    // P(K >= 7) of Binomial(10, 0.9): (10 over k) 9^k / 10^10 for k = 7 to 10.
    expectClose(found.coverage, (120 * 9 ** 7 + 45 * 9 ** 8 + 10 * 9 ** 9 + 9 ** 10) / 1e10, 1e-14);
  });
  it("mirrors: ranks at 1 - p count from the other end", () => {
    const [low, high] = [orderStatisticRanks(100, 0.25, 0.95)!, orderStatisticRanks(100, 0.75, 0.95)!];
    expect([101 - high.highRank!, 101 - high.lowRank!]).toEqual([low.lowRank, low.highRank]);
    expectClose(high.coverage, low.coverage, 1e-13);
  });
  it("of 1,000,000 values agrees with n/2 ± 1.96 sqrt(n)/2", () => {
    expect(orderStatisticRanks(1e6, 0.5, 0.95)).toMatchObject({ lowRank: 499_020, highRank: 500_981 });
  });
  it("of no values, a count that is not whole, or a p or level that is no fraction, is null", () => {
    for (const n of [0, -1, 2.5, NaN, Infinity]) expect(orderStatisticRanks(n, 0.5, 0.95)).toBeNull();
    for (const p of [0, 1, 50, NaN]) expect(orderStatisticRanks(10, p, 0.95)).toBeNull();
    for (const level of [0, 1, 95, NaN]) expect(orderStatisticRanks(10, 0.5, level)).toBeNull();
  });
});

describe("orderStatisticInterval", () => {
  it("of ten values takes the second and the ninth by size", () => {
    const values = [10, 9, 8, 7, 6, 5, 4, 3, 2, 100];
    expect(orderStatisticInterval(values, 0.5, 0.95)).toEqual({
      low: 3,
      high: 10,
      lowRank: 2,
      highRank: 9,
      coverage: 0.978515625,
    });
    expect(values[0]).toBe(10);
  });
  it("of none, one or too few values is null", () => {
    for (const values of [[], [42], [1, 2, 3, 4, 5]])
      expect(orderStatisticInterval(values, 0.5, 0.95)).toBeNull();
  });
  it("of equal values is that value on both sides", () => {
    expect(orderStatisticInterval(Array<number>(8).fill(7), 0.5, 0.95)).toMatchObject({ low: 7, high: 7 });
  });
  it("of very large and very small values gives them back", () => {
    const values = [1e300, 1e-300, 2, -1e300, 5e-324, 3];
    expect(orderStatisticInterval(values, 0.5, 0.95)).toMatchObject({ low: -1e300, high: 1e300 });
  });
  it("of values with a NaN is null", () => {
    expect(orderStatisticInterval([1, 2, 3, 4, 5, 6, 7, NaN], 0.5, 0.95)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { sumsOf, table, ttft } from "./sums-of";

const rule = "tail-near-mean";

describe("tail-near-mean", () => {
  // Cantelli: a hundredth of the values is at most √99 = 9.94987 sd above the mean.
  it("says where a p99 is too far above the mean", () => {
    const row = { value: "100.00", sd: "10.00", n: 500 };
    expect(sumsOf(rule, table(ttft({ ...row, p99: "200.00" })))).toEqual([
      "inconsistent: 200 ms − 100 ms = 100 ms > sd 10 ms × √(0.99 ÷ 0.01) = 99.4987 ms",
    ]);
    expect(sumsOf(rule, table(ttft({ ...row, p99: "199.40" })))).toEqual([]);
  });
  // Samuelson: one of 26 values is at most √25 = 5 sd from the mean.
  it("says where one of n values is too far from the mean, on either side", () => {
    const row = { value: "100.00", sd: "10.00", n: 26 };
    expect(sumsOf(rule, table(ttft({ ...row, max: "151.00" })))).toEqual([
      "inconsistent: 151 ms − 100 ms = 51 ms > sd 10 ms × √(26 − 1) = 50 ms",
    ]);
    expect(sumsOf(rule, table(ttft({ ...row, min: "49.00" })))).toEqual([
      "inconsistent: 100 ms − 49 ms = 51 ms > sd 10 ms × √(26 − 1) = 50 ms",
    ]);
    expect(sumsOf(rule, table(ttft({ ...row, min: "50.00", max: "150.00" })))).toEqual([]);
  });
  it("of few values is unusual: n and sd may be of runs, and the p99 of their requests", () => {
    expect(sumsOf(rule, table(ttft({ value: "100.0", sd: "1.0", n: 3, p99: "150.0" })))).toEqual([
      "unusual: 150 ms − 100 ms = 50 ms > sd 1 ms × √(0.99 ÷ 0.01) = 9.94987 ms",
    ]);
  });
  it("has nothing to say without an sd, or of an extreme without n", () => {
    expect(sumsOf(rule, table(ttft({ value: "100.00", n: 500, p99: "200.00" })))).toEqual([]);
    expect(sumsOf(rule, table(ttft({ value: "100.00", sd: "10.00", max: "151.00" })))).toEqual([]);
    expect(sumsOf(rule, table(ttft({ value: "100.00", sd: "0.00", n: 26, max: "100.00" })))).toEqual([]);
  });
  it("does not hold the extremes of TPOT to n, which may count requests where they count tokens", () => {
    const row = { metric: "tpot", unit: "ms", value: "100.00", sd: "10.00", n: 26, max: "151.00" };
    expect(sumsOf(rule, table(row))).toEqual([]);
  });
});

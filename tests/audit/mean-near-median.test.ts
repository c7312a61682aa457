import { describe, expect, it } from "vitest";
import { sumsOf, table, ttft } from "./sums-of";

const rule = "mean-near-median";
const row = { value: "120.0", median: "100.0", n: 200 };

describe("mean-near-median", () => {
  it("says that mean and median of the same values are at most one sd apart", () => {
    expect(sumsOf(rule, table(ttft({ ...row, sd: "19.8" })))).toEqual([
      "inconsistent: |120 ms − 100 ms| = 20 ms > sd 19.8 ms",
    ]);
  });
  it("lets them be one sd apart, within the rounding of all three: 119.95 − 100.05 = 19.9 and 19.85 + 0.05", () => {
    expect(sumsOf(rule, table(ttft({ ...row, sd: "20.0" })))).toEqual([]);
    expect(sumsOf(rule, table(ttft({ ...row, sd: "19.9" })))).toEqual([]);
  });
  it("of few values, or of a table that does not count them, is unusual: sd may be between runs, the median of requests", () => {
    for (const n of [3, ""])
      expect(sumsOf(rule, table(ttft({ ...row, n, sd: "2.0" })))).toEqual([
        "unusual: |120 ms − 100 ms| = 20 ms > sd 2 ms",
      ]);
  });
  it("believes a tool that it takes all of them of the same requests", () => {
    const of = ttft({ ...row, n: "", sd: "2.0", tool: "vllm bench serve" });
    expect(sumsOf(rule, table(of))).toEqual(["inconsistent: |120 ms − 100 ms| = 20 ms > sd 2 ms"]);
  });
  it("has nothing to say without an sd", () => {
    expect(sumsOf(rule, table(ttft(row)))).toEqual([]);
  });
});

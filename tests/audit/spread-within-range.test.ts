import { describe, expect, it } from "vitest";
import { sumsOf, table, ttft } from "./sums-of";

const rule = "spread-within-range";
// Of 50 values from 100 to 200, sd is at least 100 ÷ √100 = 10 and at most 50 × √(50 ÷ 49) = 50.5076.
const row = { value: "150.0", n: 50, min: "100.0", max: "200.0" };

describe("spread-within-range", () => {
  it("says where sd is too small for the extremes", () => {
    expect(sumsOf(rule, table(ttft({ ...row, sd: "9.90" })))).toEqual([
      "inconsistent: (200 ms − 100 ms) ÷ √(2 × 50) = 10 ms > sd 9.9 ms",
    ]);
  });
  it("says where sd is too large for the extremes", () => {
    expect(sumsOf(rule, table(ttft({ ...row, sd: "50.60" })))).toEqual([
      "inconsistent: (200 ms − 100 ms) ÷ 2 × √(50 ÷ 49) = 50.5076 ms < sd 50.6 ms",
    ]);
  });
  it("lets sd be either bound", () => {
    for (const sd of ["10.00", "50.50"]) expect(sumsOf(rule, table(ttft({ ...row, sd })))).toEqual([]);
  });
  it("of few values is unusual, and has nothing to say without n", () => {
    expect(sumsOf(rule, table(ttft({ ...row, n: 2, sd: "9.90" })))).toEqual([
      "unusual: (200 ms − 100 ms) ÷ √(2 × 2) = 50 ms > sd 9.9 ms",
    ]);
    expect(sumsOf(rule, table(ttft({ ...row, n: "", sd: "9.90" })))).toEqual([]);
  });
});

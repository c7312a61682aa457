import { describe, expect, it } from "vitest";
import { sumsOf, table, ttft } from "./sums-of";

const rule = "stated-interval";

describe("stated-interval", () => {
  // AIPerf's own example: t(4) = 2.776, 2.776 × 12.3 ÷ √5 = 15.27, and it prints ± 12.2.
  const row = { value: "255.4", n: 5, sd: "12.3", ci_level: 0.95 };
  it("says that ± sd is no interval of a mean", () => {
    expect(sumsOf(rule, table(ttft({ ...row, ci_low: "243.2", ci_high: "267.6" })))).toEqual([
      "inconsistent: t × sd ÷ √n = 2.776 × 12.3 ms ÷ √5 = ± 15.27 ms; printed ± 12.2 ms = 1 × sd",
    ]);
  });
  it("lets it be t × se, z × se, or any other width that is no multiple of sd", () => {
    for (const half of [15.3, 10.8, 18.9])
      expect(sumsOf(rule, table(ttft({ ...row, ci_low: 255.4 - half, ci_high: 255.4 + half })))).toEqual([]);
  });
  it("lets sd be it where it is: of 4 values, z × se = 1.96 ÷ 2 = 0.98 sd", () => {
    expect(sumsOf(rule, table(ttft({ ...row, n: 4, ci_low: "243.3", ci_high: "267.5" })))).toEqual([]);
  });
  it("has nothing to say of an interval that does not lie evenly about the mean", () => {
    expect(sumsOf(rule, table(ttft({ ...row, ci_low: "247.0", ci_high: "271.4" })))).toEqual([]);
  });
  it("names what it misses, once for all intervals of a file", () => {
    const open = [7, 8].map((concurrency) =>
      ttft({ value: "255.4", concurrency, ci_low: "243.2", ci_high: "267.6", ci_level: 0.95 }),
    );
    expect(sumsOf(rule, table(...open))).toEqual(["untestable without n, sd"]);
  });
});

import { describe, expect, it } from "vitest";
import { sumsOf, findingsOf, table, ttft } from "./sums-of";

const rule = "percentile-order";
const rate = { metric: "output_tokens_per_second", unit: "tok/s" };

describe("percentile-order", () => {
  it("says that a p99 above the maximum cannot be of the same values", () => {
    const [found] = findingsOf(rule, table(ttft({ value: "12.1", p99: "21.8", max: "19.35" })));
    expect(found).toMatchObject({
      level: "inconsistent",
      title: "P99 above max",
      sum: "p99 21.8 ms > max 19.35 ms",
      cells: [{ statistic: "p99" }, { statistic: "max" }],
    });
  });
  it("names every pair that is the wrong way round", () => {
    expect(sumsOf(rule, table(ttft({ value: "12.1", min: "13.0", median: "15.0", p90: "14.0" })))).toEqual([
      "inconsistent: median 15 ms > p90 14 ms; min 13 ms > mean 12.1 ms",
    ]);
  });
  it("lets numbers meet within their rounding and 1 % of a histogram: 21.8 may be 21.75, and 21.54 × 1.01 = 21.76", () => {
    expect(sumsOf(rule, table(ttft({ value: "12.1", p99: "21.8", max: "21.54" })))).toEqual([]);
    expect(sumsOf(rule, table(ttft({ value: "12.1", p99: "21.8", max: "21.52" })))).toHaveLength(1);
  });
  it("takes the percentiles of a rate from either end, but not in any order", () => {
    const slowEnd = { ...rate, value: "47", median: "50", p90: "45", p99: "40" };
    expect(sumsOf(rule, table(slowEnd))).toEqual([]);
    expect(sumsOf(rule, table({ ...slowEnd, p99: "48" }))).toEqual([
      "inconsistent: median 50 tok/s > p90 45 tok/s",
    ]);
  });
  it("of several runs looks at each", () => {
    const run = { value: "12.1", p99: "18.0", max: "19.35" };
    const rows = [ttft({ run: "a", ...run }), ttft({ run: "b", ...run, p99: "21.8" })];
    const [found, ...more] = findingsOf(rule, table(...rows));
    expect(more).toEqual([]);
    expect(found?.says).toBe("Time to first token: run b: p99 above max. The same values cannot give both.");
  });
  it("has nothing to say of raw values", () => {
    const rows = [1, 2, 3].map((sample) => ttft({ run: "a", sample, value: 10 * sample }));
    expect(sumsOf(rule, table(...rows))).toEqual([]);
  });
});

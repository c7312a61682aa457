import { describe, expect, it } from "vitest";
import { cautions } from "@/lib/series/cautions";
import { isBareTail, tailNote } from "@/lib/series/tail-note";
import { between, chartPoint } from "./chart-points";

const latency = (n: number, more = {}) =>
  chartPoint(50, {}, { metric: "ttft", unit: "ms", stats: { n, sd: 5, p90: 60, p95: 70, p99: 80 }, ...more });

describe("isBareTail", () => {
  it("holds where less than one value is expected beyond: p90 under 10, p95 under 20, p99 under 100", () => {
    const bare = (n: number) => (["p90", "p95", "p99"] as const).map((name) => isBareTail(latency(n), name));
    expect([9, 10, 19, 20, 99, 100].map(bare)).toEqual([
      [true, true, true],
      [false, true, true],
      [false, true, true],
      [false, false, true],
      [false, false, true],
      [false, false, false],
    ]);
    expect(isBareTail(latency(3), "median")).toBe(false);
  });

  it("does not hold of percentiles that each run states: n counts runs there", () => {
    expect(isBareTail(latency(3, { runStats: { p99: [78, 80, 82] } }), "p99")).toBe(false);
    const overRuns = { statistic: "p99" as const, interval: between(79, 81, 3) };
    expect(isBareTail(latency(3, overRuns), "p99")).toBe(false);
    expect(isBareTail(latency(3, { statistic: "p99" as const }), "p99")).toBe(true);
  });

  it("does not hold where n or the percentile is not stated", () => {
    expect(isBareTail(chartPoint(50, {}, { stats: { p99: 80 } }), "p99")).toBe(false);
    expect(isBareTail(chartPoint(50, {}, { stats: { n: 5 } }), "p99")).toBe(false);
  });
});

describe("tailNote", () => {
  const held = ["mean", "p90", "p95", "p99", "max"] as const;

  it("says of how many values the tail is the slowest, and nothing where they suffice", () => {
    expect(tailNote(latency(42), held)).toBe(
      "p99 of 42 values is hardly more than the slowest of them: it lies at or between the slowest two.",
    );
    expect(tailNote(latency(12), held)).toMatch(/^p95 and p99 of 12 values are hardly more/);
    expect(tailNote(latency(1), held)).toBe("p90, p95 and p99 of 1 value are that value.");
    expect(tailNote(latency(100), held)).toBe("");
  });

  it("says largest of what is no time", () => {
    const rate = chartPoint(50, {}, { stats: { n: 5, p99: 55 } });
    expect(tailNote(rate, held)).toContain("the largest of them");
  });
});

describe("cautions", () => {
  const alike = (effectiveN: number) =>
    latency(200, { interval: { ...between(49, 51, 200), correlation: { r1: 0.4, effectiveN } } });

  it("counts intervals of values that are alike, and percentiles of too few", () => {
    expect(cautions([alike(86), alike(200), latency(200)], "mean")).toEqual([
      "The intervals of 1 point count fewer values than n: neighbouring values within the run are alike.",
    ]);
    expect(cautions([alike(86), latency(42), latency(50)], "p99")).toEqual([
      "2 points have too few values for a p99: it is hardly more than the largest of them.",
    ]);
    expect(cautions([latency(200)], "p99")).toEqual([]);
  });
});

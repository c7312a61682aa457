import { describe, expect, it } from "vitest";
import { mergePoints } from "@/lib/series/merge-points";
import { between, chartPoint, claim, summary } from "./chart-points";

const of = { model: "M", system: "A" };
const file = (digit: string) => ({ dataset: digit.repeat(64) });

describe("mergePoints", () => {
  it("pools runs of which only n, mean and sd are known, as their values in one list would give", () => {
    // 9, 11 and 13, 15: mean 12, sum of squares 9 + 1 + 1 + 9 = 20.
    const parts = [summary(10, Math.SQRT2, 2, of, file("a")), summary(14, Math.SQRT2, 2, of, file("b"))];
    const [merged, ...others] = mergePoints(parts);
    expect(others).toEqual([]);
    expect(merged?.point).toMatchObject({ value: 12, evidence: "summary", strip: null });
    expect(merged?.point.stats).toMatchObject({ n: 4, mean: 12 });
    expect(merged?.point.stats.sd).toBeCloseTo(Math.sqrt(20 / 3), 12);
    expect(merged?.datasets).toEqual(["a".repeat(64), "b".repeat(64)]);
  });

  it("takes a point whose spread is within one run as one run", () => {
    const within = (mean: number, digit: string) => {
      const interval = { ...between(mean - 1, mean + 1, 200), varies: "within-run" as const };
      return summary(mean, 5, 200, of, { interval, ...file(digit) });
    };
    const [merged] = mergePoints([within(10, "a"), within(14, "b")]);
    expect(merged?.point).toMatchObject({ value: 12, evidence: "samples", strip: [10, 14] });
    expect(merged?.point.stats.n).toBe(2);
    expect(merged?.point.interval).toMatchObject({ varies: "between-run", n: 2 });
  });

  it("keeps a percentile of the merged point as the mean of its runs' own", () => {
    const run = (value: number, p99: number, digit: string) =>
      chartPoint(value, of, { ...file(digit), stats: { p99 } });
    const [merged] = mergePoints([run(10, 20, "a"), run(12, 26, "b")]);
    expect(merged?.point.stats.p99).toBe(23);
    expect(merged?.point.runStats?.p99).toEqual([20, 26]);
    // No run states its fastest request: the fastest run's mean is another thing.
    expect(merged?.point.stats).toMatchObject({ median: null, min: null, max: null });
  });

  it("has as extremes those that every run states of itself", () => {
    const run = (value: number, min: number, digit: string) =>
      chartPoint(value, of, { ...file(digit), stats: { min } });
    expect(mergePoints([run(10, 4, "a"), run(12, 3, "b")])[0]?.point.stats).toMatchObject({
      min: 3,
      max: null,
    });
  });

  it("leaves alone points of files that name no model, system or hardware: they may be of anything", () => {
    const parts = [chartPoint(10, { batch: 1 }, file("a")), chartPoint(12, { batch: 1 }, file("b"))];
    expect(mergePoints(parts)).toHaveLength(2);
    const named = [
      chartPoint(10, { hardware: "H" }, file("a")),
      chartPoint(12, { hardware: "H" }, file("b")),
    ];
    expect(mergePoints(named)).toHaveLength(1);
  });

  it("leaves alone what cannot be a repeat: other cases, claims, missing values, derived points, points of one file", () => {
    const derivation = { formula: "a / b", parts: [] };
    const points = [
      chartPoint(1, of, file("a")),
      chartPoint(1, { ...of, batch: 2 }, file("b")),
      claim(1, of, file("c")),
      chartPoint(null, of, file("d")),
      chartPoint(1, of, { ...file("e"), derivation }),
    ];
    expect(mergePoints(points)).toHaveLength(5);
    expect(mergePoints([chartPoint(1, of, file("a")), chartPoint(2, of, file("a"))])).toHaveLength(2);
    expect(mergePoints([])).toEqual([]);
  });
});

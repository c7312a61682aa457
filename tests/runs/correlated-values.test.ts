import { describe, expect, it } from "vitest";
import { pointsCsv } from "@/lib/export/points-csv";
import { pointsJsonText } from "@/lib/export/points-json";
import { alikeText } from "@/lib/points/interval";
import type { Point, Samples } from "@/lib/points/point";
import { correlationOf } from "@/lib/runs/correlation-of";
import { intervalAt } from "@/lib/runs/interval-at";
import { pointsFrom } from "@/lib/runs/points-from";
import { toChartPoint } from "@/lib/series/to-chart-point";
import { chartInterval } from "@/lib/series/chart-interval";
import { readText } from "../importers/text-of";
import { draftOf } from "./draft-of";

const times = (count: number, value: number) => Array.from({ length: count }, () => value);

// Mean 1/3; squares 16/9 + 32/9 = 48/9; neighbours 14/9 + 28/9 - 4/9 = 38/9: r1 = 38/48 > 1.96 / sqrt 24 = 0.40.
// n_eff = 24 (1 - r1) / (1 + r1) = 24 × 10/86 = 2.790698.
const alike = [...times(8, 0), ...times(8, 1), ...times(8, 0)];
const effectiveN = 240 / 86;

function within(values: number[], varies: Samples["varies"] = "within-run"): Point {
  const samples: Samples = { values, at: values.map((_, i) => i), pointer: "/x", column: null, varies };
  return pointsFrom([draftOf(1, { samples })], "f")[0] as Point;
}

describe("the interval of values of one run", () => {
  it("counts neighbours that are alike as fewer, at every level", () => {
    const point = within(alike);
    expect(point.interval).toMatchObject({ method: "student-t", n: 24, varies: "within-run" });
    expect(point.interval?.correlation?.r1).toBeCloseTo(38 / 48, 12);
    expect(point.interval?.correlation?.effectiveN).toBeCloseTo(effectiveN, 10);
    // sd = sqrt(48/9 / 23); sd / sqrt(n_eff) = 0.28825646; t with 1.790698 df: 4.8224120 (0.975), 3.1665867 (0.95); SciPy.
    expect(point.interval?.high).toBeCloseTo(1.72342475, 7);
    expect(intervalAt(point, 0.9)?.high).toBeCloseTo(1.2461224, 6);
    const charted = toChartPoint({ ...point, dataset: "f", file: "f.csv" });
    expect(chartInterval(charted, 0.9, "mean")).toEqual(intervalAt(point, 0.9));
  });

  it("is that of all n where neighbours alternate or the order is that of size, and says so", () => {
    // 0, 1, 0, 1, …: neighbours 15 × -1/4, squares 16 × 1/4.
    const alternating = Array.from({ length: 16 }, (_, i) => i % 2);
    expect(correlationOf(alternating)).toEqual({ r1: expect.closeTo(-15 / 16, 12), effectiveN: 16 });
    expect(correlationOf(Array.from({ length: 20 }, (_, i) => i))).toMatchObject({ effectiveN: 20 });
    expect(correlationOf(Array.from({ length: 20 }, (_, i) => 20 - i))).toMatchObject({ effectiveN: 20 });
  });

  it("is untouched where likeness is no more than chance, and between runs", () => {
    // r1 = 0.4 of 1 … 5 is less than 1.96 / sqrt 5 = 0.88.
    expect(correlationOf([1, 2, 3, 4, 5])).toBeUndefined();
    expect(correlationOf(times(30, 7))).toBeUndefined();
    expect(correlationOf([])).toBeUndefined();
    expect(within(alike, "between-run").interval).not.toHaveProperty("correlation");
    expect(within(alike, "not-stated").interval).not.toHaveProperty("correlation");
  });

  it("comes back from an export, with the values or without them", () => {
    const point = within(alike);
    const fromCsv = readText(pointsCsv([point])).points[0];
    expect(fromCsv?.interval).toEqual(point.interval);
    const inspected = {
      file: { name: "a.json", sha256: "f".repeat(64), bytes: 1 },
      ...{ importer: null, points: [point], problems: [], notes: [] },
    };
    for (const samples of [true, false]) {
      const text = Array.from(pointsJsonText(inspected, { samples })).join("");
      const [again] = readText(text, "a.json").points;
      expect(again?.interval).toEqual(point.interval);
      expect(again && intervalAt(again, 0.9)).toEqual(intervalAt(point, 0.9));
    }
    const [summary] = readText(pointsCsv([{ ...point, samples: null }])).points;
    expect(summary?.interval).toMatchObject({ low: point.interval?.low, high: point.interval?.high });
  });
});

describe("alikeText", () => {
  it("says what was corrected, or why nothing was", () => {
    const said = (r1: number, counts: number) =>
      alikeText({ n: 200, correlation: { r1, effectiveN: counts } });
    expect(said(0.4, 85.7)).toBe("neighbouring values are alike: r1 = 0.40, n counts as 86");
    expect(said(0.9, 200)).toContain("stand by size");
    expect(said(-0.5, 200)).toContain("r1 = −0.50");
    expect(alikeText({ n: 200 })).toBe("");
  });
});

import { describe, expect, it } from "vitest";
import { pointsCsv } from "@/lib/export/points-csv";
import { pointsJsonText } from "@/lib/export/points-json";
import type { Point, Samples, Statistic } from "@/lib/points/point";
import { intervalAt } from "@/lib/runs/interval-at";
import { pointsFrom } from "@/lib/runs/points-from";
import { quantileLimits } from "@/lib/runs/quantile-limits";
import { chartInterval } from "@/lib/series/chart-interval";
import { markOf } from "@/lib/series/mark-of";
import { toChartPoint } from "@/lib/series/to-chart-point";
import { readText } from "../importers/text-of";
import { draftOf } from "./draft-of";

// 1 to 10 in an order whose neighbours are not alike.
const ten = [3, 7, 1, 9, 5, 10, 2, 8, 4, 6];

function within(values: number[], varies: Samples["varies"] = "within-run"): Point {
  const samples: Samples = { values, at: values.map((_, i) => i), pointer: "/x", column: null, varies };
  return pointsFrom([draftOf(1, { samples })], "f")[0] as Point;
}

const charted = (point: Point) => toChartPoint({ ...point, dataset: "f", file: "f.csv" });

describe("quantileLimits", () => {
  it("bounds a median by the values at the ranks of Binomial(n, 1/2), at 90, 95 and 99 %", () => {
    // n = 10: P(K ≤ 0) = 1/1024, P(K ≤ 1) = 11/1024 = 0.0107, P(K ≤ 2) = 56/1024 = 0.0547. Ranks 2 and 9 leave 0.0107 on
    // either side, at most 0.05 and 0.025; only ranks 1 and 10 leave at most 0.005.
    expect(quantileLimits(ten)).toEqual({
      median: [
        [2, 9],
        [2, 9],
        [1, 10],
      ],
    });
    // n = 6: 1/64 = 0.0156 lies under 0.05 and 0.025, not under 0.005.
    expect(quantileLimits([6, 1, 5, 2, 4, 3])).toEqual({ median: [[1, 6], [1, 6], null] });
    expect(quantileLimits([1, 2, 3, 4])).toBeUndefined();
    expect(quantileLimits([])).toBeUndefined();
  });

  it("bounds a p90 at 95 % from 36 values on, for which 0.9^n is at most 0.025", () => {
    // 0.9^35 = 0.02503, 0.9^36 = 0.02253; at 90 % from 29 on: 0.9^28 = 0.0523, 0.9^29 = 0.0471.
    const p90 = (n: number) => quantileLimits(Array.from({ length: n }, (_, i) => i + 1))?.p90;
    expect(p90(28)).toBeUndefined();
    expect(p90(35)?.[1]).toBeNull();
    expect(p90(35)?.[0]).not.toBeNull();
    expect(p90(36)?.[1]?.[1]).toBe(36);
  });
});

describe("the interval of a quantile of one run's values", () => {
  const at95 = { low: 2, high: 9, level: 0.95, method: "order-statistic", n: 10, varies: "within-run" };

  it("lies between two of the values, and is the same for the stored point and on the page", () => {
    const point = within(ten);
    expect(intervalAt(point, 0.95, "median")).toEqual(at95);
    expect(intervalAt(point, 0.99, "median")).toMatchObject({ low: 1, high: 10, level: 0.99 });
    expect(intervalAt(point, 0.8, "median")).toBeNull();
    const statistics: Statistic[] = ["median", "p90", "p99", "min"];
    for (const statistic of statistics)
      expect(chartInterval(charted(point), 0.95, statistic)).toEqual(intervalAt(point, 0.95, statistic));
    expect(intervalAt(point, 0.95, "p90")).toBeNull();
  });

  it("is written with both ends, for it does not lie evenly about the value", () => {
    const mark = markOf(charted(within(ten)), { statistic: "median", level: 95 }, "A");
    expect([mark.text, mark.spread]).toEqual(["5.5", "2.0 – 9.0"]);
  });

  it("is none where neighbours are alike, and none between runs", () => {
    // r1 = 0.79 of eight 0, eight 1 and eight 0: see correlated-values.test.ts.
    const alike = Array.from({ length: 24 }, (_, i) => (i >= 8 && i < 16 ? 1 : 0));
    const point = within(alike);
    expect(point.interval?.correlation?.effectiveN).toBeLessThan(24);
    expect(point).not.toHaveProperty("limits");
    expect(intervalAt(point, 0.95, "median")).toBeNull();
    expect(within(ten, "between-run")).not.toHaveProperty("limits");
    expect(within(ten, "not-stated")).not.toHaveProperty("limits");
  });

  it("comes back from an export", () => {
    const point = within(ten);
    expect(readText(pointsCsv([point])).points[0]?.limits).toEqual(point.limits);
    const inspected = {
      file: { name: "a.json", sha256: "f".repeat(64), bytes: 1 },
      ...{ importer: null, points: [point], problems: [], notes: [] },
    };
    const text = Array.from(pointsJsonText(inspected, { samples: true })).join("");
    expect(readText(text, "a.json").points[0]?.limits).toEqual(point.limits);
  });
});

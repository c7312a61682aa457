import { describe, expect, it } from "vitest";
import { exploreModel } from "@/lib/series/explore";
import type { XSeries } from "@/lib/series/series";
import { parseView } from "@/lib/view/codec";
import { chartPoint, claim, exploreData } from "./chart-points";

function linesOf(points: Parameters<typeof exploreData>[0], query = "x=concurrency"): XSeries {
  const { series } = exploreModel(exploreData(points), parseView(query));
  if (series.kind !== "lines") throw new Error(`expected lines, found ${series.kind}`);
  return series;
}

const at = (concurrency: number | null, more = {}) => ({ model: "M", system: "A", concurrency, ...more });

describe("exploreModel, lines", () => {
  it("draws one line a system and detail, by x, and keeps a lone point as a line of one", () => {
    const series = linesOf([
      chartPoint(30, at(4, { batch: 1 })),
      chartPoint(10, at(1, { batch: 1 })),
      chartPoint(99, at(1, { batch: 8 })),
      claim(50, at(2, { system: "B" })),
    ]);
    expect(series.lines.map((line) => [line.label, line.detail, line.points.map(({ x }) => x)])).toEqual([
      ["A", "batch 8", [1]],
      ["A", "batch 1", [1, 4]],
      ["B", "", [2]],
    ]);
    expect(series.title).toBe("Output tokens per second by concurrency");
  });

  it("puts a sweep by doubling on a log axis with its own values as ticks", () => {
    const series = linesOf([1, 2, 4, 8, 16].map((x) => chartPoint(x * 10, at(x))));
    expect(series).toMatchObject({
      xScale: "log",
      xDomain: [1, 16],
      xTicks: [1, 2, 4, 8, 16],
      yDomain: [0, 200],
    });
  });

  it("draws values that span more than 2.5 powers of ten on a log axis, says so, and stays linear where the link says so", () => {
    const points = [chartPoint(10, at(1)), chartPoint(9000, at(64))];
    const series = linesOf(points);
    expect(series).toMatchObject({ scale: "log", yDomain: [10, 10_000] });
    expect(series.notes).toEqual([
      "Log axis: the largest value is 900 times the smallest. Linear shows how far apart they are.",
    ]);
    expect(linesOf(points, "x=concurrency&scale=linear")).toMatchObject({ scale: "linear", notes: [] });
  });

  it("says how many points have no x, or no single value", () => {
    const series = linesOf([chartPoint(1, at(null)), claim(null, at(2)), chartPoint(3, at(4))]);
    expect(series.notes).toEqual([
      "1 point without a stated concurrency is not drawn.",
      "1 point without a single value is not drawn.",
    ]);
    expect(series.lines).toHaveLength(1);
  });

  it("gives an empty chart for no points", () => {
    expect(linesOf([])).toMatchObject({ lines: [], yDomain: [0, 1] });
  });
});

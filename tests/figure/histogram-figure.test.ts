import { describe, expect, it } from "vitest";
import { binEdges, histogramFigure, type Histogram } from "@/lib/figure/histogram-figure";
import { all, hasClass, readSvg } from "./read-svg";

const histogram = (values: number[], more: Partial<Histogram> = {}): Histogram => ({
  values,
  of: values.length,
  value: null,
  interval: null,
  slot: 1,
  unit: "ms",
  what: "samples",
  ...more,
});

describe("histogramFigure", () => {
  it("says how many values there are and what they span", () => {
    expect(readSvg(histogramFigure(histogram([79, 232, 150]), 352)).attributes["aria-label"]).toBe(
      "Histogram of 3 samples, from 79 to 232 ms",
    );
    expect(histogramFigure(histogram([79, 232], { of: 2000 }), 352)).toContain(
      "Histogram of 2 of 2000 samples",
    );
  });

  it("has a tick for each value, and bars whose heights are in proportion to their counts", () => {
    // Edges at 0, 1, ... 6: two values in the first step, one in the last.
    const values = [0.2, 0.4, 5.5];
    expect(binEdges(values, [0, 6])).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const figure = readSvg(histogramFigure(histogram(values), 352));
    const [ticks] = all(figure, (each) => hasClass(each, "h-ticks"));
    expect(ticks?.attributes["d"]?.match(/M/g)).toHaveLength(3);
    const [bars] = all(figure, (each) => hasClass(each, "h-bars"));
    const heights = Array.from((bars?.attributes["d"] ?? "").matchAll(/v-([\d.]+)/g), ([, height]) =>
      Number(height),
    );
    expect(heights).toHaveLength(2);
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(2, 2);
  });

  it.each([[[5, 5, 5]], [[0, 0]], [[-3, -1]], [[1e-300, 2e-300]], [[1e300, 2e300]]])(
    "draws %j without a number that is none",
    (values) => {
      const svg = histogramFigure(histogram(values), 352);
      readSvg(svg);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    },
  );
});

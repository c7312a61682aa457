import { describe, expect, it } from "vitest";
import { forestAxis, ratioTicks, type ForestRow } from "@/lib/series/forest-series";

const row = (value: number, low: number | null = null, high: number | null = null): ForestRow => ({
  ...{ value, low, high },
  evidence: "samples",
  tone: "neutral",
  tested: true,
});

describe("ratioTicks", () => {
  it.each([
    [
      [0.78, 1.35],
      [0.8, 0.9, 1, 1.1, 1.2, 1.3],
    ],
    [
      [0.97, 1.04],
      [0.97, 0.98, 0.99, 1, 1.01, 1.02, 1.03, 1.04],
    ],
    [
      [0.5, 3],
      [0.5, 1, 1.5, 2, 2.5, 3],
    ],
    [
      [0.15, 12],
      [0.2, 0.5, 1, 2, 5, 10],
    ],
  ] as const)("of %j are round ratios, 1 among them", ([low, high], ticks) => {
    expect(ratioTicks([low, high])).toEqual(ticks);
  });

  it("of a very long axis are few, 1 still among them", () => {
    const ticks = ratioTicks([1e-9, 1e9]);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect(ticks).toContain(1);
  });
});

describe("forestAxis", () => {
  const spans = (rows: ForestRow[], bar = 1.2) => {
    const { domain } = forestAxis(rows, bar);
    return (ratio: number) => ratio >= domain[0] && ratio <= domain[1];
  };

  it("spans 1, the bar, every ratio and its whisker", () => {
    const holds = spans([row(0.89, 0.85, 0.93), row(1.28, 1.25, 1.31)]);
    expect([0.85, 1, 1.2, 1.31].map(holds)).toEqual([true, true, true, true]);
  });

  it("leaves a whisker that reaches far beyond every ratio to its arrowhead", () => {
    const holds = spans([row(1.05, 0.01, 100), row(1.1, 1.08, 1.12)]);
    expect([1.12, 0.01, 100].map(holds)).toEqual([true, false, false]);
  });

  it("leaves out a bar that lies far beyond every ratio, rather than squeeze them together", () => {
    expect(forestAxis([row(1.02, 1.01, 1.03)], 50).bar).toBeNull();
    expect(forestAxis([row(1.02, 1.01, 1.03)], 1.2).bar).toBe(1.2);
  });

  it("has a place for 1 where nothing was compared", () => {
    const { domain, ticks } = forestAxis([], 1.2);
    expect(domain[0]).toBeLessThan(1);
    expect(ticks).toContain(1);
  });
});

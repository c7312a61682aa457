import { describe, expect, it } from "vitest";
import { kernelDensity } from "@/lib/stats/kernel-density";

describe("kernelDensity", () => {
  it("is the mean of normal curves, of Silverman's width", () => {
    // -1 and 1: sd √2, quartiles -0.5 and 0.5, IQR/1.34 = 0.74627; width 0.9 · 0.74627 · 2^-0.2 = 0.58470.
    // At 0: exp(-(1/0.58470)²/2) / (0.58470 √(2π)) = 0.23163 / 1.46563 = 0.15804.
    expect(kernelDensity([-1, 1], [0])![0]).toBeCloseTo(0.15804, 4);
  });

  it("has an area of 1", () => {
    const step = 0.01;
    const places = Array.from({ length: 3001 }, (_, i) => -10 + i * step);
    const density = kernelDensity([1, 2, 2.5, 4, 7, 7.5], places)!;
    expect(density.reduce((sum, each) => sum + each * step, 0)).toBeCloseTo(1, 3);
  });

  it.each([[[]], [[1]], [[2, 2, 2]], [[1, NaN]]])("%j is null", (values) =>
    expect(kernelDensity(values, [0])).toBeNull(),
  );
});

import { describe, expect, it } from "vitest";
import { quantile, quantiles } from "@/lib/stats/quantile";

describe("quantile", () => {
  it("of no values is null", () => expect(quantile([], 0.5)).toBeNull());
  it("of one value is that value", () => {
    expect(quantiles([7], [0, 0.5, 1])).toEqual([7, 7, 7]);
  });
  it("of equal values is that value exactly", () => {
    expect(quantiles([0.1, 0.1, 0.1], [0.1, 0.5, 0.99])).toEqual([0.1, 0.1, 0.1]);
  });
  it("interpolates between order statistics around (n - 1) p", () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([1, 2, 3, 4, 5], 0.9)).toBeCloseTo(4.6, 14);
  });
  it("at 0 and 1 is the smallest and the largest value", () => {
    expect(quantiles([3, 1, 2], [0, 1])).toEqual([1, 3]);
  });
  it("sorts by size, not by text, and leaves the input as it was", () => {
    const values = [10, 9, 100, -1];
    expect(quantile(values, 0)).toBe(-1);
    expect(quantile(values, 1)).toBe(100);
    expect(values).toEqual([10, 9, 100, -1]);
  });
  it("leaves an unsorted Float64Array as it was", () => {
    const values = Float64Array.of(3, 1, 2);
    expect(quantile(values, 0.5)).toBe(2);
    expect(Array.from(values)).toEqual([3, 1, 2]);
  });
  it("at a fraction out of 0 to 1 or NaN is null", () => {
    expect(quantiles([1, 2], [-0.1, 1.1, NaN])).toEqual([null, null, null]);
  });
  it("of values with a NaN or an infinity is null", () => {
    expect(quantile([1, NaN], 0.5)).toBeNull();
    expect(quantile([1, Infinity], 0)).toBeNull();
  });
  it("of very large and very small values neither overflows nor vanishes", () => {
    expect(quantile([-1.5e308, 1.5e308], 0.5)).toBe(0);
    expect(quantile([1e300, 3e300], 0.5)).toBe(2e300);
    expect(quantile([1e-323, 2e-323], 0.5)).toBe(1.5e-323);
  });
  it("of 1,000,000 values in reverse order", () => {
    const values = Float64Array.from({ length: 1_000_001 }, (_, i) => 1_000_000 - i);
    expect(quantiles(values, [0.5, 0.9])).toEqual([500_000, 900_000]);
  });
});

it("quantiles gives one result for each fraction, in their order", () => {
  expect(quantiles([1, 2, 3], [1, 0, 0.5])).toEqual([3, 1, 2]);
  expect(quantiles([1, 2, 3], [])).toEqual([]);
  expect(quantiles([], [0.5, 0.9])).toEqual([null, null]);
});

import { describe, expect, it } from "vitest";
import { orderStatistics } from "@/lib/stats/order-statistics";
import { rangeOf } from "@/lib/stats/range-of";

/** Park and Miller's minimal standard generator, as fractions. */
function fractions(count: number): number[] {
  let seed = 42;
  return Array.from({ length: count }, () => (seed = (seed * 48271) % 2147483647) / 2147483647);
}

const shapes: Record<string, number[]> = {
  "one value": [7],
  "fewer than are counted in buckets": fractions(31),
  "as many values as need buckets": fractions(32),
  "many of about one size": fractions(1000),
  "a long tail": fractions(1000).map((u) => -1000 * Math.log(1 - u)),
  "one value far off, all others in one bucket": [1e9, ...fractions(999)],
  "whole milliseconds, most of them equal": fractions(1000).map((u) => Math.floor(4 * u)),
  "two values only": fractions(1000).map((u) => (u < 0.5 ? -1 : 1)),
  "all equal": new Array<number>(1000).fill(0.1),
  ascending: fractions(1000).sort((a, b) => a - b),
  descending: fractions(1000).sort((a, b) => b - a),
  "a range that no double holds": fractions(1000).map((u) => (2 * u - 1) * 1.7e308),
  "a range whose inverse no double holds": fractions(1000).map((u) => Math.floor(10 * u) * 5e-324),
  "neighbouring doubles": fractions(1000).map((u) => 1 + Math.floor(3 * u) * Number.EPSILON),
};

describe("order statistics", () => {
  it.each(Object.entries(shapes))("of %s are those of the sorted values", (_, values) => {
    const sorted = values.slice().sort((a, b) => a - b);
    const ranks = Array.from(values.keys());
    expect(orderStatistics(values, rangeOf(values)!, ranks)).toEqual(sorted);
  });

  it("are given for the ranks asked, each where it was asked", () => {
    const values = fractions(1000).map((u) => Math.floor(1e6 * u));
    const sorted = values.slice().sort((a, b) => a - b);
    const ranks = [0, 499, 500, 899, 998, 999];
    expect(orderStatistics(values, rangeOf(values)!, ranks)).toEqual(ranks.map((rank) => sorted[rank]));
  });

  it("leave the values as they were", () => {
    const values = Float64Array.from(fractions(100));
    const before = Array.from(values);
    orderStatistics(values, rangeOf(values)!, [50]);
    expect(Array.from(values)).toEqual(before);
  });
});

import { expect, it } from "vitest";
import { geometricMean } from "@/lib/stats/geometric-mean";
import { expectClose } from "./close";

it("geometricMean of no values is null", () => expect(geometricMean([])).toBeNull());
it("geometricMean of one value is that value", () => expectClose(geometricMean([42]), 42, 1e-15));
it("geometricMean of 2 and 8 is 4", () => expect(geometricMean([2, 8])).toBe(4));
it("geometricMean of 1, 10, 100 is 10", () =>
  expectClose(geometricMean(Float64Array.of(1, 10, 100)), 10, 1e-15));
it("geometricMean of equal values is that value", () =>
  expectClose(geometricMean([0.1, 0.1, 0.1]), 0.1, 1e-15));
it("geometricMean of a ratio and its reciprocal is 1", () =>
  expectClose(geometricMean([3, 1 / 3]), 1, 1e-15));
it("geometricMean of very large and very small values neither overflows nor vanishes", () => {
  expectClose(geometricMean([1e300, 1e300, 1e300]), 1e300, 1e-14);
  expectClose(geometricMean([1e-300, 1e-300]), 1e-300, 1e-14);
  expectClose(geometricMean([1e300, 1e-300]), 1, 1e-14);
  expectClose(geometricMean([Number.MAX_VALUE, Number.MAX_VALUE]), Number.MAX_VALUE, 1e-14);
  expect(geometricMean([5e-324, 5e-324])).toBe(5e-324);
});
it("geometricMean with a value of 0 or less, NaN or infinite is null", () => {
  for (const bad of [0, -1, NaN, Infinity]) expect(geometricMean([1, bad])).toBeNull();
});
it("geometricMean of 1,000,000 values does not drift", () => {
  expectClose(geometricMean(new Float64Array(1e6).fill(1.7)), 1.7, 1e-12);
});

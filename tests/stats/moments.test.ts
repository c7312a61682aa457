import { describe, expect, it } from "vitest";
import { moments } from "@/lib/stats/moments";
import { digitsShared, expectClose } from "./close";
import { nistSets } from "./published-figures";

const nothing = { mean: null, sd: null, min: null, max: null };

describe("moments", () => {
  it("of no values has n 0 and nothing else", () => expect(moments([])).toEqual({ n: 0, ...nothing }));
  it("of one value has no sd", () => {
    expect(moments([42])).toEqual({ n: 1, mean: 42, sd: null, min: 42, max: 42 });
  });
  it("of equal values has sd exactly 0 and the value itself as mean", () => {
    expect(moments([0.1, 0.1, 0.1])).toEqual({ n: 3, mean: 0.1, sd: 0, min: 0.1, max: 0.1 });
    expect(moments(new Float64Array(1000))).toEqual({ n: 1000, mean: 0, sd: 0, min: 0, max: 0 });
  });
  it("of 10 and 12 divides by n - 1", () => {
    expect(moments([12, 10])).toEqual({ n: 2, mean: 11, sd: Math.SQRT2, min: 10, max: 12 });
  });
  it("gives an array and a Float64Array the same", () => {
    expect(moments(Float64Array.of(3, 1, 2))).toEqual(moments([3, 1, 2]));
  });
  it("of values with a NaN or an infinity is undefined but for n", () => {
    expect(moments([1, NaN, 3])).toEqual({ n: 3, ...nothing });
    expect(moments([1, -Infinity])).toEqual({ n: 2, ...nothing });
  });
  it("of 1e300 and its neighbours does not overflow", () => {
    const { mean, sd } = moments([1e300, 3e300, 5e300]);
    expectClose(mean, 3e300, 1e-15);
    expectClose(sd, 2e300, 1e-15);
  });
  it("of 1e-300 and of the smallest doubles does not vanish", () => {
    const { mean, sd } = moments([1e-300, 3e-300, 5e-300]);
    expectClose(mean, 3e-300, 1e-15);
    expectClose(sd, 2e-300, 1e-15);
    expect(moments([5e-324, 1.5e-323])).toMatchObject({ mean: 1e-323, sd: 5e-324 });
  });
  it("of the largest doubles keeps the mean, and the sd where a double can hold it", () => {
    const { mean, sd } = moments([Number.MAX_VALUE, Number.MAX_VALUE / 2]);
    expectClose(mean, 0.75 * Number.MAX_VALUE, 1e-15);
    expectClose(sd, Number.MAX_VALUE * Math.SQRT1_2 * 0.5, 1e-15);
    expect(moments([-Number.MAX_VALUE, Number.MAX_VALUE])).toMatchObject({ mean: 0, sd: null });
  });
  it("does not lose a spread of quarters on 1e15", () => {
    const { mean, sd } = moments([1e15, 1e15 + 0.25, 1e15 + 0.5]);
    expect([mean, sd]).toEqual([1e15 + 0.25, 0.25]);
  });
  it("does not lose the small terms of sums whose large terms cancel", () => {
    // (1 + 2 + 3)/5
    expectClose(moments([1, 1e17, 2, -1e17, 3]).mean, 1.2, 1e-15);
  });
  it("of 1,000,000 values is exact to the last digits", () => {
    const values = Float64Array.from({ length: 1e6 }, (_, i) => 1e9 + (i % 2));
    const { n, mean, sd } = moments(values);
    expect([n, mean]).toEqual([1e6, 1e9 + 0.5]);
    expectClose(sd, 0.5 * Math.sqrt(1e6 / (1e6 - 1)), 1e-14);
  });
});

describe("moments of NIST's certified data", () => {
  it.each(nistSets)(
    "$name: mean and sd to as many digits as doubles can hold",
    ({ values, mean, sd, digits }) => {
      const found = moments(values);
      expect(digitsShared(found.mean, mean)).toBeGreaterThanOrEqual(14.8);
      expect(digitsShared(found.sd, sd)).toBeGreaterThanOrEqual(digits.sd);
    },
  );
});

import { describe, expect, it } from "vitest";
import { sumsOf, table, type Row } from "./sums-of";

const rule = "coarse-timer";
const raw = (values: readonly number[], more: Row = {}): string =>
  table(
    ...values.map((value, i) => ({ metric: "ttft", unit: "ms", run: "a", sample: i + 1, value, ...more })),
  );
const each = (n: number, valueOf: (i: number) => number) => Array.from({ length: n }, (_, i) => valueOf(i));

describe("coarse-timer", () => {
  it("says where most durations are 0", () => {
    expect(sumsOf(rule, raw([0, 0, 0, 0, 0, 0, 0.4, 0.3, 0.9, 1.7]))).toEqual(["unusual: 6 of 10 are 0"]);
    expect(sumsOf(rule, raw([0, 0, 0, 0, 0, 1.12, 0.4, 0.313, 0.9, 1.7]))).toEqual([]);
  });
  it("says where there are fewer than three values among ten", () => {
    expect(sumsOf(rule, raw(each(10, (i) => (i === 4 ? 16.7 : 33.4))))).toEqual([
      "unusual: 10 values: 16.7 ms and 33.4 ms",
    ]);
    expect(sumsOf(rule, raw(each(10, (i) => (i === 4 ? 16.7 : i === 5 ? 21.13 : 33.4))))).toEqual([]);
  });
  it("says where more than half of more than a hundred are one value", () => {
    const values = each(101, (i) => (i < 51 ? 12.5 : 12.5 + i / 7));
    expect(sumsOf(rule, raw(values))).toEqual(["unusual: 51 of 101 (50.5 %) are 12.5 ms"]);
    expect(sumsOf(rule, raw(values.slice(1)))).toEqual([]);
  });
  it("says where all are few steps of one size: 450 ms in steps of 10 ms are 45", () => {
    const values = [410, 420, 430, 440, 450, 450, 460, 470, 480, 490];
    expect(sumsOf(rule, raw(values))).toEqual([
      "unusual: 450 ms ÷ 10 ms = 45 steps at the median, fewer than 100",
    ]);
    expect(sumsOf(rule, raw(values.map((value, i) => (i === 0 ? 413 : value))))).toEqual([]);
    expect(sumsOf(rule, raw(values.map((value) => value + 540)))).toHaveLength(1); // 990 ÷ 10 = 99
    expect(sumsOf(rule, raw(values.map((value) => value + 550)))).toEqual([]);
  });
  it("has nothing to say of nine values, or of what is no time", () => {
    expect(sumsOf(rule, raw(each(9, () => 0)))).toEqual([]);
    expect(
      sumsOf(
        rule,
        raw(
          each(12, () => 24),
          { metric: "peak_memory", unit: "GB" },
        ),
      ),
    ).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { sumsOf, table } from "./sums-of";

const rule = "saturated-values";
const raw = (values: readonly number[]): string =>
  table(...values.map((value, i) => ({ metric: "e2e_latency", unit: "ms", run: "a", sample: i + 1, value })));
/** Of 20 latencies, so many at a limit of 60 s, the others all different. */
const limited = (at: number) => Array.from({ length: 20 }, (_, i) => (i < at ? 60_000 : 12_000 + 137.3 * i));

describe("saturated-values", () => {
  it("says where many values are the largest one", () => {
    expect(sumsOf(rule, raw(limited(3)))).toEqual(["unusual: 3 of 20 (15 %) are 60 000 ms"]);
    expect(sumsOf(rule, raw(limited(1)))).toEqual([]);
  });
  it("has nothing to say of coarse values, of which any comes often", () => {
    expect(sumsOf(rule, raw(Array.from({ length: 20 }, (_, i) => 10 * (i % 5))))).toEqual([]);
  });
  it("has nothing to say of few values", () => {
    expect(sumsOf(rule, raw(limited(6).slice(0, 19)))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { sumsOf, table, type Row } from "./sums-of";

const rule = "repeated-values";
const rate = (value: string, more: Row): Row => ({
  metric: "output_tokens_per_second",
  unit: "tok/s",
  value,
  ...more,
});

describe("repeated-values", () => {
  // One pair of values of 7 digits, which agree by chance once in 10^6 ÷ 10 pairs.
  it("says where two setups agree in all of many digits", () => {
    const rows = [rate("1234.567", { model: "A" }), rate("1234.567", { model: "B" })];
    expect(sumsOf(rule, table(...rows))).toEqual([
      "unusual: 1234.567 = 1234.567; 1 pair where chance brings 1.0e−5: p = 1.0e−5",
    ]);
  });
  it("lets 6 digits of two values agree by chance, p = 0.0001, and all that have fewer than 5", () => {
    expect(sumsOf(rule, table(rate("123.456", { model: "A" }), rate("123.456", { model: "B" })))).toEqual([]);
    const coarse = ["A", "B", "C", "D"].map((model) => rate("12.30", { model }));
    expect(sumsOf(rule, table(...coarse))).toEqual([]);
  });
  it("has nothing to say of one measurement that is told twice", () => {
    const rows = [
      rate("1234.567", { model: "llama2-70b-99" }),
      rate("1234.567", { model: "llama2-70b-99.9" }),
    ];
    expect(sumsOf(rule, table(...rows))).toEqual([]);
    const partly = [rate("1234.567", { model: "A" }), rate("1234.567", { model: "A", concurrency: 8 })];
    expect(sumsOf(rule, table(...partly))).toEqual([]);
  });
  it("has nothing to say of memory, which comes out the same", () => {
    const rows = ["A", "B"].map((model) => ({ metric: "peak_memory", unit: "GB", value: "15.03238", model }));
    expect(sumsOf(rule, table(...rows))).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sumsOf, findingsOf, table, type Row } from "./sums-of";

const rule = "digit-heaping";
const rates = (values: readonly (string | number)[], more: Row = {}): string =>
  table(
    ...values.map((value, concurrency) => ({
      metric: "output_tokens_per_second",
      unit: "tok/s",
      value,
      concurrency,
      ...more,
    })),
  );

describe("digit-heaping", () => {
  it("says where all of five whole numbers are multiples of 5: 0.2^5 = 0.00032", () => {
    expect(sumsOf(rule, rates([550, 435, 35, 70, 805]))).toEqual(["unusual: 0.2^5 = 3.2e−4"]);
  });
  // 6 of 7: 7 × 0.2^6 × 0.8 + 0.2^7 = 0.000371; 4 of 5: 5 × 0.2^4 × 0.8 + 0.2^5 = 0.00672.
  it("says where nearly all are, as far as chance hardly brings it", () => {
    expect(sumsOf(rule, rates([300, 200, 22, 80, 120, 1300, 2180]))).toEqual([
      "unusual: P(at least 6 of 7, each 0.2) = 3.7e−4",
    ]);
    expect(sumsOf(rule, rates([330, 240, 78, 115, 2300]))).toEqual([]);
  });
  it("has nothing to say of four numbers, of digits below 10, or of numbers with decimals", () => {
    expect(sumsOf(rule, rates([550, 435, 35, 70]))).toEqual([]);
    expect(sumsOf(rule, rates([5, 5, 5, 5, 5, 5]))).toEqual([]);
    expect(sumsOf(rule, rates(["550.0", "435.0", "35.0", "70.0", "805.0"]))).toEqual([]);
  });
  it("counts a line of accelerator counts once, by its last", () => {
    const line = [1, 2, 4, 8].map((accelerators) => ({
      metric: "output_tokens_per_second",
      unit: "tok/s",
      value: 535 * accelerators,
      accelerators,
    }));
    expect(
      sumsOf(
        rule,
        table(
          ...line,
          ...[45, 70, 800].map((value, batch) => ({ metric: "ttft", unit: "ms", value, batch })),
        ),
      ),
    ).toEqual([]);
  });
  it("tells of the claims of data/claims that 7 of 7 numbers of one system are multiples of 5: 0.2^7 = 0.0000128", () => {
    const text = readFileSync("data/claims/AI_Execution_Benchmark_Comparisons.csv", "utf8");
    const [found] = findingsOf(rule, text);
    expect(found).toMatchObject({
      level: "unusual",
      title: "All 7 are multiples of 5",
      sum: "0.2^7 = 1.3e−5",
    });
  });
});

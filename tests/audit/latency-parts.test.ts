import { describe, expect, it } from "vitest";
import { sumsOf, table, ttft, type Row } from "./sums-of";

const rule = "latency-parts";
// 1000 + (101 − 1) × 20 = 3000 ms.
const parts = (more: Row): Row[] => [
  ttft({ value: "1000", ...more }),
  { metric: "tpot", unit: "ms", value: "20.0", ...more },
];
const whole = (value: string, more: Row): Row => ({ metric: "e2e_latency", unit: "ms", value, ...more });
const asked = { output_tokens: 101 };
const measured: Row = { metric: "custom:output tokens per request", unit: "tokens", value: "101" };

describe("latency-parts", () => {
  it("says where the latency is more than 1.5 times its parts", () => {
    expect(sumsOf(rule, table(...parts(asked), whole("4600", asked)))).toEqual([
      "unusual: 1000 ms + (101 tokens − 1) × 20 ms = 3000 ms, stated 4600 ms",
    ]);
    expect(sumsOf(rule, table(...parts(asked), whole("4500", asked)))).toEqual([]);
  });
  it("says where it is less than two thirds, if the answers are known to be that long", () => {
    expect(sumsOf(rule, table(...parts({}), measured, whole("1900", {})))).toEqual([
      "unusual: 1000 ms + (101 tokens − 1) × 20 ms = 3000 ms, stated 1900 ms",
    ]);
    expect(sumsOf(rule, table(...parts({}), measured, whole("2000", {})))).toEqual([]);
    expect(sumsOf(rule, table(...parts(asked), whole("1900", asked)))).toEqual([]);
  });
  it("leaves a factor of 1000 to the rule of units, and has nothing to say without a length", () => {
    expect(sumsOf(rule, table(...parts(asked), whole("3000000", asked)))).toEqual([]);
    expect(sumsOf(rule, table(...parts({}), whole("4600", {})))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { sumsOf, table, type Row } from "./sums-of";

const rule = "token-budget";
const run = (output: string, more: Row): string =>
  table(
    { metric: "requests_per_second", unit: "req/s", value: "2.00", ...more },
    { metric: "output_tokens_per_second", unit: "tok/s", value: output, ...more },
  );

describe("token-budget", () => {
  // 2.005 × (100 + 120) × 1.5 = 661.7
  it("says where more comes out than was asked for, the prompts included", () => {
    const asked = { output_tokens: 100, input_tokens: 120 };
    expect(sumsOf(rule, run("663", asked))).toEqual([
      "unusual: 2 req/s × (120 + 100) tokens = 440 tok/s < 663 tok/s",
    ]);
    expect(sumsOf(rule, run("661", asked))).toEqual([]);
  });
  it("has nothing to say where tokens are not stated, or are off by a unit", () => {
    expect(sumsOf(rule, run("663", {}))).toEqual([]);
    expect(sumsOf(rule, run("200123", { output_tokens: 100 }))).toEqual([]);
  });
});

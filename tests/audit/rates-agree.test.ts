import { describe, expect, it } from "vitest";
import { sumsOf, table, ttft, type Row } from "./sums-of";

const rule = "rates-agree";
const vllm = { tool: "vllm bench serve" };
const rate = (metric: string, value: string, more: Row = {}): Row => ({
  metric,
  unit: metric === "requests_per_second" ? "req/s" : "tok/s",
  value,
  ...more,
});
const tokens = (value: string, more: Row = {}): Row => ({
  metric: "custom:output tokens per request",
  unit: "tokens",
  value,
  ...more,
});

describe("rates-agree", () => {
  it("says where requests/s × tokens a request are not the tokens/s: 2.5 × 101.2 = 253", () => {
    const rows = [
      rate("requests_per_second", "2.500", vllm),
      tokens("101.2", vllm),
      rate("output_tokens_per_second", "298.4", vllm),
    ];
    expect(sumsOf(rule, table(...rows))).toEqual([
      "inconsistent: 2.5 req/s × 101.2 tokens = 253, stated 298.4 tok/s",
    ]);
  });
  it("lets a tool's figures be 5 % apart, and any other's 10 %, beside their rounding", () => {
    const rows = (output: string, more: Row) =>
      table(
        rate("requests_per_second", "2.500", more),
        tokens("101.2", more),
        rate("output_tokens_per_second", output, more),
      );
    expect(sumsOf(rule, rows("265.6", vllm))).toEqual([]);
    expect(sumsOf(rule, rows("266.1", vllm))).toHaveLength(1);
    expect(sumsOf(rule, rows("278.2", {}))).toEqual([]);
    expect(sumsOf(rule, rows("278.9", {}))).toHaveLength(1);
  });
  it("says where input and output are not the total, if they are of one clock", () => {
    const rows = (more: Row) =>
      table(
        rate("input_tokens_per_second", "1010.5", more),
        rate("output_tokens_per_second", "253.1", more),
        rate("total_tokens_per_second", "1510.2", more),
      );
    expect(sumsOf(rule, rows(vllm))).toEqual([
      "inconsistent: 1010.5 tok/s + 253.1 tok/s = 1263.6, stated 1510.2 tok/s",
    ]);
    // Prefill and decode are measured apart elsewhere, and add up to nothing.
    expect(sumsOf(rule, rows({}))).toEqual([]);
  });
  it("says where requests/s × duration is not the number of requests: 2.5 × 58.3 = 145.75", () => {
    const of = (n: number) => {
      const more = { ...vllm, run_duration: "58.30 s" };
      return table(rate("requests_per_second", "2.500", more), ttft({ value: "58.3", n, ...more }));
    };
    expect(sumsOf(rule, of(200))).toEqual(["inconsistent: 2.5 req/s × 58.3 s = 145.75, stated 200 requests"]);
    expect(sumsOf(rule, of(146))).toEqual([]);
  });
  it("says where requests/s × latency is not the stated number in flight: 2.5 × 4 = 10", () => {
    const of = (achieved: string) =>
      table(
        rate("requests_per_second", "2.500", vllm),
        { metric: "e2e_latency", unit: "ms", value: "4000.0", ...vllm },
        { metric: "custom:achieved concurrency", value: achieved, ...vllm },
      );
    expect(sumsOf(rule, of("14.0"))).toEqual(["inconsistent: 2.5 req/s × 4000 ms = 10, stated 14"]);
    expect(sumsOf(rule, of("10.4"))).toEqual([]);
  });
  it("leaves a factor of 1000 to the rule of units, where that looks at the same figures", () => {
    const rows = [
      rate("requests_per_second", "2.500", vllm),
      tokens("101.2", vllm),
      rate("output_tokens_per_second", "253000", vllm),
    ];
    expect(sumsOf(rule, table(...rows))).toEqual([]);
    expect(sumsOf("unit-contradicted", table(...rows))).toHaveLength(1);
  });
  it("has nothing to say of tokens that were asked for: answers may be shorter", () => {
    const rows = [
      rate("requests_per_second", "2.500", { output_tokens: 256 }),
      rate("output_tokens_per_second", "253.1", { output_tokens: 256 }),
    ];
    expect(sumsOf(rule, table(...rows))).toEqual([]);
  });
});

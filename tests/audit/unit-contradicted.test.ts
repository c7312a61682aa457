import { describe, expect, it } from "vitest";
import { sumsOf, table, ttft, type Row } from "./sums-of";

const rule = "unit-contradicted";
const tpot = (value: string, more: Row = {}): Row => ({ metric: "tpot", unit: "ms", value, ...more });
const user = (value: string): Row => ({ metric: "tokens_per_second_per_user", unit: "tok/s", value });
const requests = (value: string, more: Row = {}): Row => ({
  metric: "requests_per_second",
  unit: "req/s",
  value,
  ...more,
});
const whole = (value: string, more: Row = {}): Row => ({ metric: "e2e_latency", unit: "ms", value, ...more });
const output = (value: string, more: Row = {}): Row => ({
  metric: "output_tokens_per_second",
  unit: "tok/s",
  value,
  ...more,
});

describe("unit-contradicted", () => {
  it("says that seconds stand under ms where TPOT × a user's rate is a thousandth", () => {
    expect(sumsOf(rule, table(tpot("0.0214"), user("46.7")))).toEqual([
      "inconsistent: 0.0214 ms × 46.7 tok/s = 0.000999",
    ]);
  });
  it("calls it unusual where it is only about that: a user's rate may count a long wait", () => {
    expect(sumsOf(rule, table(tpot("0.0214"), user("80.1")))).toEqual([
      "unusual: 0.0214 ms × 80.1 tok/s = 0.00171",
    ]);
  });
  // 21.4 ms × 23 500 tok/s = 502.9; × 23 300 = 498.6.
  it("takes a factor of 500 to 2000 for 1000, and nothing just below", () => {
    expect(sumsOf(rule, table(tpot("21.4"), user("23500")))).toHaveLength(1);
    expect(sumsOf(rule, table(tpot("21.4"), user("23300")))).toEqual([]);
  });
  it("has nothing to say of any other factor", () => {
    for (const rate of ["46.7", "20.2", "4.67"])
      expect(sumsOf(rule, table(tpot("21.4"), user(rate)))).toEqual([]);
  });
  it("says it of a latency and its parts: 58 + 100 × 20 = 2058 ms, and 2.06 is written", () => {
    const measured = { metric: "custom:output tokens per request", unit: "tokens", value: "101" };
    expect(sumsOf(rule, table(ttft({ value: "58.0" }), tpot("20.0"), measured, whole("2.06")))).toEqual([
      "inconsistent: 2.06 ms ÷ (58 ms + (101 tokens − 1) × 20 ms) = 0.001",
    ]);
  });
  it("has nothing to say of a latency that short answers shorten", () => {
    const asked = { output_tokens: 101 };
    const rows = [ttft({ value: "58.0", ...asked }), tpot("20.0", asked), whole("2.06", asked)];
    expect(sumsOf(rule, table(...rows))).toEqual([]);
  });
  it("says it of rates: 2.5 × 101 = 252.5 tok/s, and 0.25 is written", () => {
    const measured = { metric: "custom:output tokens per request", unit: "tokens", value: "101" };
    expect(sumsOf(rule, table(requests("2.500"), measured, output("0.2525")))).toEqual([
      "inconsistent: 2.5 req/s × 101 tokens ÷ 0.2525 tok/s = 1000",
    ]);
  });
  it("says it of requests in flight: 12.5 × 8400 s would be 105 000 where 128 were sent at a time", () => {
    const load = { concurrency: 128 };
    expect(sumsOf(rule, table(requests("12.5", load), whole("8400000", load)))).toEqual([
      "inconsistent: 12.5 req/s × 8 400 000 ms ÷ 128 = 820",
    ]);
    // So few in flight may be what was asked for.
    expect(sumsOf(rule, table(requests("12.5", load), whole("8.4", load)))).toEqual([]);
  });
});

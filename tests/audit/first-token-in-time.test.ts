import { describe, expect, it } from "vitest";
import { sumsOf, table, ttft } from "./sums-of";

const rule = "first-token-in-time";
const whole = { metric: "e2e_latency", unit: "ms" };

describe("first-token-in-time", () => {
  it("says where the first token comes after the last", () => {
    const rows = [ttft({ value: "520", p99: "905", n: 64 }), { ...whole, value: "410", p99: "1320", n: 64 }];
    expect(sumsOf(rule, table(...rows))).toEqual(["inconsistent: mean TTFT 520 ms > mean latency 410 ms"]);
  });
  it("lets them be one, as they are of one token, by 1 % of two clocks: 501 may be 500.5, and 495.6 × 1.01 = 500.56", () => {
    expect(sumsOf(rule, table(ttft({ value: "501" }), { ...whole, value: "495.6" }))).toEqual([]);
    expect(sumsOf(rule, table(ttft({ value: "501" }), { ...whole, value: "495.4" }))).toHaveLength(1);
  });
  it("of different requests is unusual", () => {
    const rows = [ttft({ value: "520", n: 64 }), { ...whole, value: "410", n: 48 }];
    expect(sumsOf(rule, table(...rows))).toEqual(["unusual: mean TTFT 520 ms > mean latency 410 ms"]);
  });
  it("compares like with like: a mean and a median are none", () => {
    const rows = [ttft({ value: "520" }), { ...whole, value: "410", statistic: "median" }];
    expect(sumsOf(rule, table(...rows))).toEqual([]);
  });
  it("does not compare across setups", () => {
    const rows = [ttft({ value: "520", concurrency: 64 }), { ...whole, value: "410", concurrency: 1 }];
    expect(sumsOf(rule, table(...rows))).toEqual([]);
  });
});

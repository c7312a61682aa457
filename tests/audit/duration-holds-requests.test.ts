import { describe, expect, it } from "vitest";
import { sumsOf, table } from "./sums-of";

const rule = "duration-holds-requests";
const row = { metric: "e2e_latency", unit: "ms", value: "9000", n: 64 };

describe("duration-holds-requests", () => {
  it("says where a request takes longer than its run", () => {
    expect(sumsOf(rule, table({ ...row, max: "61200.5", run_duration: "58.30 s" }))).toEqual([
      "inconsistent: 61 200.5 ms > 58.3 s",
    ]);
  });
  it("lets the last request end a little after the clock: 58.305 × 1.02 = 59.47 s", () => {
    expect(sumsOf(rule, table({ ...row, max: "59470.9", run_duration: "58.30 s" }))).toEqual([]);
    expect(sumsOf(rule, table({ ...row, max: "59471.9", run_duration: "58.30 s" }))).toHaveLength(1);
  });
  it("has nothing to say where the duration is not stated, or is no time", () => {
    expect(sumsOf(rule, table({ ...row, max: "61200.5" }))).toEqual([]);
    expect(sumsOf(rule, table({ ...row, max: "61200.5", run_duration: "a minute" }))).toEqual([]);
  });
});

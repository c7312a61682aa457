import { describe, expect, it } from "vitest";
import { sumsOf, table, type Row } from "./sums-of";

const rule = "whole-counts";
const tokens = (value: string, more: Row = {}): string =>
  table({
    metric: "custom:output tokens per request",
    unit: "tokens",
    value,
    n: 96,
    min: 14,
    max: 2048,
    ...more,
  });

describe("whole-counts", () => {
  it("says where n × the mean is no whole number: 96 × 543.7 = 52195.2", () => {
    expect(sumsOf(rule, tokens("543.7000000"))).toEqual(["inconsistent: 96 × 543.7000000 = 52 195.2 tokens"]);
  });
  it("lets it be whole within the print: 96 × 543.6145833 = 52186.99999", () => {
    expect(sumsOf(rule, tokens("543.6145833"))).toEqual([]);
  });
  it("has nothing to say of a mean with too few digits: 96 × 0.005 = 0.48", () => {
    expect(sumsOf(rule, tokens("543.70"))).toEqual([]);
    expect(sumsOf(rule, tokens("543.700"))).toHaveLength(1);
  });
  it("has nothing to say of estimates, which are no whole numbers themselves", () => {
    expect(sumsOf(rule, tokens("543.7000000", { min: "14.5" }))).toEqual([]);
  });
});

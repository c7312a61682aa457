import { describe, expect, it } from "vitest";
import { sumsOf, findingsOf, table, type Row } from "./sums-of";

const rule = "littles-law";
// 12.5 req/s × 8.4 s = 105 requests in flight; 1000 requests take 80 s, of which 8.4 s may be another's.
const run = (more: Row): string =>
  table(
    { metric: "requests_per_second", unit: "req/s", value: "12.5", n: 1, ...more },
    { metric: "e2e_latency", unit: "ms", value: "8400.0", n: 1000, ...more },
  );

describe("littles-law", () => {
  it("says where rate and latency need more requests in flight than were sent at a time", () => {
    expect(sumsOf(rule, run({ concurrency: 64 }))).toEqual([
      "inconsistent: 12.5 req/s × 8400 ms = 105 requests in flight > 64 × (1 + 8.4 s ÷ 80 s)",
    ]);
  });
  it("lets there be as many as the edges of the measurement and the rounding allow: 12.45 × 8.39995 = 104.6 ≤ 91 × 1.105 × 1.05", () => {
    expect(sumsOf(rule, run({ concurrency: 91 }))).toEqual([]);
    expect(sumsOf(rule, run({ concurrency: 90 }))).toHaveLength(1);
  });
  it("knows of no edges where the duration holds all requests: 104.6 ≤ 100 × 1.05", () => {
    const covered = { run_duration: "80.0 s" };
    expect(sumsOf(rule, run({ concurrency: 99, ...covered }))).toEqual([
      "inconsistent: 12.5 req/s × 8400 ms = 105 requests in flight > 99",
    ]);
    expect(sumsOf(rule, run({ concurrency: 100, ...covered }))).toEqual([]);
  });
  it("is unusual where a concurrency of each accelerator explains it", () => {
    const [found] = findingsOf(rule, run({ concurrency: 16, accelerators: 8 }));
    expect(found?.level).toBe("unusual");
    expect(found?.says).toContain("Only a concurrency of each of 8 can give both.");
  });
  it("has nothing to say of an offered rate without a limit", () => {
    expect(sumsOf(rule, run({ request_rate: 12.5 }))).toEqual([]);
    expect(sumsOf(rule, run({ load_mode: "unbounded" }))).toEqual([]);
  });
  it("names the concurrency where nothing is said of the load", () => {
    expect(sumsOf(rule, run({}))).toEqual(["untestable without concurrency"]);
  });
});

import { describe, expect, it } from "vitest";
import { sumsOf, findingsOf, table, type Row } from "./sums-of";

const rule = "stream-rate";
// 4123 tok/s × 20.0 ms = 82.46 streams; with the first of 101 tokens, 1.01 × 1.25 = 1.2625 may be explained.
const system = (more: Row): string =>
  table(
    { metric: "output_tokens_per_second", unit: "tok/s", value: "4123", output_tokens: 101, ...more },
    { metric: "tpot", unit: "ms", value: "20.0", output_tokens: 101, ...more },
  );
const user = (rate: string): string =>
  table(
    { metric: "tpot", unit: "ms", value: "20.0" },
    { metric: "tokens_per_second_per_user", unit: "tok/s", value: rate },
  );

describe("stream-rate", () => {
  it("says where a system gives more tokens than its streams can", () => {
    expect(sumsOf(rule, system({ concurrency: 32, tool: "vllm bench serve" }))).toEqual([
      "inconsistent: 4123 tok/s × 20 ms = 82.5 streams > 32 × 1.26",
    ]);
  });
  it("of a table is unusual: its rate may count input tokens", () => {
    const [found] = findingsOf(rule, system({ concurrency: 32 }));
    expect(found?.level).toBe("unusual");
    expect(found?.says).toContain("Only a rate that counts input tokens can give both.");
  });
  it("lets means be so far apart: 4122.5 × 19.95 ÷ 1.2625 = 65.14", () => {
    expect(sumsOf(rule, system({ concurrency: 66 }))).toEqual([]);
    expect(sumsOf(rule, system({ concurrency: 65 }))).toHaveLength(1);
    expect(sumsOf(rule, system({ batch: 66 }))).toEqual([]);
  });
  it("is unusual where streams of each accelerator explain it", () => {
    const [found] = findingsOf(rule, system({ batch: 32, accelerators: 8 }));
    expect(found?.level).toBe("unusual");
    expect(found?.cells[2]).toMatchObject({ field: "batch" });
  });
  it("is unusual where a user gets more than a token per TPOT, beyond what the means of two sets may differ", () => {
    expect(sumsOf(rule, user("151"))).toEqual(["unusual: 20 ms × 151 tok/s = 3.02 > 1"]);
    expect(sumsOf(rule, user("100"))).toEqual([]);
  });
  it("has nothing to say where the streams are not stated", () => {
    expect(sumsOf(rule, system({}))).toEqual([]);
  });
});

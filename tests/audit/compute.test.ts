import { describe, expect, it } from "vitest";
import { auditOf, levelsOf, rate, type Row } from "./audit-of";

const rule = "compute";
const oneA100: Row = {
  model: "Llama-2-7B",
  hardware: "NVIDIA A100-SXM4-80GB",
  accelerators: 1,
  precision: "fp16",
};
const total = (value: number | string, fields: Row): Row => ({
  metric: "total_tokens_per_second",
  value,
  unit: "tok/s",
  ...fields,
});

describe("tokens within peak arithmetic", () => {
  // 312 TFLOPS × 1.05 ÷ (2 × 6.607343616e9 = 13.2147 GFLOP) = 24 790 generated tok/s.
  it("is impossible for 25 111 generated tok/s of 7B on one A100: 25 111 × 13.2 GFLOP = 332 of 312 TFLOPS", () => {
    const [found, ...others] = auditOf([rate("25111", oneA100)], rule);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ level: "impossible", title: "106 % of peak arithmetic" });
    expect(found?.sum).toBe("25\u2009111 tok/s × 13.2 GFLOP a token = 332 TFLOPS, 106 % of 1 × 312 TFLOPS");
  });

  it("is not, just inside: 24 711", () => {
    expect(levelsOf([rate("24711", oneA100)], rule)).toEqual(["unusual"]);
  });

  it("is unusual above 80 % of the peak: 19 111 × 13.2 GFLOP = 253 TFLOPS, 81 %", () => {
    expect(levelsOf([rate("19111", oneA100)], rule)).toEqual(["unusual"]);
  });

  it("holds just inside: 18 500 is 78 %", () => {
    expect(levelsOf([rate("18511", oneA100)], rule)).toEqual([]);
  });

  it("counts prompt tokens without the output head, and calls them unusual: a cache may hold them", () => {
    // 2 × (6.607343616e9 - 4096 × 32 000) = 12.9526 GFLOP; 312 × 1.05 ÷ 12.9526 = 25 293 tok/s.
    expect(levelsOf([total("25211", { ...oneA100 })], rule)).toEqual(["unusual"]);
    const [found] = auditOf([total("99111", oneA100)], rule);
    expect(found).toMatchObject({ level: "unusual" });
    expect(found?.says).toContain("Only prompt tokens out of a cache");
  });

  it("is impossible for prompt tokens where caching is stated to be off, and void where it is on", () => {
    expect(levelsOf([total("99111", { ...oneA100, prefix_caching: "false" })], rule)).toEqual(["impossible"]);
    expect(levelsOf([total("99111", { ...oneA100, disable_radix_cache: "true" })], rule)).toEqual([
      "impossible",
    ]);
    expect(levelsOf([total("99111", { ...oneA100, enable_prefix_caching: "true" })], rule)).toEqual([]);
  });

  it("is impossible in any case for the share of the tokens that were generated: half of 99 111", () => {
    expect(levelsOf([total("99111", { ...oneA100, input_tokens: 512, output_tokens: 512 })], rule)).toEqual([
      "impossible",
    ]);
  });

  it("holds one device to a rate of each device", () => {
    const each = { metric: "tokens_per_second_per_gpu", unit: "tok/s", ...oneA100, accelerators: 8 };
    expect(levelsOf([{ ...each, value: "25511", input_tokens: 0, output_tokens: 100 }], rule)).toEqual([
      "impossible",
    ]);
    expect(levelsOf([rate("190111", { ...oneA100, accelerators: 8 })], rule)).toEqual(["unusual"]);
  });

  it("takes a format without a figure to run at twice the rate of one twice as wide: INT4 of an A100 1248", () => {
    expect(levelsOf([rate("70111", { ...oneA100, precision: "int4" })], rule)).toEqual([]);
  });

  it("counts the active parameters of experts: DeepSeek-R1 takes 73.3 GFLOP a token", () => {
    // 8 × 1979 × 1.05 ÷ 73.2512 GFLOP = 226 940 tok/s.
    const eight = {
      model: "deepseek-ai/DeepSeek-R1",
      hardware: "H200 SXM",
      accelerators: 8,
      precision: "fp8",
    };
    expect(levelsOf([rate("171000", eight)], rule)).toEqual([]);
    expect(levelsOf([rate("228111", eight)], rule)).toEqual(["impossible"]);
  });

  it("is void under structured sparsity up to twice the peak, and in an open division", () => {
    expect(levelsOf([rate("40111", { ...oneA100, sparsity: "2:4" })], rule)).toEqual([]);
    expect(levelsOf([rate("50111", { ...oneA100, sparsity: "2:4" })], rule)).toEqual(["impossible"]);
    expect(auditOf([rate("50111", { ...oneA100, division: "open" })], rule)[0]).toMatchObject({
      level: "untestable",
    });
  });

  it("is untestable without a number of accelerators above what one of them computes", () => {
    expect(auditOf([rate("30111", { ...oneA100, accelerators: "" })], rule)[0]).toMatchObject({
      level: "untestable",
      missing: ["accelerators"],
    });
    expect(levelsOf([rate("20111", { ...oneA100, accelerators: "" })], rule)).toEqual([]);
  });
});

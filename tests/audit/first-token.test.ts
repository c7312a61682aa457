import { describe, expect, it } from "vitest";
import { auditOf, levelsOf, type Row } from "./audit-of";

const rule = "first-token";
const oneA100: Row = {
  model: "Llama-2-7B",
  hardware: "NVIDIA A100-SXM4-80GB",
  accelerators: 1,
  precision: "fp16",
  input_tokens: 2048,
};
const ttft = (value: number | string, fields: Row = {}): Row => ({
  metric: "ttft",
  value,
  unit: "ms",
  ...oneA100,
  ...fields,
});

describe("first token after one pass over the prompt", () => {
  // 13.2147 GB ÷ (2039 × 1.05 GB/s) = 6.172 ms.
  it("is impossible at 5 ms: one A100 takes 6.2 ms to read 13.2 GB of weights once", () => {
    const [found] = auditOf([ttft("5.1")], rule);
    expect(found).toMatchObject({ level: "impossible", title: "Below the 6.17 ms that one pass takes" });
    expect(found?.says).toContain("read the weights of Llama-2-7B once");
  });

  // 2 × (6.607343616e9 - 131.072e6) × 2048 = 26 527 GFLOP ÷ (312 × 1.05 TFLOPS) = 80.97 ms.
  it("is unusual at 60 ms: 2048 prompt tokens take 81 ms to compute, unless a cache holds them", () => {
    const [found] = auditOf([ttft("60.5")], rule);
    expect(found).toMatchObject({ level: "unusual", title: "Below the 81 ms that one pass takes" });
    expect(found?.says).toContain("Prompts out of a prefix cache take less");
  });

  it("holds just inside: 82 ms, and for a prompt of one token 6.2, which may be 6.25", () => {
    expect(levelsOf([ttft("82.0")], rule)).toEqual([]);
    expect(levelsOf([ttft("6.2", { input_tokens: 1 })], rule)).toEqual([]);
    expect(levelsOf([ttft("6.1", { input_tokens: 1 })], rule)).toEqual(["impossible"]);
  });

  it("is impossible at 60 ms where caching is stated to be off, and void where it is on", () => {
    expect(levelsOf([ttft("60.5", { "prefix cache": "off" })], rule)).toEqual(["impossible"]);
    expect(levelsOf([ttft("60.5", { "prefix cache": "on" })], rule)).toEqual([]);
    expect(levelsOf([ttft("5.1", { "prefix cache": "on" })], rule)).toEqual(["impossible"]);
  });

  it("is void where weights lie elsewhere, or in SRAM", () => {
    expect(levelsOf([ttft("5.1", { cpu_offload_gb: 10 })], rule)).toEqual([]);
    expect(levelsOf([ttft("0.001", { hardware: "WSE-3", input_tokens: 1 })], rule)).toEqual([]);
  });

  it("reads times in seconds as they are printed: 0.06 s may be 65 ms", () => {
    expect(levelsOf([ttft("0.06", { unit: "s" })], rule)).toEqual(["unusual"]);
    expect(levelsOf([ttft("0.08", { unit: "s" })], rule)).toEqual([]);
  });

  it("is untestable without the length of the prompt, and says what one A100 could compute: 1084 tokens in 45 ms", () => {
    // 45 ms × 312 TFLOPS ÷ 12.9526 GFLOP = 1083.9 tokens.
    const [found] = auditOf([{ metric: "ttft", value: 45, unit: "ms", model: "Llama-2-7B" }], rule);
    expect(found).toMatchObject({
      level: "untestable",
      missing: ["hardware", "accelerators", "precision", "input_tokens"],
    });
    expect(found?.says).toContain("at most 1083 prompt tokens of Llama-2-7B in 45 ms");
  });
});

import { describe, expect, it } from "vitest";
import { auditOf, levelsOf, rate, type Row } from "./audit-of";

const memory = (value: number | string, fields: Row = {}): Row => ({
  metric: "peak_memory",
  value,
  unit: "GB",
  ...fields,
});

describe("memory holds the weights", () => {
  const rule = "memory-floor";
  const one: Row = { model: "Llama-2-13B", precision: "fp16", accelerators: 1, hardware: "A100-SXM4-80GB" };

  // 13.01586432e9 × 2 B = 26.03 GB = 24.24 GiB.
  it("contradicts itself at 23 GB for 13B in 16 bits: the weights are 26.03 GB, 24.24 GiB", () => {
    const [found] = auditOf([memory(23, one)], rule);
    expect(found).toMatchObject({ level: "inconsistent", title: "Less than the 26 GB of weights" });
    expect(found?.sum).toBe("13.02e9 parameters × 16 bits ÷ 8 = 26 GB > 25.2 GB");
  });

  it("holds just inside: 24 GB may be 24.5 GiB, 26.3 GB", () => {
    expect(levelsOf([memory(24, one)], rule)).toEqual([]);
    expect(levelsOf([memory(23.5, { ...one, unit: "GiB" })], rule)).toEqual(["inconsistent"]);
  });

  it("takes a figure as one of each device where there are several", () => {
    expect(levelsOf([memory(14, { ...one, accelerators: 2 })], rule)).toEqual([]);
    expect(levelsOf([memory(11, { ...one, accelerators: 2 })], rule)).toEqual(["inconsistent"]);
  });

  it("takes the figures of one setup together: video memory and what is mapped beside it", () => {
    expect(
      levelsOf([memory(2, { ...one, evidence: "claim" }), memory(25, { ...one, evidence: "claim" })], rule),
    ).toEqual([]);
  });

  it("is void where weights are offloaded, and by any smaller format that the setup names", () => {
    expect(levelsOf([memory(8, { ...one, offload: "cpu" })], rule)).toEqual([]);
    expect(levelsOf([memory(8, { ...one, quantization: "bnb" })], rule)).toEqual([]);
    expect(levelsOf([memory(8, { ...one, load_in_4bit: "true" })], rule)).toEqual([]);
    expect(levelsOf([memory(8, { ...one, hardware: "Ryzen AI Max+ 395" })], rule)).toEqual([]);
  });

  it("is untestable without format and count, and says how many bits there is room for: 24 × 8 ÷ 13.02 = 14.8", () => {
    const [found] = auditOf([memory(23, { model: "Llama-2-13B" })], rule);
    expect(found).toMatchObject({ level: "untestable", missing: ["accelerators", "precision"] });
    expect(found?.says).toContain("at most 14.1 bits a weight");
    expect(levelsOf([memory(30, { model: "Llama-2-13B" })], rule)).toEqual([]);
  });
});

describe("memory fits the devices", () => {
  const rule = "memory-ceiling";
  const eight: Row = { model: "Llama-2-7B", hardware: "A100-SXM4-80GB", accelerators: 8 };

  it("contradicts itself at 700 GB on 8 × 80 GB, read as GiB: 687 GB", () => {
    const [found] = auditOf([memory(700.5, eight)], rule);
    expect(found).toMatchObject({ level: "inconsistent", title: "More than the devices have" });
    expect(found?.sum).toBe("700.5 GB > 8 × 80 GiB = 687 GB");
  });

  it("holds just inside: 680 GB", () => {
    expect(levelsOf([memory(680.5, eight)], rule)).toEqual([]);
  });

  it("is void for the memory of a host, and for offloading", () => {
    expect(levelsOf([memory(900.5, { ...eight, memory_scope: "host RAM" })], rule)).toEqual([]);
    expect(levelsOf([memory(900.5, { ...eight, offloading: "true" })], rule)).toEqual([]);
  });

  it("is untestable without a count above what one device has", () => {
    expect(auditOf([memory(90.5, { ...eight, accelerators: "" })], rule)[0]).toMatchObject({
      level: "untestable",
      missing: ["accelerators"],
    });
    expect(levelsOf([memory(900, { model: "Llama-2-7B" })], rule)).toEqual([]);
  });

  it("calls weights that do not fit unusual, for part of them may lie elsewhere: 138 GB on 86", () => {
    const large = { model: "Llama-2-70B", hardware: "A100-SXM4-80GB", accelerators: 1, precision: "fp16" };
    const [found] = auditOf([rate(2, large)], rule);
    expect(found).toMatchObject({ level: "unusual", title: "Weights do not fit the devices" });
    expect(levelsOf([rate(2, { ...large, accelerators: 2 })], rule)).toEqual([]);
    expect(levelsOf([rate(2, { ...large, n_gpu_layers: 40 })], rule)).toEqual([]);
  });
});

describe("memory figures are not weights alone", () => {
  const rule = "memory-column";
  // GiB of weights: 7B 12.55 (16 bits), 13B 24.24 (16), GPT-3 650.45 (32) and 325.2 (16), 70B 128.5 (16).
  const column = (...figures: (readonly [string, string | number])[]) =>
    figures.map(([model, value]) => memory(value, { model }));

  it("contradicts itself where three are whole GiB of weights in two formats: 12.55, 24.24 and 650.45", () => {
    const [found] = auditOf(
      column(["Llama-2-7B", 12], ["Llama-2-13B", 24], ["GPT-3 175B (davinci)", 650]),
      rule,
    );
    expect(found).toMatchObject({ level: "inconsistent" });
    expect(found?.says).toContain("12.55, 24.24 and 650.45 GiB at 16, 16 and 32 bits");
    expect(found?.points).toHaveLength(3);
  });

  it("is unusual in one format: such a column may be meant as weights", () => {
    expect(levelsOf(column(["Llama-2-7B", 12], ["Llama-2-13B", 24], ["Llama-2-70B", 128]), rule)).toEqual([
      "unusual",
    ]);
  });

  it("holds where one figure is more than its weights, has decimals, or there are only two", () => {
    expect(levelsOf(column(["Llama-2-7B", 12], ["Llama-2-13B", 25], ["Llama-2-70B", 128]), rule)).toEqual([]);
    expect(levelsOf(column(["Llama-2-7B", "12.5"], ["Llama-2-13B", 24], ["Llama-2-70B", 128]), rule)).toEqual(
      [],
    );
    expect(levelsOf(column(["Llama-2-7B", 12], ["Llama-2-13B", 24]), rule)).toEqual([]);
  });
});

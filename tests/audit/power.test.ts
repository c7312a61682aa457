import { describe, expect, it } from "vitest";
import { auditOf, levelsOf, rate, type Row } from "./audit-of";

const eight: Row = { model: "Llama-2-70B", hardware: "H100 SXM5 80GB", accelerators: 8 };
const watts = (value: number | string, fields: Row): Row => ({
  metric: "power",
  value,
  unit: "W",
  ...fields,
});

describe("power within what the devices draw", () => {
  const rule = "power";
  const device = { ...eight, power_scope: "device" };

  it("contradicts itself above twice 8 × 700 W of the devices: 11 300 > 11 200", () => {
    const [found] = auditOf([watts("11301", device)], rule);
    expect(found).toMatchObject({ level: "inconsistent" });
    expect(found?.sum).toBe("11\u2009301 W > 2 × (8 × 700 W) = 11\u2009200 W");
  });

  it("holds just inside: 11 100 W", () => {
    expect(levelsOf([watts("11101", device)], rule)).toEqual([]);
  });

  it("grants the wall a host of 2500 W for each node as well: 16 200 W in all", () => {
    expect(levelsOf([watts("16101", eight)], rule)).toEqual([]);
    expect(levelsOf([watts("16301", { ...eight, power_scope: "wall" })], rule)).toEqual(["inconsistent"]);
    expect(levelsOf([watts("300", { hardware: "L4", accelerators: 1, power_scope: "wall" })], rule)).toEqual(
      [],
    );
  });

  it("finds milliwatts in a column of watts: 412 337 of one L4", () => {
    expect(levelsOf([watts("412337", { hardware: "L4", accelerators: 1 })], rule)).toEqual(["inconsistent"]);
  });

  it("is unusual below what one idle device draws: 5.601 kW in a column of watts, where 5 % of 700 W are 35", () => {
    const [found] = auditOf([watts("5.601", device)], rule);
    expect(found).toMatchObject({ level: "unusual", sum: "5.601 W < 5 % × 700 W = 35 W" });
    expect(levelsOf([watts("34.9", device)], rule)).toEqual(["unusual"]);
    expect(levelsOf([watts("35.1", device)], rule)).toEqual([]);
    expect(levelsOf([watts("5.601", { ...device, statistic: "min" })], rule)).toEqual([]);
    expect(levelsOf([watts("5.601", { hardware: "Ryzen AI Max+ 395", accelerators: 1 })], rule)).toEqual([]);
  });

  it("is void for a device whose maker publishes no power", () => {
    expect(levelsOf([watts("0.101", { hardware: "TPU v5e", accelerators: 1 })], rule)).toEqual([]);
    expect(
      levelsOf([watts("9001", { hardware: "TPU v5e", accelerators: 1, power_scope: "device" })], rule),
    ).toEqual([]);
  });

  it("is untestable without a count above what one draws", () => {
    expect(auditOf([watts("1501", { ...device, accelerators: "" })], rule)[0]).toMatchObject({
      level: "untestable",
      missing: ["accelerators"],
    });
  });

  it("holds tokens × joules against watts: 1000 tok/s × 30 J are 30 kW, and 5.6 kW are stated", () => {
    const joules = (value: number): Row => ({ metric: "energy_per_token", value, unit: "J/tok", ...eight });
    const [found] = auditOf([rate("1001", eight), joules(5.6 * 30), watts("5601", eight)], rule);
    expect(found).toMatchObject({ level: "inconsistent", title: "Tokens × joules give 168\u2009000 W" });
    expect(levelsOf([rate("1001", eight), joules(5.6), watts("5601", eight)], rule)).toEqual([]);
    // Twice as much is a wall's watts against a device's joules; an eighth is one device's.
    expect(levelsOf([rate("1001", eight), joules(11), watts("5601", eight)], rule)).toEqual([]);
    expect(levelsOf([rate("1001", eight), joules(5.6), watts("701", eight)], rule)).toEqual([]);
  });
});

describe("TFLOPS per watt below peak over idle power", () => {
  const rule = "efficiency";
  const perWatt = (value: number | string, fields: Row = {}): Row => ({
    metric: "tflops_per_watt",
    value,
    unit: "TFLOPS/W",
    hardware: "A100-SXM4-80GB",
    precision: "fp16",
    ...fields,
  });

  // 312 TFLOPS ÷ 400 W = 0.78; ÷ (5 % of 400 W) × 2 for sparsity = 31.2, × 1.05 = 32.8.
  it("is impossible above twice the peak over 5 % of the rated power: 33 > 31.2 × 1.05", () => {
    expect(auditOf([perWatt("33.1")], rule)[0]).toMatchObject({
      level: "impossible",
      title: "Above 31.2 TFLOPS/W",
    });
    expect(levelsOf([perWatt("32.1")], rule)).toEqual(["unusual"]);
  });

  it("is unusual above peak over rated power: 0.9 > 0.78 × 1.05 = 0.82, and holds just inside at 0.81", () => {
    expect(auditOf([perWatt("0.90")], rule)[0]).toMatchObject({
      level: "unusual",
      title: "Above 0.78 TFLOPS/W",
    });
    expect(levelsOf([perWatt("0.81")], rule)).toEqual([]);
  });

  it("takes the best catalogued device where none is stated: 125 PFLOPS of a WSE-3, four times at 4 bits, over 23 kW", () => {
    expect(levelsOf([perWatt("1.23", { hardware: "", precision: "" })], rule)).toEqual([]);
    expect(levelsOf([perWatt("24.1", { hardware: "", precision: "" })], rule)).toEqual(["unusual"]);
  });

  it("is untestable for a device without a published power, or one that is not known", () => {
    expect(auditOf([perWatt("5.5", { hardware: "TPU v6e" })], rule)[0]).toMatchObject({
      level: "untestable",
      missing: ["the device's power"],
    });
    expect(auditOf([perWatt("5.5", { hardware: "SambaNova SN40L" })], rule)[0]).toMatchObject({
      level: "untestable",
      missing: ["“SambaNova SN40L” in the catalogue"],
    });
  });
});

describe("rate and efficiency imply a possible power", () => {
  const rule = "implied-power";
  const both = (tokens: number | string, perWatt: number | string, fields: Row = {}): Row[] => [
    rate(tokens, { model: "Llama-2-7B", ...fields }),
    { metric: "tflops_per_watt", value: perWatt, unit: "TFLOPS/W", model: "Llama-2-7B", ...fields },
  ];
  const claim = { evidence: "claim" };
  const a100 = { hardware: "A100-SXM4-80GB", accelerators: 1, precision: "fp16", batch: 1 };

  it("contradicts itself where no device draws so little: 550 × 13.48 GFLOP ÷ 1.23 TFLOPS/W = 6.0 W", () => {
    const [found] = auditOf(both(550, 1.23, claim), rule);
    expect(found).toMatchObject({ level: "inconsistent", title: "Implies 6.0 W" });
    expect(found?.sum).toBe("550 tok/s × 13.5 GFLOP a token ÷ 1.23 TFLOPS/W = 6.0 W");
  });

  it("contradicts itself below the 20 W that an idle A100 draws, and holds just inside: 120 × 13.48 ÷ 0.080 = 20.2 W", () => {
    expect(levelsOf(both(121, "0.090", { ...a100, ...claim }), rule)).toEqual(["inconsistent"]);
    expect(levelsOf(both(121, "0.080", { ...a100, ...claim }), rule)).toEqual([]);
  });

  it("counts the prompts of a measured rate, and is untestable without them", () => {
    // (480 + 20) ÷ 20 = 25 tokens for each generated one: 25 × 18.1 W.
    expect(levelsOf(both(121, "0.090", { ...a100, input_tokens: 480, output_tokens: 20 }), rule)).toEqual([]);
    expect(auditOf(both(121, "0.090", a100), rule)[0]).toMatchObject({
      level: "untestable",
      missing: ["input_tokens"],
    });
  });

  it("is void where the efficiency is the datasheet's: 312 TFLOPS ÷ 400 W = 0.78", () => {
    expect(levelsOf(both(121, "0.78", { ...a100, ...claim }), rule)).toEqual([]);
  });

  it("is untestable for devices without a published power or a number", () => {
    expect(auditOf(both(550, 1.23, { ...claim, hardware: "M2 Ultra (76c)" }), rule)[0]).toMatchObject({
      level: "untestable",
      missing: ["the power of M2 Ultra (76c)"],
    });
    expect(auditOf(both(550, 1.23, { ...claim, hardware: "T4" }), rule)[0]).toMatchObject({
      missing: ["accelerators"],
    });
  });
});

import { describe, expect, it } from "vitest";
import { auditOf, levelsOf, rate, type Row } from "./audit-of";

const rates = (...counts: (readonly [accelerators: number, value: number | string])[]): Row[] =>
  counts.map(([accelerators, value]) => rate(value, { system: "vLLM", accelerators }));

describe("no more than N times on N times the devices", () => {
  const rule = "scaling";

  it("is unusual without repeats above 1.05 N: 1111 ÷ 500.5 = 2.22 on twice the devices", () => {
    const [found] = auditOf(rates([1, "500.5"], [2, "1111"]), rule);
    expect(found).toMatchObject({ level: "unusual", title: "2.22× on 2× the devices" });
    expect(found?.sum).toBe("1111 ÷ 500.5 = 2.22 > 2; efficiency 111 %");
  });

  it("holds just inside: 1050 ÷ 500.5 = 2.098", () => {
    expect(levelsOf(rates([1, "500.5"], [2, "1050.0"]), rule)).toEqual([]);
  });

  it("takes the whole interval where both sides have repeats: mean 2.04, not 2.04 ± 0.08", () => {
    // se of each mean 1 % of it: the ratio's is 1.41 %, t(df 18) 2.10: 2.04 × e^(±0.0297) = 1.98 to 2.10.
    const repeated = (value: number, accelerators: number, sd: number) => ({
      ...rate(value, { system: "vLLM", accelerators }),
      ...{ mean: value, sd, n: 10 },
    });
    expect(levelsOf([repeated(500, 1, 15.8), repeated(1020, 2, 32.3)], rule)).toEqual([]);
    const [found] = auditOf([repeated(500, 1, 1.58), repeated(1020, 2, 3.23)], rule);
    expect(found).toMatchObject({ level: "unusual" });
    expect(found?.says).toContain("95 % interval 2.03 to 2.05");
  });

  it("is void for setups that differ in more than the split over devices", () => {
    const other = rate(9000, { system: "vLLM", accelerators: 2, batch: 64 });
    expect(levelsOf([...rates([1, 500]), other], rule)).toEqual([]);
  });

  it("calls an efficiency above 100 % unusual", () => {
    const stated = (value: number | string) => ({
      metric: "scaling_efficiency",
      value,
      unit: "%",
      accelerators: 8,
    });
    expect(levelsOf([stated("104")], rule)).toEqual(["unusual"]);
    expect(levelsOf([stated("100")], rule)).toEqual([]);
  });

  it("is untestable for a speed-up of 9.1 on 8 devices whose baseline states no count", () => {
    const row = { metric: "speedup", value: "9.1", unit: "x", accelerators: 8 };
    expect(auditOf([row], rule)[0]).toMatchObject({
      level: "untestable",
      missing: ["the baseline's number of accelerators"],
    });
  });
});

describe("serial share does not fall with more devices", () => {
  const rule = "serial-share";

  it("is unusual where it falls by more than scatter: e = 0.25 at 2, 0.04 at 8", () => {
    // 500 → 800: (1/1.6 - 1/2) ÷ (1/2) = 0.25; 500 → 3125: (1/6.25 - 1/8) ÷ (7/8) = 0.04.
    const [found] = auditOf(rates([1, "500.1"], [2, "800.1"], [8, "3125.1"]), rule);
    expect(found).toMatchObject({ level: "unusual" });
    expect(found?.says).toContain("falls from 0.25 at 2 to 0.04 at 8 devices");
  });

  it("holds where it grows, and just inside: e = 0.05 at 2, 0.0286 at 8", () => {
    expect(levelsOf(rates([1, "500.1"], [2, "950.1"], [8, "2800.1"]), rule)).toEqual([]);
    // 952 ÷ 500 = 1.904, 3333 ÷ 500 = 6.67: with 5 % of scatter the first may be 0 and the second 0.04.
    expect(levelsOf(rates([1, "500.1"], [2, "952.1"], [8, "3333.1"]), rule)).toEqual([]);
  });

  it("is void of two numbers of devices", () => {
    expect(levelsOf(rates([1, "500.1"], [8, "3125.1"]), rule)).toEqual([]);
  });
});

describe("a part sped up speeds up no more than its share", () => {
  const rule = "partial-optimisation";
  const speedup = (value: number | string, fields: Row): Row => ({
    metric: "speedup",
    value,
    unit: "x",
    ...fields,
  });

  it("contradicts itself at 10x by a kernel of 30 % of the time made 5 times as fast: 1 ÷ (0.7 + 0.06) = 1.32", () => {
    const [found] = auditOf([speedup("10", { "share of runtime": "30%", "kernel speedup": "5x" })], rule);
    expect(found).toMatchObject({ level: "inconsistent", title: "At most 1.32× by Amdahl's law" });
  });

  it("holds just inside: 1.31, and 1.42 where the part may be as fast as one likes", () => {
    expect(levelsOf([speedup("1.31", { "share of runtime": "0.3", "kernel speedup": "5" })], rule)).toEqual(
      [],
    );
    expect(levelsOf([speedup("1.42", { "fraction of time": "0.3" })], rule)).toEqual([]);
    expect(levelsOf([speedup("1.45", { "fraction of time": "0.3" })], rule)).toEqual(["inconsistent"]);
  });

  it("is void without either, and untestable without the share", () => {
    expect(levelsOf([speedup("10", {})], rule)).toEqual([]);
    expect(auditOf([speedup("10", { "kernel speedup": "12x" })], rule)[0]).toMatchObject({
      level: "untestable",
      missing: ["the share of the time that the change touches"],
    });
  });
});

describe("fewer bits speed up no more than they save", () => {
  const rule = "quantisation-speedup";
  const in_ = (precision: string, value: number | string, fields: Row = {}) =>
    rate(value, { model: "Llama-2-7B", system: "vLLM", batch: 1, precision, ...fields });

  it("is unusual at 2.4 times by 8 bits, which read half as much: 2.4 > 2 × 1.05", () => {
    const [found] = auditOf([in_("fp16", "101"), in_("int8", "242")], rule);
    expect(found).toMatchObject({ level: "unusual", title: "2.4× by 8-bit" });
  });

  it("holds just inside: 2.09, and 4.2 by 4 bits", () => {
    expect(levelsOf([in_("fp16", "101"), in_("int8", "211")], rule)).toEqual([]);
    expect(levelsOf([in_("fp16", "101"), in_("awq", "421")], rule)).toEqual([]);
  });

  it("is void where setups differ otherwise, or nobody says how many sequences ran", () => {
    expect(levelsOf([in_("fp16", "101"), in_("int8", "242", { batch: 8 })], rule)).toEqual([]);
    expect(levelsOf([in_("fp16", "101", { batch: "" }), in_("int8", "242", { batch: "" })], rule)).toEqual(
      [],
    );
  });

  it("is untestable for a stated 3x by INT8, more than from 16 bits and less than from 32; unusual at 5x", () => {
    const stated = (value: string) => ({ metric: "speedup", value, unit: "x", precision: "int8" });
    expect(auditOf([stated("3.0")], rule)[0]).toMatchObject({
      level: "untestable",
      missing: ["the baseline's precision"],
    });
    expect(levelsOf([stated("5.0")], rule)).toEqual(["unusual"]);
    expect(levelsOf([stated("1.9")], rule)).toEqual([]);
  });
});

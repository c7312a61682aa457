import { describe, expect, it } from "vitest";
import { auditOf, levelsOf, rate, type Row } from "./audit-of";

const rule = "stated-mfu";
/** NVIDIA's datasheet: 989 dense TFLOPS at 16 bits, 1979 at 8. */
const h100: Row = { hardware: "H100 SXM5 80GB", accelerators: 8, precision: "bf16" };
const mfu = (value: number | string, fields: Row = h100): Row => ({
  metric: "MFU",
  value,
  unit: "%",
  ...fields,
});

describe("stated MFU within all of the peak", () => {
  it("is inconsistent above 105 %, which no share of its own peak is", () => {
    const [found, ...others] = auditOf([mfu(145)], rule);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ level: "inconsistent", title: "145 % of peak arithmetic stated" });
    expect(found?.sum).toBe("145 % > 105 %");
  });

  it("is so from 106 on, and unusual just inside: 105 may be 104.5", () => {
    expect(levelsOf([mfu(106)], rule)).toEqual(["inconsistent"]);
    expect(levelsOf([mfu(105)], rule)).toEqual(["unusual"]);
  });

  it("is unusual above 80 %, and holds just inside", () => {
    expect(levelsOf([mfu(81)], rule)).toEqual(["unusual"]);
    expect(levelsOf([mfu("80.0")], rule)).toEqual([]);
  });

  it("may count against the peak at 16 bits where 8 are computed with: 105 % × 1979 ÷ 989 = 210.1 %", () => {
    const [found] = auditOf([mfu(211, { ...h100, precision: "fp8" })], rule);
    expect(found).toMatchObject({
      level: "inconsistent",
      sum: "211 % > 105 % × 1979 ÷ 989 TFLOPS = 210 %",
    });
    expect(levelsOf([mfu(209, { ...h100, precision: "fp8" })], rule)).toEqual(["unusual"]);
  });

  it("counts the narrowest format of the device where none is stated: 105 % × 10 000 ÷ 2250 of a B200 = 466.7 %", () => {
    const b200 = { hardware: "B200 SXM", accelerators: 8 };
    expect(levelsOf([mfu(466, b200)], rule)).toEqual(["unusual"]);
    expect(levelsOf([mfu(468, b200)], rule)).toEqual(["inconsistent"]);
  });

  it("tries every catalogued device where none is stated: 105 % × 1835 ÷ 459 of a Gaudi 3 at 16 bits = 419.8 %", () => {
    expect(levelsOf([mfu(419, { precision: "bf16" })], rule)).toEqual(["unusual"]);
    expect(levelsOf([mfu(421, { precision: "bf16" })], rule)).toEqual(["inconsistent"]);
  });

  it("is void up to twice that under structured sparsity, and of a target", () => {
    expect(levelsOf([mfu(209, { ...h100, sparsity: "2:4" })], rule)).toEqual(["unusual"]);
    expect(levelsOf([mfu(211, { ...h100, sparsity: "2:4" })], rule)).toEqual(["inconsistent"]);
    expect(levelsOf([{ ...mfu(145), metric: "Target MFU" }], rule)).toEqual([]);
  });

  it("is read as percent above 1 without a sign, as a share of 1 up to it", () => {
    const bare = (value: number) => ({ ...mfu(value), unit: "" });
    expect(levelsOf([bare(45.2)], rule)).toEqual([]);
    expect(levelsOf([bare(145)], rule)).toEqual(["inconsistent"]);
    expect(levelsOf([bare(0.452)], rule)).toEqual([]);
    expect(levelsOf([bare(0.91)], rule)).toEqual(["unusual"]);
  });

  it("is held under other names and as a field beside another number", () => {
    for (const name of ["train/mfu", "HFU", "Model FLOPs Utilization"])
      expect([name, levelsOf([{ ...mfu(145), metric: name }], rule)]).toEqual([name, ["inconsistent"]]);
    const [found] = auditOf([rate(511, { ...h100, HFU: "151 %" })], rule);
    expect(found).toMatchObject({ level: "inconsistent", cells: [{ field: "HFU" }, {}, {}] });
  });

  it("is untestable on a device that nobody knows, and in a column that has shares of 1 beside more than 1", () => {
    expect(auditOf([mfu(145, { ...h100, hardware: "SN40L" })], rule)).toMatchObject([
      { level: "untestable", missing: ["“SN40L” in the catalogue"] },
    ]);
    const mixed = [
      { ...mfu(0.45), unit: "", batch: 1 },
      { ...mfu(1.45), unit: "", batch: 2 },
    ];
    expect(auditOf(mixed, rule)).toMatchObject([{ level: "untestable", missing: ["the unit of “MFU”"] }]);
  });
});

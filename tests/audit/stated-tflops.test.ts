import { describe, expect, it } from "vitest";
import { audit } from "@/lib/audit/audit";
import { readText } from "../importers/text-of";
import { auditOf, levelsOf, rate, type Row } from "./audit-of";

const rule = "stated-tflops";
/** NVIDIA's datasheet: 989 dense TFLOPS at 16 bits, 1979 at 8. */
const oneH100: Row = { hardware: "H100 SXM5 80GB", accelerators: 1, precision: "bf16" };
const eightH100: Row = { ...oneH100, accelerators: 8 };
const tflops = (value: number | string, fields: Row = oneH100): Row => ({
  metric: "tflops",
  value,
  unit: "TFLOPS",
  ...fields,
});

describe("stated TFLOPS within peak arithmetic", () => {
  it("are impossible above twice the peak, which sparsity gives: 16 616 > 2 × 1.05 × 8 × 989 = 16 615.2", () => {
    const [found, ...others] = auditOf([tflops(16616, eightH100)], rule);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ level: "impossible", title: "210 % of peak arithmetic stated" });
    expect(found?.sum).toBe("16\u2009616 TFLOPS > 2 × 1.05 × 8 × 989 = 16\u2009615 TFLOPS");
    expect(found?.cells.slice(1).map(({ field }) => field)).toEqual([
      "hardware",
      "accelerators",
      "precision",
    ]);
    expect(levelsOf([tflops(16615, eightH100)], rule)).toEqual(["unusual"]);
  });

  it("are unusual above the dense peak: 8309 > 1.05 × 8 × 989 = 8307.6, and hold just inside", () => {
    const [found] = auditOf([tflops(8309, eightH100)], rule);
    expect(found?.level).toBe("unusual");
    expect(found?.sum).toBe("8309 TFLOPS > 1.05 × 8 × 989 = 8307.6 TFLOPS");
    expect(levelsOf([tflops(8307, eightH100)], rule)).toEqual([]);
  });

  it("count for one device where they say so: 1039 − 0.5 > 1.05 × 989 = 1038.45", () => {
    const each = (value: number) => ({ ...tflops(value, eightH100), metric: "tflops_per_gpu" });
    expect(levelsOf([each(1039)], rule)).toEqual(["unusual"]);
    expect(levelsOf([each(1038)], rule)).toEqual([]);
    expect(levelsOf([each(2079)], rule)).toEqual(["impossible"]); // 2 × 1038.45 = 2076.9
  });

  it("are held as a field beside another number too", () => {
    const [found] = auditOf([rate(511, { ...eightH100, "TFLOP/s per GPU": "2079" })], rule);
    expect(found).toMatchObject({ level: "impossible", cells: [{ field: "TFLOP/s per GPU" }, {}, {}, {}] });
    expect(levelsOf([rate(511, { ...eightH100, "TFLOPs per token": "2079" })], rule)).toEqual([]);
  });

  it("count at the stated format, or at the narrowest: 8 bits 1979, none stated 4 bits 3958", () => {
    expect(levelsOf([tflops(2077, { ...oneH100, precision: "fp8" })], rule)).toEqual([]);
    expect(levelsOf([tflops(2079, { ...oneH100, precision: "fp8" })], rule)).toEqual(["unusual"]);
    // 1.05 × 3958 = 4155.9
    expect(levelsOf([tflops(4155, { ...oneH100, precision: "" })], rule)).toEqual([]);
    expect(levelsOf([tflops(4157, { ...oneH100, precision: "" })], rule)).toEqual(["unusual"]);
  });

  it("are void under structured sparsity up to twice the peak: 2 × 1038.45 = 2076.9", () => {
    const sparse = { ...oneH100, sparsity: "2:4" };
    expect(levelsOf([tflops(2076, sparse)], rule)).toEqual([]);
    expect(levelsOf([tflops(2078, sparse)], rule)).toEqual(["impossible"]);
  });

  it("are no worse than unusual where TFLOPs may be those of a whole pass: 3719.5 on one A100 of 312", () => {
    const levels = (header: string) =>
      audit(readText(`Method,Hardware,GPUs,Precision,${header}\nA,A100 80GB,1,fp16,3719.5\n`).points)
        .filter((finding) => finding.rule === rule)
        .map(({ level }) => level);
    expect(levels("TFLOPs")).toEqual(["unusual"]);
    expect(levels("TFLOP/s")).toEqual(["impossible"]); // 2 × 1.05 × 312 = 655.2
  });

  it("try every catalogued device where none is stated: 2 × 1.05 × 125 000 of one Cerebras WSE-3 = 262 500", () => {
    const one = { accelerators: 1, precision: "bf16" };
    expect(levelsOf([tflops(262_501, one)], rule)).toEqual(["impossible"]);
    expect(levelsOf([tflops(100_001, one)], rule)).toEqual([]);
  });

  it("are untestable on a device that nobody knows, or beyond one device where their number is not stated", () => {
    expect(auditOf([tflops(12, { ...oneH100, hardware: "SN40L" })], rule)).toMatchObject([
      { level: "untestable", missing: ["“SN40L” in the catalogue"] },
    ]);
    expect(auditOf([tflops(1039, { ...oneH100, accelerators: "" })], rule)).toMatchObject([
      { level: "untestable", missing: ["accelerators"] },
    ]);
    expect(levelsOf([tflops(1038, { ...oneH100, accelerators: "" })], rule)).toEqual([]);
  });
});

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { namedAccelerators } from "@/lib/catalogue/accelerator-names";
import { accelerators, findAccelerator, type AcceleratorFigures } from "@/lib/catalogue/accelerators";

const reference = "../shared/reference/accelerators.csv";

/** The reference's columns and where their figures stand here. */
const figures: Record<string, keyof AcceleratorFigures> = {
  memory_gb: "memoryGb",
  mem_bw_gbs: "bandwidthGbs",
  fp32_tflops: "fp32",
  tf32_tflops: "tf32",
  fp16_tflops: "fp16",
  bf16_tflops: "bf16",
  fp8_tflops: "fp8",
  fp4_tflops: "fp4",
  int8_tops: "int8",
  tdp_w: "watts",
  interconnect_gbs: "linkGbs",
};

describe("accelerators", () => {
  it("has facts and a basis for every named device, and no two of one id", () => {
    expect(accelerators.map(({ id }) => id)).toEqual(namedAccelerators.map(({ id }) => id));
    expect(new Set(accelerators.map(({ id }) => id)).size).toBe(accelerators.length);
    for (const { basis } of accelerators) expect(basis.length).toBeGreaterThan(5);
  });

  it("knows the H100's published dense peaks", () => {
    // NVIDIA H100 datasheet: SXM 989.4 TFLOPS BF16 and 3.35 TB/s at 700 W without sparsity; A100 has no FP8.
    expect(findAccelerator("h100-sxm")?.figures).toMatchObject({ bf16: 989, bandwidthGbs: 3350, watts: 700 });
    expect(findAccelerator("a100-80-sxm")?.figures.fp8).toBeUndefined();
    expect(findAccelerator("__proto__")).toBeNull();
  });

  it.skipIf(!existsSync(reference))(
    "has the reference's figures (skipped where ../shared is not there)",
    () => {
      const [header = [], ...rows] = readFileSync(reference, "utf8").trim().split("\n").map(cells);
      expect(rows.length).toBe(accelerators.length);
      for (const row of rows) {
        const own = findAccelerator(row[0] ?? "");
        header.forEach((column, i) => {
          const figure = figures[column];
          if (figure === undefined) return;
          expect(own?.figures[figure], `${row[0]} ${column}`).toBe(
            row[i] === "" ? undefined : Number(row[i]),
          );
        });
      }
    },
  );
});

function cells(line: string): string[] {
  return Array.from(line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g), ([, cell = ""]) => cell);
}

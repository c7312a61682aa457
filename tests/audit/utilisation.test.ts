import { describe, expect, it } from "vitest";
import { factsReader } from "@/lib/audit/setup-facts";
import { bandwidthUtilisation, flopUtilisation } from "@/lib/audit/utilisation";
import { shippedCatalogue } from "@/lib/catalogue/catalogue";
import { readText } from "../importers/text-of";

const factsOf = factsReader(shippedCatalogue);

function pointOf(metric: string, value: number, fields: Record<string, string | number>) {
  const columns = ["metric", "value", "unit", ...Object.keys(fields)];
  const cells = [metric, value, "tok/s", ...Object.values(fields)];
  return readText(`${columns.join(",")}\n${cells.join(",")}\n`).points[0]!;
}

const setup = { model: "Llama-2-7B", hardware: "A100-SXM4-80GB", accelerators: 1, precision: "fp16" };

describe("bandwidthUtilisation", () => {
  it("is bytes read over bandwidth: 100 tok/s × 13.2147 GB ÷ 2039 GB/s = 64.8 %", () => {
    const point = pointOf("output_tokens_per_second", 100, { ...setup, batch: 1 });
    const found = bandwidthUtilisation(point, factsOf(point.case));
    expect(found?.share).toBeCloseTo(0.6481, 4);
    expect(found?.sum).toBe("100 tok/s × 13.2 GB ÷ (1 × 2039 GB/s) = 64.8 %");
  });

  it("shares the weights among sequences: 1600 ÷ 16 × (13.2147 + 16 × 512 × 0.000524288) GB ÷ 2039 GB/s = 85.9 %", () => {
    const point = pointOf("output_tokens_per_second", 1600, { ...setup, batch: 16, input_tokens: 512 });
    expect(bandwidthUtilisation(point, factsOf(point.case))?.share).toBeCloseTo(0.8587, 4);
  });

  it.each(["model", "hardware", "accelerators", "precision", "batch"])("is null without %s", (field) => {
    const point = pointOf("output_tokens_per_second", 100, { ...setup, batch: 1, [field]: "" });
    expect(bandwidthUtilisation(point, factsOf(point.case))).toBeNull();
  });

  it("is null for another metric", () => {
    const point = pointOf("total_tokens_per_second", 100, { ...setup, batch: 1 });
    expect(bandwidthUtilisation(point, factsOf(point.case))).toBeNull();
  });
});

describe("flopUtilisation", () => {
  it("is arithmetic over peak: 10 000 tok/s × 13.2147 GFLOP ÷ 312 TFLOPS = 42.4 %", () => {
    const point = pointOf("output_tokens_per_second", 10000, setup);
    const found = flopUtilisation(point, factsOf(point.case));
    expect(found?.share).toBeCloseTo(0.42355, 5);
  });

  it("counts 6 FLOP a parameter in training: 4000 tok/s × 40.43 GFLOP ÷ 312 TFLOPS = 51.8 %", () => {
    const point = pointOf("training_tokens_per_second", 4000, setup);
    expect(flopUtilisation(point, factsOf(point.case))?.share).toBeCloseTo(0.51834, 5);
  });

  it("is null without a format, and for a metric of no tokens", () => {
    const point = pointOf("output_tokens_per_second", 100, { ...setup, precision: "" });
    expect(flopUtilisation(point, factsOf(point.case))).toBeNull();
    const other = pointOf("tokens_per_second_per_user", 100, setup);
    expect(flopUtilisation(other, factsOf(other.case))).toBeNull();
  });
});

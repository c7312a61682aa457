import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { headlineRows } from "@/components/overview/headline-rows";
import { readFile } from "@/lib/importers";
import { fileFromBytes } from "@/lib/importers/source-file";
import type { ChartPoint } from "@/lib/series/chart-point";
import { exploreModel } from "@/lib/series/explore";
import { toChartPoint } from "@/lib/series/to-chart-point";
import { parseView } from "@/lib/view/codec";
import { exploreData } from "../series/chart-points";

const data = resolve(import.meta.dirname, "../../data");

// Invented numbers in the shape of measure's rows: they stand for no device, and are nowhere but here.
const header =
  "metric,value,unit,model,system,system_version,hardware,accelerators,precision,batch,input_tokens,output_tokens," +
  "scenario,power_scope,memory_scope,run,sample";
const setup = (system: string) => `Llama-2-7B,${system},9.9.9,NVIDIA H200,1,bf16`;
const runs = [1, 2, 3, 4, 5];

/** Two samples in each of five runs, around a middle; runs differ by 1 %. */
function measured(
  metric: string,
  middle: number,
  unit: string,
  system: string,
  of: string,
  scopes = ",",
): string[] {
  return runs.flatMap((run) =>
    [1, 2].map((sample) =>
      [metric, middle * (1 + (run - 3) / 100), unit, setup(system), of, scopes, run, sample].join(","),
    ),
  );
}

const decode = (batch: number) => `${batch},128,128,decode after a prefilled prompt`;
const invented = [
  header,
  ...measured("output_tokens_per_second", 100, "tok/s", "PyTorch eager", decode(1)),
  ...measured("output_tokens_per_second", 200, "tok/s", "PyTorch CUDA graphs", decode(1)),
  ...measured("output_tokens_per_second", 9000, "tok/s", "PyTorch CUDA graphs", decode(64)),
  ...measured("ttft", 20, "ms", "PyTorch eager", "1,512,1,prefill"),
  ...measured("peak_memory", 14, "GB", "PyTorch eager", decode(1), ",allocated"),
  ...measured("peak_memory", 15, "GB", "PyTorch eager", decode(1), ",reserved"),
  ...measured("tflops_per_watt", 0.01, "TFLOPS/W", "PyTorch eager", decode(1)),
].join("\n");

function pointsOf(name: string, bytes: Uint8Array): ChartPoint[] {
  const { points, file } = readFile(fileFromBytes(name, bytes));
  return points.map((point) => toChartPoint({ ...point, dataset: file.sha256, file: name }));
}

const committed = (path: string) => pointsOf(path, readFileSync(`${data}/${path}`));
const claims = committed("claims/AI_Execution_Benchmark_Comparisons.csv");
const llama = pointsOf("invented.csv", new TextEncoder().encode(invented));
const gpt2 = committed("measured/gpt2-124m-cpu/results.csv");

const metricData = (points: readonly ChartPoint[], metric: string) =>
  exploreData(points.filter((point) => point.metric === metric));

/** The rows of a tab by model: how many marks of each grade, and how many of the measured have a whisker. */
function rowsByModel(points: readonly ChartPoint[], metric: string) {
  const { series } = exploreModel(metricData(points, metric), parseView(`metric=${metric}`));
  if (series.kind !== "rows") throw new Error(`expected rows, found ${series.kind}`);
  return Object.fromEntries(
    series.groups.map(({ label, rows }) => {
      const marks = rows.flatMap((row) => row.marks);
      const samples = marks.filter(({ evidence }) => evidence === "samples");
      return [
        label,
        {
          measured: samples.length,
          whiskers: samples.filter(({ interval }) => interval?.varies === "between-run" && interval.n === 5)
            .length,
          claims: marks.filter(({ evidence }) => evidence === "claim").length,
        },
      ];
    }),
  );
}

describe("Llama-2 7B as measure would write it, beside what is claimed of LLaMA-2 7B", () => {
  it.each([
    ["output_tokens_per_second", 3],
    ["ttft", 1],
    ["peak_memory", 2],
    ["tflops_per_watt", 1],
  ])("%s: one group, measured rows with whiskers and five claims", (metric, count) => {
    const models = rowsByModel([...claims, ...llama], metric);
    expect(models["Llama-2-7B"]).toEqual({ measured: count, whiskers: count, claims: 5 });
    expect(models["Llama-2-13B"]).toEqual({ measured: 0, whiskers: 0, claims: 5 });
    expect(Object.keys(models)).not.toContain("LLaMA-2 7B");
  });

  it("the overview's small chart of tokens per second: each measured system once, then claims", () => {
    const rows = headlineRows(
      metricData([...claims, ...llama], "output_tokens_per_second"),
      "output_tokens_per_second",
    );
    expect(rows?.model).toBe("Llama-2-7B");
    const graded = rows?.rows.map(({ mark }) => mark.evidence) ?? [];
    expect(graded).toEqual(["samples", "samples", ...Array.from({ length: 5 }, () => "claim")]);
    expect(rows?.setup).toContain("batch 1");
  });

  it("scaling: one GPU is no speed-up, and a note says so", () => {
    const scaling = exploreModel(
      metricData([...claims, ...llama], "output_tokens_per_second"),
      parseView("metric=scaling"),
    );
    if (scaling.series.kind !== "scaling") throw new Error("expected the scaling chart");
    expect(scaling.series.lines.every((line) => line.evidence === "claim")).toBe(true);
    expect(scaling.series.notes).toContain(
      "3 points of systems with one accelerator count are not drawn: a line needs two.",
    );
  });
});

describe("GPT-2 124M as measured", () => {
  it.each(["output_tokens_per_second", "ttft", "peak_memory"])(
    "%s: five cases, each with a whisker",
    (metric) => {
      const models = rowsByModel([...claims, ...gpt2], metric);
      expect(models["GPT-2 (124M)"]).toEqual({ measured: 5, whiskers: 5, claims: 0 });
    },
  );
});

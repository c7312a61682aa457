import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

/** Metric, value, and what is said of the setup, of every point. */
function pointsOf(text: string, name?: string) {
  return readText(text, name).points.map(({ metric, value, case: { extra, ...fields } }) => [
    metric,
    value,
    { ...Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== null)), ...extra },
  ]);
}

const setup = { model: "llama-8b", hardware: "H100", precision: "FP8", batch: 8 };
const rows = [
  ["Model", "llama-8b"],
  ["GPU", "H100"],
  ["Precision", "FP8"],
  ["Batch size", "8"],
  ["TTFT (ms)", "21"],
  ["Output tok/s", "900"],
];
const expected = [
  ["ttft", 21, setup],
  ["output_tokens_per_second", 900, setup],
];

describe("rows of a table of metrics that say the setup", () => {
  it.each(["Metric,Value", "Parameter,Value", "Setting,Result", ",Value", "Kennzahl,Wert"])(
    "hold for the others below %s",
    (header) => {
      expect(pointsOf([header, ...rows.map((row) => row.join(","))].join("\n"))).toEqual(expected);
    },
  );

  it.each(["| Metric | Value |", "| Parameter | Value |", "|  |  |"])(
    "hold in a document below %s",
    (header) => {
      const table = [header, "|---|---|", ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
      expect(pointsOf(table, "notes.md")).toEqual(expected);
    },
  );

  it("may be the header of a document's table as well", () => {
    const [first, ...others] = rows.map((row) => `| ${row.join(" | ")} |`);
    const read = readText([first, "|---|---|", ...others].join("\n"), "notes.md");
    expect(read.points.map(({ value, case: of }) => [value, of.model, of.hardware])).toEqual([
      [21, "llama-8b", "H100"],
      [900, "llama-8b", "H100"],
    ]);
    expect(read.points[0]!.provenance.locator).toMatchObject({ line: 6, column: 2 });
  });

  it("hold wherever they stand, with their unit, and are named in a note", () => {
    const text =
      "Metric,Value,Unit,StdDev\nTTFT,21,ms,2\nInput length,512,tokens,\nGPU,2x H100,-,\nDriver,550.54,,\nNotes,warm cache,,\n";
    expect(pointsOf(text)).toEqual([
      ["ttft", 21, { hardware: "H100", accelerators: 2, input_tokens: 512, Notes: "warm cache" }],
    ]);
    const { points, notes } = readText(text);
    expect(points[0]!.stats.sd).toBe(2);
    expect(points[0]!.context.driver).toBe("550.54");
    expect(notes).toContain(
      "Rows that say the setup of the others are no metrics: Input length, GPU, Driver, Notes.",
    );
  });

  it("are no rows of Whisker's own CSV, though its header may be the same", () => {
    expect(pointsOf("metric,value,unit\nmodel,A,\nttft,21,ms\n")).toEqual([["ttft", 21, { model: "A" }]]);
  });

  it("say it of each system in its own column", () => {
    expect(
      pointsOf("Metric,vLLM,SGLang\nModel,A,A\nBatch size,8,16\nTTFT (ms),21,19\nFramework,0.6,0.4\n"),
    ).toEqual([
      ["ttft", 21, { model: "A", batch: 8, system: "vLLM" }],
      ["ttft", 19, { model: "A", batch: 16, system: "SGLang" }],
      ["custom:Framework", 0.6, { model: "A", batch: 8, system: "vLLM" }],
      ["custom:Framework", 0.4, { model: "A", batch: 16, system: "SGLang" }],
    ]);
  });

  it("begin the next result where a name comes again", () => {
    expect(
      pointsOf("Metric,Value\nModel,A\nConcurrency,1\nTTFT (ms),21\nModel,A\nConcurrency,8\nTTFT (ms),31\n"),
    ).toEqual([
      ["ttft", 21, { model: "A", concurrency: 1 }],
      ["ttft", 31, { model: "A", concurrency: 8 }],
    ]);
  });

  it("hold for the rows of their run only, where a column names it", () => {
    expect(
      pointsOf("run_id,metric,value\nr1,batch_size,8\nr1,ttft_ms,21\nr2,batch_size,16\nr2,ttft_ms,30\n"),
    ).toEqual([
      ["ttft", 21, { batch: 8, run_id: "r1" }],
      ["ttft", 30, { batch: 16, run_id: "r2" }],
    ]);
  });

  it("make no repeats of results that lack what others say", () => {
    const read = readText(
      "Metric,Value\nModel,A\nConcurrency,1\nTTFT (ms),21\nConcurrency,8\nTTFT (ms),31\nModel,B\nConcurrency,8\nTTFT (ms),41\nConcurrency,8\nTTFT (ms),51\n",
    );
    expect(read.points.map(({ value, case: of }) => [value, of.model, of.concurrency])).toEqual([
      [21, "A", 1],
      [31, null, 8],
      [41, "B", 8],
      [51, null, 8],
    ]);
  });

  it("are refused, and no metric is a repeat, where a setup comes again below the metrics", () => {
    const read = readText(
      "model,metric,value\nA,ttft_ms,21\nA,concurrency,1\nA,ttft_ms,31\nA,concurrency,8\n",
    );
    expect(read.points.map(({ value, case: of }) => [value, of.concurrency])).toEqual([
      [21, null],
      [31, null],
    ]);
    expect(read.problems.map(({ where }) => where)).toEqual([
      { line: 3, column: 2 },
      { line: 5, column: 2 },
    ]);
  });
});

describe("rows that measure", () => {
  it.each([
    ["GPU,95 %", "custom:GPU", 95],
    ["GPU memory,40 GB", "peak_memory", 40],
    ["Power,400 W", "power", 400],
  ])("are no setup: %s", (row, metric, value) => {
    const { points } = readText(`Metric,Value\nTTFT (ms),21\nModel,A\n${row}\n`);
    expect(points.map((point) => [point.metric, point.value, point.case.model])).toEqual([
      ["ttft", 21, "A"],
      [metric, value, "A"],
    ]);
  });

  it("are a problem where a text stands for the number", () => {
    const read = readText("Metric,Value\nModel,A\nTTFT (ms),21\nThroughput,very high\n");
    expect(read.problems.map(({ where, found }) => [where, found])).toEqual([
      [{ line: 4, column: 2 }, "very high"],
    ]);
    expect(read.points[0]!.case.extra).toEqual({});
  });

  it("may say their unit behind each system's value", () => {
    const read = readText("Metric,H100,A100\nThroughput,900 tok/s,400 tok/s\nTTFT,21 ms,30 ms\n");
    expect(read.points.map(({ metric, value, case: of }) => [metric, value, of.hardware])).toEqual([
      ["output_tokens_per_second", 900, "H100"],
      ["output_tokens_per_second", 400, "A100"],
      ["ttft", 21, "H100"],
      ["ttft", 30, "A100"],
    ]);
  });
});

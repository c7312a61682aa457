import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

/** What a point says in few words: its metric, value, and what its case names. */
function wordsOf({ metric, value, case: of }: ReturnType<typeof readText>["points"][number]) {
  const named = Object.entries(of).filter(([name, each]) => name !== "extra" && each !== null);
  return [metric, value, Object.fromEntries(named), { ...of.extra }];
}

describe("a Markdown table whose first row is a title", () => {
  it("has its header below, and the title says what a heading does", () => {
    const text =
      "| Results on H100 | | |\n|---|---|---|\n| Concurrency | TTFT (ms) | tok/s |\n| 1 | 12 | 100 |\n| 8 | 20 | 700 |\n";
    const read = readText(text, "notes.md");
    expect(read.points.map(wordsOf)).toEqual([
      ["ttft", 12, { hardware: "H100", concurrency: 1 }, {}],
      ["output_tokens_per_second", 100, { hardware: "H100", concurrency: 1 }, {}],
      ["ttft", 20, { hardware: "H100", concurrency: 8 }, {}],
      ["output_tokens_per_second", 700, { hardware: "H100", concurrency: 8 }, {}],
    ]);
    expect(read.points[0]!.provenance.locator).toEqual({ table: 1, row: 1, column: 2, line: 4 });
    expect(read.notes).toEqual([
      "Table 1 (L3) does not say it, the text above it does: “Results on H100” says hardware H100.",
    ]);
  });

  it("may have two of them, and a blank row between", () => {
    const text =
      "| Results | | |\n|---|---|---|\n| Qwen3 8B (FP8, TP=2) | | |\n| | | |\n| Concurrency | TTFT (ms) | tok/s |\n| 1 | 12 | 100 |\n";
    const setup = { model: "Qwen3 8B", tensor_parallel: 2, precision: "FP8", concurrency: 1 };
    expect(readText(text, "notes.md").points.map(wordsOf)).toEqual([
      ["ttft", 12, setup, {}],
      ["output_tokens_per_second", 100, setup, {}],
    ]);
  });

  it("that names a metric says what its statistics are of", () => {
    const text = "| TTFT (ms) | | |\n|---|---|---|\n| Concurrency | p50 | p99 |\n| 1 | 12 | 90 |\n";
    const [point, ...others] = readText(text, "notes.md").points;
    expect(point).toMatchObject({ metric: "ttft", value: 12, stats: { median: 12, p99: 90 } });
    expect(point!.case.concurrency).toBe(1);
    expect(others).toEqual([]);
  });

  it("is none where numbers follow", () => {
    const text = "| Metric | | |\n|---|---|---|\n| TTFT (ms) | 12 | 14 |\n| TPOT (ms) | 9 | 8 |\n";
    expect(readText(text, "notes.md").points.some((point) => point.case.model === "Metric")).toBe(false);
  });
});

describe("a spreadsheet's title in its first cell", () => {
  it("holds for every row, and is no part of the first column's header", () => {
    const read = readText("Results on H100,,\nConcurrency,TTFT (ms),tok/s\n1,12,100\n");
    expect(read.points.map(wordsOf)).toEqual([
      ["ttft", 12, { hardware: "H100", concurrency: 1 }, {}],
      ["output_tokens_per_second", 100, { hardware: "H100", concurrency: 1 }, {}],
    ]);
    expect(read.notes).toEqual(["The title says hardware H100: of every row that does not say it itself."]);
  });

  it("gives way to what a row says, and says nothing where it says more than names", () => {
    const own = readText("Results on H100,,\nGPU,TTFT (ms),tok/s\nA100,12,100\n");
    expect(own.points.map((point) => point.case.hardware)).toEqual(["A100", "A100"]);
    const more = readText("How A100 compares with H100,,\nConcurrency,TTFT (ms),tok/s\n1,12,100\n");
    expect(more.points.map((point) => point.case.hardware)).toEqual([null, null]);
  });

  it("of a metric is over the statistics, not over the setting beside them", () => {
    const { points } = readText("TTFT (ms),,\nConcurrency,p50,p99\n1,12,90\n2,13,95\n");
    expect(points.map((point) => [point.metric, point.case.concurrency, point.value])).toEqual([
      ["ttft", 1, 12],
      ["ttft", 2, 13],
    ]);
  });

  it("is of all systems of a table with a row a metric", () => {
    const { points } = readText("H100 (TP=4),,\nMetric,vLLM,SGLang\nTTFT (ms),12,10\n");
    expect(points.map(wordsOf)).toEqual([
      ["ttft", 12, { system: "vLLM", hardware: "H100", tensor_parallel: 4 }, {}],
      ["ttft", 10, { system: "SGLang", hardware: "H100", tensor_parallel: 4 }, {}],
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

/** Metric, value, and side of every point. */
function sidesOf(read: ReturnType<typeof readText>) {
  return read.points.map(({ metric, value, case: of }) => [metric, value, of.extra["side"] ?? null]);
}

describe("two columns of one metric whose headers differ in the words for two sides of a change", () => {
  it.each([
    ["Before TTFT (ms)", "After TTFT (ms)", "Before", "After"],
    ["TTFT before (ms)", "TTFT after (ms)", "before", "after"],
    ["TTFT (baseline) (ms)", "TTFT (optimized) (ms)", "baseline", "optimized"],
    ["TTFT (main, ms)", "TTFT (PR, ms)", "main", "PR"],
    ["ttft_ms_old", "ttft_ms_new", "old", "new"],
    ["baseline: TTFT [ms]", "this PR: TTFT [ms]", "baseline", "this PR"],
    ["TTFT vorher (ms)", "TTFT nachher (ms)", "vorher", "nachher"],
  ])("%s, %s", (before, after, first, second) => {
    const read = readText(`model;${before};${after};Change\nA;100;90;-10 %\n`);
    expect(sidesOf(read)).toEqual([
      ["ttft", 100, first],
      ["ttft", 90, second],
    ]);
    expect(read.problems).toEqual([]);
  });

  it("are two points a row, and what compares them is no metric, and said", () => {
    const read = readText(
      "Model,Before (tok/s),After (tok/s),Δ,Speedup\nA,100,110,+10%,1.10x\nB,200,210,+5%,1.05x\n",
    );
    expect(sidesOf(read)).toEqual([
      ["output_tokens_per_second", 100, "Before"],
      ["output_tokens_per_second", 110, "After"],
      ["output_tokens_per_second", 200, "Before"],
      ["output_tokens_per_second", 210, "After"],
    ]);
    expect(read.notes).toContain("Not read, since they compare the other columns: “Δ”, “Speedup”.");
  });

  it("may hold several metrics, each with what compares it", () => {
    const read = readText(
      "batch,ttft_before_ms,ttft_after_ms,ttft_change_pct,tok_s_before,tok_s_after\n1,100,50,-50,10,20\n",
    );
    expect(sidesOf(read)).toEqual([
      ["ttft", 100, "before"],
      ["ttft", 50, "after"],
      ["output_tokens_per_second", 10, "before"],
      ["output_tokens_per_second", 20, "after"],
    ]);
  });

  it("are asked of their metric where they name no more than a unit", () => {
    const read = readText(
      "| Case | main (ms) | PR (ms) | Change |\n|---|---|---|---|\n| A | 100 | 90 | -10% |\n",
      "pr.md",
    );
    expect(sidesOf(read)).toEqual([
      ["custom:time", 100, "main"],
      ["custom:time", 90, "PR"],
    ]);
    const asked = read.columns.map(({ question }) => question?.choices.map(({ role }) => role));
    expect(asked[1]).toContainEqual({
      as: "metric",
      metric: "ttft",
      statistic: "mean",
      unit: "ms",
      fixed: [{ field: null, name: "side", text: "main" }],
    });
    expect(asked[2]).toHaveLength(asked[1]!.length);
  });

  it("are asked of their metric where they name nothing", () => {
    const read = readText("Model,Baseline,Optimized,Speedup\nA,100,110,1.10x\n");
    expect(sidesOf(read)).toEqual([
      ["custom:value", 100, "Baseline"],
      ["custom:value", 110, "Optimized"],
    ]);
    expect(read.columns.map(({ question }) => question?.says ?? null)).toEqual([
      null,
      "“Baseline” is one side of a change: the file does not say of which metric.",
      "“Optimized” is one side of a change: the file does not say of which metric.",
      null,
    ]);
  });

  it("are of the metric that their cells' unit names, with the spread beside them", () => {
    const read = readText("name,main (mean ± sd),PR (mean ± sd)\nA,100 ± 2 tok/s,90 ± 1 tok/s\n");
    expect(
      read.points.map(({ metric, stats, case: of }) => [metric, stats.mean, stats.sd, of.extra["side"]]),
    ).toEqual([
      ["output_tokens_per_second", 100, 2, "main"],
      ["output_tokens_per_second", 90, 1, "PR"],
    ]);
  });
});

it("a word for a side alone is none: of “New tokens” and “Old price” neither is like the other", () => {
  const read = readText("model,New tokens,Old price,tok/s,Change\nA,128,5,100,3\n");
  expect(sidesOf(read)).toEqual([
    ["custom:Old price", 5, null],
    ["output_tokens_per_second", 100, null],
    ["custom:Change", 3, null],
  ]);
});

it("rows of metrics beside two sides leave out what compares these, and say so", () => {
  const read = readText("Metric,Before,After,%\nTTFT (ms),100,90,-10\nOutput tok/s,100,120,20\n");
  expect(read.points.map(({ metric, value, case: of }) => [metric, value, of.system])).toEqual([
    ["ttft", 100, "Before"],
    ["ttft", 90, "After"],
    ["output_tokens_per_second", 100, "Before"],
    ["output_tokens_per_second", 120, "After"],
  ]);
  expect(read.notes).toContain("Not read, since they compare the other columns: “%”.");
});

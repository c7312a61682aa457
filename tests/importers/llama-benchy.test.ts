import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

// Names of columns, tests and members are those of https://github.com/eugr/llama-benchy (src/llama_benchy/results.py).

function wordsOf({ metric, value, stats, case: of }: ReturnType<typeof readText>["points"][number]) {
  const { input_tokens, output_tokens, concurrency, scenario } = of;
  return [metric, value, stats.sd, { input_tokens, output_tokens, concurrency, scenario }];
}

const single =
  "| test | t/s | peak t/s | ttfr (ms) | est_ppt (ms) | e2e_ttft (ms) |\n|---|---|---|---|---|---|\n";
const pp = { input_tokens: 2048, output_tokens: null, scenario: "pp2048" };
const tg = { input_tokens: null, output_tokens: 32, scenario: "tg32 @ d4096" };

describe("llama-benchy", () => {
  const rows =
    "| pp2048 | 3000.00 ± 50.00 |  | 670.00 ± 13.00 | 660.00 ± 13.00 | 673.00 ± 13.00 |\n| tg32 @ d4096 | 61.00 ± 0.50 | 62.00 ± 0.00 |  |  |  |\n";
  const expected = [
    ["input_tokens_per_second", 3000, 50, { ...pp, concurrency: 1 }],
    ["custom:ttfr", 670, 13, { ...pp, concurrency: 1 }],
    ["custom:est_ppt", 660, 13, { ...pp, concurrency: 1 }],
    ["ttft", 673, 13, { ...pp, concurrency: 1 }],
    ["output_tokens_per_second", 61, 0.5, { ...tg, concurrency: 1 }],
    ["custom:peak tok/s", 62, null, { ...tg, concurrency: 1 }],
  ];

  it("has prompt processing in rows of pp and generation in rows of tg, with a model or without", () => {
    const bare = readText(single + rows, "notes.md");
    expect(bare.problems).toEqual([]);
    expect(bare.points.map(wordsOf)).toEqual(expected);
    const cells = ["model", "---", "A", "A"];
    const lines = (single + rows).trimEnd().split("\n");
    const named = readText(lines.map((line, i) => `| ${cells[i]} ${line}`).join("\n"), "notes.md");
    expect(named.points.map(wordsOf)).toEqual(expected);
    // The servers that it measures are any.
    expect(named.points.map((point) => [point.case.model, point.case.system])).toEqual(
      expected.map(() => ["A", null]),
    );
  });

  it("says how many requests ran at a time behind the test, and the rate of one", () => {
    const text =
      "| model | test | t/s (total) | t/s (req) | ttfr (ms) |\n|---|---|---|---|---|\n| A | pp2048 (c2) | 3000 ± 50 | 1600 ± 90 | 900 ± 10 |\n| A | tg32 @ d4096 (c2) | 110 ± 1 | 56 ± 0.5 |  |\n";
    expect(readText(text, "notes.md").points.map(wordsOf)).toEqual([
      ["input_tokens_per_second", 3000, 50, { ...pp, concurrency: 2 }],
      ["custom:prompt tok/s of a request", 1600, 90, { ...pp, concurrency: 2 }],
      ["custom:ttfr", 900, 10, { ...pp, concurrency: 2 }],
      ["output_tokens_per_second", 110, 1, { ...tg, concurrency: 2 }],
      ["tokens_per_second_per_user", 56, 0.5, { ...tg, concurrency: 2 }],
    ]);
  });

  it("writes the same as CSV, with columns of mean and std", () => {
    const text =
      "model,test_name,t_s_mean,t_s_std,t_s_req_mean,t_s_req_std,ttfr_mean,ttfr_std,e2e_ttft_mean,e2e_ttft_std\nA,pp2048,3000,50,,,670,13,673,13\nA,tg32 @ d4096,61,0.5,,,,,,\nA,total,1,1,,,,,,\n";
    const read = readText(text);
    expect(read.importer?.id).toBe("llama-benchy");
    expect(read.points.map(wordsOf)).toEqual(
      expected.filter(([metric]) => metric !== "custom:est_ppt" && metric !== "custom:peak tok/s"),
    );
    expect(read.problems).toEqual([
      {
        where: { line: 4, column: 2 },
        found: "total",
        expected: "a test of llama-benchy, such as pp2048 or tg32 @ d4096",
      },
    ]);
  });

  it("keeps the values of every run in JSON", () => {
    const figure = (...values: number[]) => ({
      mean: values.reduce((sum, each) => sum + each, 0) / values.length,
      std: 0,
      values,
    });
    const run = {
      ...{ concurrency: 2, context_size: 4096, prompt_size: 2048, response_size: 32 },
      ...{ is_context_prefill_phase: false, pp_throughput: figure(3000, 3100), pp_req_throughput: null },
      ...{ tg_throughput: figure(100, 104), tg_req_throughput: figure(50, 51, 52, 53), e2e_ttft: null },
    };
    const read = readText(JSON.stringify({ version: "0.3.0", model: "A", benchmarks: [run] }), "data.bin");
    expect(read.importer?.id).toBe("llama-benchy-json");
    const setup = { input_tokens: null, output_tokens: 32, concurrency: 2, scenario: "tg32 @ d4096" };
    // Sample sd: of 100 and 104 it is √8, of 50 to 53 √(5/3).
    expect(read.points.map(wordsOf).slice(1)).toEqual([
      ["output_tokens_per_second", 102, expect.closeTo(Math.sqrt(8), 12), setup],
      ["tokens_per_second_per_user", 51.5, expect.closeTo(Math.sqrt(5 / 3), 12), setup],
    ]);
    expect(read.points.map(({ samples }) => samples?.varies)).toEqual([
      "between-run",
      "between-run",
      "within-run",
    ]);
    expect(read.points[0]).toMatchObject({ metric: "input_tokens_per_second", value: 3050 });
  });
});

describe("tests named as llama-bench does, without a model", () => {
  it.each([
    ["results.csv", "test,t/s\npp512,1000\ntg128,50\npp512+tg128,200\n"],
    ["notes.md", "| test | t/s |\n|---|---|\n| pp512 | 1000 |\n| tg128 | 50 |\n| pp512+tg128 | 200 |\n"],
  ])("are of the prompt, of generation, or of both in %s", (name, text) => {
    expect(
      readText(text, name).points.map((point) => [point.metric, point.value, point.case.system]),
    ).toEqual([
      ["input_tokens_per_second", 1000, null],
      ["output_tokens_per_second", 50, null],
      ["total_tokens_per_second", 200, null],
    ]);
  });
});

it("a table of such tests keeps its other columns: settings, and metrics of their own", () => {
  const { points } = readText("model,test,TP,tok/s,power (W)\nA,pp512,2,1000,300\nA,tg128,2,50,250\n");
  expect(points.map((point) => [point.metric, point.value, point.case.scenario])).toEqual([
    ["power", 300, "pp512"],
    ["input_tokens_per_second", 1000, "pp512"],
    ["power", 250, "tg128"],
    ["output_tokens_per_second", 50, "tg128"],
  ]);
  expect(points.map((point) => [point.case.model, point.case.tensor_parallel])).toEqual(
    points.map(() => ["A", 2]),
  );
  expect(points[1]!.provenance.locator).toEqual({ line: 2, column: 4 });
});

describe("Server in a header", () => {
  it("is the side that measured", () => {
    const { points } = readText("model,Server decode tok/s,Server TTFT (ms),Client TTFT (ms)\nA,100,12,14\n");
    expect(points.map((point) => [point.metric, point.case.scenario, point.case.extra["side"]])).toEqual([
      ["output_tokens_per_second", null, "Server"],
      ["ttft", null, "Server"],
      ["ttft", null, "Client"],
    ]);
  });

  it("is MLPerf's scenario beside another of them, and in a column of scenarios", () => {
    const headers = readText("model,Server tok/s,Offline tok/s\nA,100,120\n");
    expect(headers.points.map((point) => point.case.scenario)).toEqual(["Server", "Offline"]);
    const column = readText("model,Scenario,tok/s\nA,Server,100\n");
    expect(column.points.map((point) => point.case.scenario)).toEqual(["Server"]);
  });
});

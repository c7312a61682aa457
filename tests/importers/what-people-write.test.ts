import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

type Read = ReturnType<typeof readText>;

/** Metric and value of the points that a filter lets through. */
function valuesOf({ points }: Read, isOf: (point: Read["points"][number]) => boolean = () => true) {
  return points.filter(isOf).map(({ metric, value }) => [metric, value]);
}

describe("a row of numbers with spreads", () => {
  it("is no header below one of names", () => {
    const text =
      "| Metric | main | this PR | Change |\n|---|---|---|---|\n| Output tok/s | 2450 ± 12 | 2610 ± 9 | +6.5% ✅ |\n| Mean TTFT (ms) | 21.3 | 19.8 | -7.0% ✅ |\n";
    const read = readText(text, "comment.md");
    expect(valuesOf(read, (point) => point.case.system === "main")).toEqual([
      ["output_tokens_per_second", 2450],
      ["ttft", 21.3],
    ]);
    expect(read.problems).toEqual([]);
  });

  it.each(["850 ± 2%", "45.3 (1.2)", "120.4 [119.0, 121.8]"])("such as %s", (cell) => {
    const sign = cell.includes(",") ? ";" : ",";
    const rows = [
      ["Metric", "A", "B"],
      ["tok/s", cell, cell],
      ["TTFT (ms)", "20", "30"],
    ];
    const read = readText(rows.map((row) => row.join(sign)).join("\n"));
    expect(valuesOf(read).some(([, value]) => value === 20)).toBe(true);
    expect(read.points.find(({ value }) => value === 20)?.metric).toBe("ttft");
  });
});

describe("a row about other rows", () => {
  it("does not keep names from being merged cells", () => {
    const text =
      "GPU,Engine,Batch,tok/s\nH100,vLLM,1,95\n,,8,610\n,SGLang,1,99\n,,8,640\nA100,vLLM,1,51\n,,8,330\n,Subtotal,,1825\n";
    const read = readText(text);
    expect(read.points.map(({ case: of, value }) => [of.hardware, of.system, of.batch, value])).toEqual([
      ["H100", "vLLM", 1, 95],
      ["H100", "vLLM", 8, 610],
      ["H100", "SGLang", 1, 99],
      ["H100", "SGLang", 8, 640],
      ["A100", "vLLM", 1, 51],
      ["A100", "vLLM", 8, 330],
    ]);
    expect(read.problems.map(({ where, found }) => [where, found])).toEqual([
      [{ line: 8, column: 2 }, "a row labelled “Subtotal”"],
    ]);
  });
});

describe("a table on its side", () => {
  it("has repeats where its columns are runs, and what was computed of them is left out", () => {
    const text =
      "\tRun 1\tRun 2\tRun 3\tAvg\tStDev\nTTFT (ms)\t20\t22\t24\t22\t2\nOutput tok/s\t100\t110\t120\t110\t10\n";
    const read = readText(text);
    expect(
      read.points.map(({ metric, value, stats, case: of }) => [metric, value, stats.n, of.system]),
    ).toEqual([
      ["ttft", 22, 3, null],
      ["output_tokens_per_second", 110, 3, null],
    ]);
    expect(read.problems.map(({ found }) => found)).toEqual([
      "a row labelled “Avg”",
      "a row labelled “StDev”",
    ]);
  });
});

describe("a column that is headed as that of values", () => {
  it("leaves other numbers of the row to its setup", () => {
    const read = readText("Metric,Version,Shots,Value\nTTFT (ms),3,5,20\ntok/s,3,0,900\n");
    expect(valuesOf(read)).toEqual([
      ["ttft", 20],
      ["output_tokens_per_second", 900],
    ]);
    expect(read.points.map(({ case: of }) => [of.system, of.extra["Version"], of.extra["Shots"]])).toEqual([
      [null, "3", "5"],
      [null, "3", "0"],
    ]);
  });
});

it("a baseline beside the values is a system of its own", () => {
  const { points } = readText("Metric,Value,Baseline\nTTFT (ms),20,25\ntok/s,900,800\n");
  expect(points.map(({ metric, value, case: of }) => [metric, value, of.system])).toEqual([
    ["ttft", 20, null],
    ["ttft", 25, "Baseline"],
    ["output_tokens_per_second", 900, null],
    ["output_tokens_per_second", 800, "Baseline"],
  ]);
});

describe("a header with a name beside its metric", () => {
  it.each([
    ["vLLM bs=8 tok/s", { system: "vLLM", batch: 8 }],
    ["llama2-70b-99 Offline (tokens/s)", { model: "llama2-70b-99", scenario: "Offline" }],
  ])("may say two things: %s", (header, fields) => {
    const other = header.replace("bs=8", "bs=1").replace("Offline", "Server");
    const read = readText(`node,${header},${other}\nn1,900,100\nn2,800,90\n`);
    expect(read.points[0]).toMatchObject({ value: 900, case: fields });
  });
});

it("a log that watches a device has samples of one run, and its utilization is no setting", () => {
  const tick = (second: number, percent: number, watts: number) =>
    `2025-10-01 10:00:0${second},H100,${percent},${watts}\n`;
  const read = readText(
    `timestamp,gpu,utilization_gpu,power_w\n${tick(0, 97, 650)}${tick(1, 98, 660)}${tick(2, 99, 670)}`,
  );
  const power = read.points.filter(({ metric }) => metric === "power");
  expect(power).toHaveLength(1);
  expect(power[0]).toMatchObject({ value: 660, samples: { varies: "within-run" } });
});

it("days apart, rows are runs of one setup", () => {
  const day = (day: number, watts: number) => `2025-10-0${day},H100,97,${watts}\n`;
  const read = readText(`date,gpu,temperature,power_w\n${day(1, 650)}${day(2, 660)}${day(3, 670)}`);
  expect(read.points.filter(({ metric }) => metric === "power")).toMatchObject([
    { value: 660, samples: { varies: "between-run" } },
  ]);
});

it("tables of one document are told apart by the bold line above each", () => {
  const table = (value: number) => `| batch | tok/s |\n|---|---|\n| 1 | ${value} |\n`;
  const { points } = readText(`**before** (main)\n\n${table(95)}\n**after**\n\n${table(120)}`, "comment.md");
  expect(points.map(({ value, case: of }) => [value, of.extra["table"]])).toEqual([
    [95, "1: before"],
    [120, "2: after"],
  ]);
});

it("a header that is another word where its cells are numbers names what they are", () => {
  const { points } = readText("Modell;Genauigkeit;TTFT (ms)\nA;FP16;21,3\nB;FP8;18,4\n");
  expect(points.map(({ case: of }) => of.precision)).toEqual(["FP16", "FP8"]);
});

it("“Output” is no word for a rate", () => {
  const { columns } = readText("model,Output price,tok/s\nA,0.79,276\nB,0.88,121\n");
  expect(columns[1]!.question).toBeNull();
});

describe("a row of units below the header", () => {
  it("gives each column its own: a time beside a rate is no rate", () => {
    const text =
      'Modell,Durchsatz,Latenz (Mittel),Latenz (P99)\n,Token/s,ms,ms\nA,"2.450,1","21,3","40,2"\nB,"2.610,2","19,8","38,1"\n';
    const read = readText(text);
    expect(valuesOf(read, ({ metric }) => metric === "output_tokens_per_second")).toEqual([
      ["output_tokens_per_second", 2450.1],
      ["output_tokens_per_second", 2610.2],
    ]);
    expect(read.points.filter(({ unit }) => unit === "ms").map(({ value }) => value)).toEqual([
      21.3, 40.2, 19.8, 38.1,
    ]);
  });
});

describe("rows of metrics with the names of their setups", () => {
  it("have blank names where these are merged with the cell above", () => {
    const text =
      "Model,Metric,H100,A100\nX,TTFT (ms),21,35\n,tok/s,2450,1300\nY,TTFT (ms),121,235\n,tok/s,450,240\n";
    const read = readText(text);
    expect(valuesOf(read, (point) => point.case.model === "Y" && point.case.hardware === "H100")).toEqual([
      ["ttft", 121],
      ["output_tokens_per_second", 450],
    ]);
    expect(read.notes.join()).toContain("Blank cells of Model are read as the cell above them");
  });

  it("are no repeats of each other where a blank name may be anything", () => {
    const read = readText("Model,Metric,Value\nX,tok/s,100\n,tok/s,200\n,tok/s,300\n");
    expect(valuesOf(read)).toEqual([
      ["output_tokens_per_second", 100],
      ["output_tokens_per_second", 200],
      ["output_tokens_per_second", 300],
    ]);
  });

  it("may stand in sections, below devices and a blank corner", () => {
    const text =
      "|  | H100 | A100 |\n|---|---|---|\n| **Llama-8B** | | |\n| TTFT (ms) | 21 | 35 |\n| tok/s | 2450 | 1300 |\n| **Llama-70B** | | |\n| TTFT (ms) | 121 | 235 |\n| tok/s | 450 | OOM |\n";
    const read = readText(text, "notes.md");
    expect(valuesOf(read, (point) => point.case.model === "Llama-70B")).toEqual([
      ["ttft", 121],
      ["ttft", 235],
      ["output_tokens_per_second", 450],
      ["output_tokens_per_second", null],
    ]);
  });

  it("may be named by their unit alone, beside columns of devices", () => {
    const read = readText("Model,H100 80GB,L40S,Unit\nA,2450,900,tok/s\nB,450,,tok/s\n");
    expect(read.points.map(({ metric, value, case: of }) => [metric, value, of.model, of.hardware])).toEqual([
      ["output_tokens_per_second", 2450, "A", "H100 80GB"],
      ["output_tokens_per_second", 900, "A", "L40S"],
      ["output_tokens_per_second", 450, "B", "H100 80GB"],
      ["output_tokens_per_second", null, "B", "L40S"],
    ]);
  });

  it("may say their unit behind each value", () => {
    const read = readText(
      "| Test | Result |\n|---|---|\n| Prompt processing | 1,234.5 tokens/s |\n| Text generation | 56.7 tokens/s |\n| Peak VRAM | 6.2 GB |\n",
      "notes.md",
    );
    expect(valuesOf(read)).toEqual([
      ["input_tokens_per_second", 1234.5],
      ["output_tokens_per_second", 56.7],
      ["peak_memory", 6.2],
    ]);
  });
});

describe("percentiles right of a latency whose cells name their unit", () => {
  it("are its own, and none of the rate at the end", () => {
    const read = readText(
      "Model,Avg Latency,P50,P99,RPS\nA,210ms,200ms,450ms,12.1\nB,310ms,300ms,550ms,10.1\n",
    );
    expect(read.points.map(({ metric, stats }) => [metric, stats.mean, stats.median, stats.p99])).toEqual([
      ["custom:Latency", 210, 200, 450],
      ["requests_per_second", 12.1, null, null],
      ["custom:Latency", 310, 300, 550],
      ["requests_per_second", 10.1, null, null],
    ]);
    expect(read.problems).toEqual([]);
  });
});

it.each(["Requests/Watt", "images/W", "Perf/W", "tokens/s/kW"])("%s is no power", (header) => {
  expect(readText(`model,${header},tok/s\nA,3.5,900\n`).points.map(({ metric }) => metric)).not.toContain(
    "power",
  );
});

it("Tokens/Watt is a rate by power", () => {
  expect(valuesOf(readText("model,Tokens/Watt\nA,3.5\n"))).toEqual([["tokens_per_second_per_watt", 3.5]]);
});

it("a header says which way is better, and its unit before", () => {
  const { points } = readText('model,"Latency, ms (lower is better)",tok/s (higher is better)\nA,21.1,812\n');
  expect(points.map(({ unit, value, case: of }) => [unit, value, Object.keys(of.extra)])).toEqual([
    ["ms", 21.1, []],
    ["tok/s", 812, []],
  ]);
});

it("a column of two rates in brackets is one of each", () => {
  const read = readText("Concurrency,Throughput (req/s / tok/s)\n1,0.5 / 64\n16,6.1 / 780\n");
  expect(valuesOf(read)).toEqual([
    ["requests_per_second", 0.5],
    ["output_tokens_per_second", 64],
    ["requests_per_second", 6.1],
    ["output_tokens_per_second", 780],
  ]);
});

it("statistics below a latency of two rows are of one metric, in its unit", () => {
  const text =
    "Engine,Latency (ms),,,Throughput (tok/s),\n,Mean,P90,P99,Mean,Max\nvLLM,21,25,40,95,99\nSGLang,45,55,80,610,640\n";
  const [latency, rate] = readText(text).points;
  expect(latency).toMatchObject({
    metric: "custom:Latency",
    unit: "ms",
    stats: { mean: 21, p90: 25, p99: 40 },
  });
  expect(rate).toMatchObject({ metric: "output_tokens_per_second", stats: { mean: 95, max: 99 } });
});

it("JSON's mean of the runs beside it is no further result, and is named", () => {
  const runs = [21, 23].map((ttft_ms, id) => ({ id, ttft_ms, tok_s: 800 }));
  const read = readText(JSON.stringify({ model: "A", runs, mean: { ttft_ms: 22, tok_s: 800 } }), "a.json");
  expect(valuesOf(read, ({ metric }) => metric === "ttft")).toEqual([
    ["ttft", 21],
    ["ttft", 23],
  ]);
  expect(read.notes.join()).toContain("is not read: mean");
});

it("JSON's summary alone is the result", () => {
  const read = readText(JSON.stringify({ model: "A", summary: { ttft_ms: 22, tok_s: 800 } }), "a.json");
  expect(valuesOf(read)).toEqual([
    ["ttft", 22],
    ["output_tokens_per_second", 800],
  ]);
});

it("a name with its metric in a cell is the name of no model", () => {
  const read = readText("Test,Score,tok/s\nllama-8b decode tok/s,121,1\nllama-8b prefill tok/s,4512,2\n");
  expect(read.points.map(({ case: of }) => of.model)).toEqual(Array(4).fill(null));
});

it("“1024 tok” below Input is a length", () => {
  const { points } = readText("Model,Input,Output,tok/s\nA,1024 tok,128 tok,2450\nA,4096 tok,128 tok,1950\n");
  expect(points.map(({ case: of }) => [of.input_tokens, of.output_tokens])).toEqual([
    [1024, 128],
    [4096, 128],
  ]);
});

describe("comments above a header", () => {
  const rows = "concurrency,ttft_ms\n1,21\n";

  it("say what every row is of", () => {
    const { points, notes } = readText(`# vLLM run, nightly\n# GPU: H100\n# model = A\n${rows}`);
    expect(points.map(({ case: of }) => [of.hardware, of.model, of.concurrency])).toEqual([["H100", "A", 1]]);
    expect(notes.join()).toContain("holds for every row: GPU, model");
  });

  it("say nothing of rows where another comment says otherwise", () => {
    const { points } = readText(`# GPU: H100\n${rows}# GPU: A100\n8,45\n`);
    expect(points.map(({ case: of }) => of.hardware)).toEqual([null, null]);
  });
});

it("a header of “Metric” and “Value” is one, whatever the rows below it are called", () => {
  const read = readText("Metric,Value\nModel,A\nGPU,H100\nTTFT (ms),21\ntok/s,900\n");
  expect(valuesOf(read)).toEqual([
    ["ttft", 21],
    ["output_tokens_per_second", 900],
  ]);
  expect(read.points.map(({ case: of }) => [of.model, of.hardware])).toEqual([
    ["A", "H100"],
    ["A", "H100"],
  ]);
});

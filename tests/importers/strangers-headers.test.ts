import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

function valuesOf({ points }: ReturnType<typeof readText>) {
  return points.map(({ metric, value, unit }) => [metric, value, unit]);
}

describe("a rate whose name ends in its seconds", () => {
  it.each([
    ["throughput_tokens_sec", "output_tokens_per_second", "tok/s"],
    ["total_tokens_s", "total_tokens_per_second", "tok/s"],
    ["requests_sec", "requests_per_second", "req/s"],
    ["images_sec", "custom:images/s", "images/s"],
  ])("is no time: %s", (header, metric, unit) => {
    expect(valuesOf(readText(`model,${header},ttft_ms\nA,85.3,20\n`))[0]).toEqual([metric, 85.3, unit]);
  });

  it.each(["time_to_100_tokens_s", "time per requests s"])("but a time of so many: %s", (header) => {
    const [, value, unit] = valuesOf(readText(`model,${header},ttft_ms\nA,2,20\n`))[0]!;
    expect([value, unit]).toEqual([2, "s"]);
  });

  it("and the least of a count is in no minutes", () => {
    expect(valuesOf(readText("model,tokens_min,ttft_ms\nA,85,20\n"))[0]).toEqual([
      "custom:tokens_min",
      85,
      "",
    ]);
  });
});

describe("the least that a request took", () => {
  it.each(["TTFT min", "TTFT min.", "TTFT (min)", "ttft_min"])("is in no minutes: %s", (header) => {
    const read = readText(`model,${header},TTFT max,TTFT (ms)\nA,20,40,30\n`);
    const [{ metric, stats }] = read.points as [(typeof read.points)[number]];
    expect([metric, stats.min, stats.max, stats.mean]).toEqual(["ttft", 20, 40, 30]);
  });

  it("but what runs for long may be in minutes", () => {
    const [point] = readText("model,runtime_min,tok/s\nA,5,900\n").points;
    expect(point).toMatchObject({ metric: "execution_time", value: 300, unit: "s" });
  });
});

describe("percentiles without a name right of a rate", () => {
  it("are of something else where they are of another size, and asked", () => {
    const read = readText("name,tok/s,p50,p99\na,10,820,900\nb,12,700,880\n");
    expect(read.points.map(({ metric, stats }) => [metric, stats.median, stats.p99])).toEqual(
      ["a", "b"].flatMap(() => [
        ["output_tokens_per_second", null, null],
        ["custom:p50", null, null],
        ["custom:p99", null, null],
      ]),
    );
    expect(read.columns[2]!.question?.says).toBe(
      "“p50” is a statistic: the file does not say of which metric.",
    );
  });

  it("are its own where they may be", () => {
    const [point] = readText("name,tok/s,p50,p99\na,100,98,130\n").points;
    expect(point).toMatchObject({
      metric: "output_tokens_per_second",
      stats: { mean: 100, median: 98, p99: 130 },
    });
  });
});

it("a trial's number is no measurement, and 均值 is a mean", () => {
  const german = readText("Versuch;Modell;TTFT [ms]\n1;A;20,5\n2;A;21,5\n");
  expect(german.points.map(({ metric, value, stats }) => [metric, value, stats.n])).toEqual([
    ["ttft", 21, 2],
  ]);
  const [chinese] = readText("模型,TTFT均值(ms),TTFT P99(ms)\nA,85.3,102.1\n").points;
  expect(chinese).toMatchObject({ metric: "ttft", stats: { mean: 85.3, p99: 102.1 } });
});

describe("rows of one phase each", () => {
  it("are of input and of output tokens, in a document and in JSON too", () => {
    const expected = [
      ["input_tokens_per_second", 8123, "tok/s"],
      ["output_tokens_per_second", 41, "tok/s"],
    ];
    const table = "| stage | tok/s |\n|---|---|\n| Prompt processing | 8123 |\n| Text generation | 41 |\n";
    expect(valuesOf(readText(table, "notes.md"))).toEqual(expected);
    const records = [
      { phase: "prefill", tok_s: 8123 },
      { phase: "decode", tok_s: 41 },
    ];
    expect(valuesOf(readText(JSON.stringify(records), "a.json"))).toEqual(expected);
  });

  it("are left as they are where a spread beside them would be of one phase alone", () => {
    const { points } = readText("phase,tok/s,std\nprefill,8123,12\ndecode,41,1\n");
    expect(points.map(({ metric, stats }) => [metric, stats.mean, stats.sd])).toEqual([
      ["output_tokens_per_second", 8123, 12],
      ["output_tokens_per_second", 41, 1],
    ]);
  });
});

describe("a table with a metric in each row", () => {
  it("has values in thousands among its numbers", () => {
    const read = readText("Metric,A,B\nOutput tok/s,950,3.2k\nInput tok/s,1.1k,4.4k\n");
    expect(read.points.map(({ metric, value, case: of }) => [metric, value, of.system])).toEqual([
      ["output_tokens_per_second", 950, "A"],
      ["output_tokens_per_second", 3200, "B"],
      ["input_tokens_per_second", 1100, "A"],
      ["input_tokens_per_second", 4400, "B"],
    ]);
  });

  it("has means with the spread that their header names, and the count beside them", () => {
    const [point] = readText("test,mean ± std,n\nttft,21.3 ± 0.4 ms,10\ntpot,7.9 ± 0.1 ms,10\n").points;
    expect(point).toMatchObject({
      metric: "ttft",
      stats: { mean: 21.3, sd: 0.4, n: 10 },
      case: { system: null },
    });
  });
});

it("rows of a metric each keep the programs of two commits apart, whatever names the metric", () => {
  const read = readText(
    "date,commit,bench,value,unit\n2025-10-01,abc123,decode_tok_s,95.2,tok/s\n2025-10-02,def456,decode_tok_s,97.1,tok/s\n2025-10-02,def456,ttft,21.2,ms\n",
  );
  expect(read.points.map(({ metric, value, context }) => [metric, value, context.git_commit])).toEqual([
    ["output_tokens_per_second", 95.2, "abc123"],
    ["output_tokens_per_second", 97.1, "def456"],
    ["ttft", 21.2, "def456"],
  ]);
  expect(read.problems).toEqual([]);
});

it("“avg (ms)” below a metric is its mean in that unit", () => {
  const read = readText("model,TTFT,,TPOT,\n,avg (s),p99 (s),avg (ms),p99 (ms)\nA,0.021,0.04,8,12\n");
  expect(read.points.map(({ metric, unit, stats }) => [metric, unit, stats.mean, stats.p99])).toEqual([
    ["ttft", "ms", 21, 40],
    ["tpot", "ms", 8, 12],
  ]);
});

it("a rate of input tokens by GPU is none of output", () => {
  const { points } = readText("model,Input tok/s/GPU,Output tok/s/GPU\nA,100,50\n");
  expect(points.map(({ metric, value }) => [metric, value])).toEqual([
    ["custom:Input tok/s/GPU", 100],
    ["tokens_per_second_per_gpu", 50],
  ]);
});

import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

/** Metric, value and model of every point. */
function pointsOf(text: string, name = "notes.txt") {
  const { points, problems } = readText(text, name);
  return { found: points.map((point) => [point.metric, point.value, point.case.model]), problems };
}

const both = [
  ["ttft", 12.1, "A"],
  ["output_tokens_per_second", 100, "A"],
];

describe("what is drawn or said around the rows of a table is no row", () => {
  it.each([
    ["Org", "| model | ttft_ms | tok/s |\n|-------+---------+-------|\n| A     |    12.1 |   100 |\n"],
    [
      "MySQL",
      "+-------+---------+-------+\n| model | ttft_ms | tok/s |\n+-------+---------+-------+\n| A     |    12.1 |   100 |\n+-------+---------+-------+\n1 row in set (0.00 sec)\n",
    ],
    ["psql", " model | ttft_ms | tok/s \n-------+---------+-------\n A     |    12.1 |   100\n(1 row)\n"],
  ])("%s", (_, text) => {
    expect(pointsOf(text)).toEqual({ found: both, problems: [] });
  });

  it("a row that has lost a cell is still a problem", () => {
    const { found, problems } = pointsOf("| model | ttft_ms | tok/s |\n| A | 12.1 | 100 |\n| B | 7 |\n");
    expect(found).toEqual(both);
    expect(problems).toHaveLength(1);
  });
});

describe("units in brackets in a row of their own", () => {
  it("are those of the columns above", () => {
    expect(pointsOf("model,TTFT,Throughput\n,(ms),[tok/s]\nA,12.1,100\n", "a.csv").found).toEqual(both);
  });
});

describe("LaTeX", () => {
  it("has thousands, spreads and fonts in cells, and comments", () => {
    const text = String.raw`\begin{tabular}{@{}l r@{\,}r@{}} % the numbers
Model & TTFT~(ms) & Throughput (tok/s) \\ \midrule
A & $12.1 \pm 0.5$ & \textbf{1{,}000} \\[2pt]
% B & 1 & 1 \\
\end{tabular}
`;
    const { points, problems } = readText(text, "table.tex");
    expect(points.map(({ metric, value, stats }) => [metric, value, stats.sd])).toEqual([
      ["ttft", 12.1, 0.5],
      ["output_tokens_per_second", 1000, null],
    ]);
    expect(problems).toEqual([]);
  });
});

describe("a statistic called min", () => {
  it("is no number of minutes beside max", () => {
    const { points } = readText("model,latency_min,latency_max\nA,1,5\nB,2,6\n");
    expect(points.filter(({ unit }) => unit === "min")).toEqual([]);
    expect(points).toHaveLength(4);
  });

  it("is one below the name of its metric in JSON, in the unit written beside it", () => {
    const latency = (mean: number) => ({ units: "s", mean, min: mean - 1, p10: mean, max: mean + 1 });
    const text = JSON.stringify({ results: { latency: { request_latency: latency(3) } } });
    const read = readText(text, "data.bin");
    expect(read.points).toHaveLength(1);
    expect(read.points[0]).toMatchObject({
      metric: "e2e_latency",
      value: 3000,
      stats: { mean: 3000, min: 2000, max: 4000 },
    });
    expect(read.notes).toContain("Statistics that points do not hold are not read: p10.");
  });
});

it("JSON of several systems keeps each apart where its metrics are objects of statistics", () => {
  const of = (mean: number) => ({ ttft_ms: { mean, p99: mean * 2 }, tpot_ms: { mean: 5, p99: 9 } });
  const { points } = readText(JSON.stringify({ vLLM: of(12), SGLang: of(10) }), "data.bin");
  expect(
    points.map((point) => [point.metric, point.value, point.stats.p99, point.case.extra["entry"]]),
  ).toEqual([
    ["ttft", 12, 24, "vLLM"],
    ["tpot", 5, 9, "vLLM"],
    ["ttft", 10, 20, "SGLang"],
    ["tpot", 5, 9, "SGLang"],
  ]);
});

it.each(["req_per_s", "requests_per_sec", "req_s"])("%s is a rate of requests, and no time", (name) => {
  const { points } = readText(`model,${name}\nA,2.5\n`);
  expect(points.map(({ metric, value, unit }) => [metric, value, unit])).toEqual([
    ["requests_per_second", 2.5, "req/s"],
  ]);
});

it("a table drawn with borders beside one without them has no border in its names", () => {
  const drawn =
    "+-------+-----------+\n| Model | TTFT (ms) |\n+=======+===========+\n| A     | 45        |\n+-------+-----------+\n";
  const plain = "=====  =========\nModel  TTFT (ms)\n=====  =========\nB      70\n=====  =========\n";
  expect(pointsOf(`${drawn}\n${plain}`, "results.rst").found).toEqual([
    ["ttft", 45, "A"],
    ["ttft", 70, "B"],
  ]);
});

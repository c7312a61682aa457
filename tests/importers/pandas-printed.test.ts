import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

const described =
  "count    200.000000\nmean      58.300000\nstd       12.100000\nmin       31.000000\n25%       50.000000\n50%       55.000000\n75%       64.000000\nmax      101.200000\nName: ttft_ms, dtype: float64\n";
const stats = {
  n: 200,
  mean: 58.3,
  sd: 12.1,
  median: 55,
  min: 31,
  max: 101.2,
  p90: null,
  p95: null,
  p99: null,
};

describe("a series as pandas prints it", () => {
  it("is a value a line, each kept apart where nothing says what its number is", () => {
    const read = readText("0    12.3\n1    12.5\n2    12.9\nName: ttft_ms, dtype: float64\n", "log.txt");
    expect(read.points.map(({ metric, value }) => [metric, value])).toEqual([
      ["ttft", 12.3],
      ["ttft", 12.5],
      ["ttft", 12.9],
    ]);
    expect(read.points[1]!.provenance.locator).toMatchObject({ line: 2 });
    expect(read.problems).toEqual([]);
  });

  it("has the fields that its index names, filled down, and says what pandas left out", () => {
    const text =
      "model    concurrency\nA        1              12.3\n         8              20.1\n                        ...\nB        1              10.0\nName: ttft_ms, Length: 99, dtype: float64\n";
    const read = readText(text, "log.txt");
    expect(read.points.map((point) => [point.case.model, point.case.concurrency, point.value])).toEqual([
      ["A", 1, 12.3],
      ["A", 8, 20.1],
      ["B", 1, 10],
    ]);
    expect(read.problems).toEqual([
      {
        where: { line: 4 },
        found: "values that pandas left out (..)",
        expected: "all values of the series",
      },
    ]);
  });

  it("without a name has its metrics in the index", () => {
    const text = "ttft_ms                 12.3\noutput_tokens_per_s    912.4\ndtype: float64\n";
    expect(readText(text, "log.txt").points.map(({ metric, value }) => [metric, value])).toEqual([
      ["ttft", 12.3],
      ["output_tokens_per_second", 912.4],
    ]);
  });
});

describe("describe() of pandas", () => {
  it("of a series is one point with the sample sd of count values", () => {
    const read = readText(described, "log.txt");
    expect(read.points).toHaveLength(1);
    expect(read.points[0]).toMatchObject({ metric: "ttft", value: 58.3, stats });
    expect(read.points[0]!.provenance).toMatchObject({
      locator: { line: 2 },
      statistics: { sd: { locator: { line: 3 } } },
    });
    expect(read.problems).toEqual([]);
  });

  const rows = [
    ["count", 200, 200, 200],
    ["mean", 58.3, 9.1, 8],
    ["std", 12.1, 0.8, 0],
    ["min", 31, 7, 8],
    ["25%", 50, 8.6, 8],
    ["50%", 55, 9, 8],
    ["75%", 64, 9.5, 8],
    ["max", 101.2, 12, 8],
  ] as const;
  const csv = `,ttft_ms,tpot_ms,concurrency\n${rows.map((row) => row.join(",")).join("\n")}\n`;
  const printed = csv.replace(/[^\n]+/g, (line) =>
    line
      .split(",")
      .map((cell, i) => (i === 0 ? cell.padEnd(5) : cell.padStart(13)))
      .join(""),
  );
  const markdown = csv
    .replace(/[^\n]+/g, "|$&|")
    .replaceAll(",", "|")
    .replace("\n", "\n|---|---|---|---|\n");

  it.each([
    ["printed", printed],
    ["CSV", csv],
    ["Markdown", markdown],
  ])("of a table is one point a column, and a setting of one value is a field of them: %s", (_, text) => {
    const read = readText(text, "data.bin");
    expect(read.points.map((point) => [point.metric, point.value, point.stats.sd, point.stats.n])).toEqual([
      ["ttft", 58.3, 12.1, 200],
      ["tpot", 9.1, 0.8, 200],
    ]);
    expect(read.points.map((point) => point.case.concurrency)).toEqual([8, 8]);
    expect(read.problems).toEqual([]);
  });

  it("has no field of a setting that varies", () => {
    const read = readText(csv.replace("max,101.2,12,8", "max,101.2,12,64"));
    expect(read.points.map((point) => point.case.concurrency)).toEqual([null, null]);
    expect(read.notes).toContain(
      "“concurrency” is described as well and has several values: it is no field of a case here.",
    );
  });
});

it("a column beside pandas' index is a header of its own: no row is lost", () => {
  const read = readText(",ttft_ms\n0,12.3\n1,12.5\n");
  expect(read.points.map(({ metric, value }) => [metric, value])).toEqual([
    ["ttft", 12.3],
    ["ttft", 12.5],
  ]);
});

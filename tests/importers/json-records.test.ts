import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

function readJson(value: unknown) {
  return readText(JSON.stringify(value), "results.json");
}

/** What a point says, in a line: metric, value and unit, n, and the model. */
function saidBy({ points }: ReturnType<typeof readText>) {
  return points.map(
    ({ metric, value, unit, stats, case: of }) => `${metric} ${value} ${unit} n=${stats.n} ${of.model}`,
  );
}

describe("an array of numbers under a metric and its unit", () => {
  it("is samples of it, each with its place, in the canonical unit", () => {
    const [point, ...others] = readJson({ model: "A", ttft_s: [0.5, 0.25, 0.75] }).points;
    expect(others).toEqual([]);
    expect(point).toMatchObject({
      metric: "ttft",
      unit: "ms",
      value: 500,
      evidence: "samples",
      case: { model: "A" },
      stats: { n: 3, mean: 500, sd: 250, min: 250, max: 750 },
      provenance: { locator: { pointer: "/ttft_s" }, raw: "[0.5,0.25,0.75]" },
    });
    expect(point!.samples).toMatchObject({ pointer: "/ttft_s", varies: "not-stated" });
    expect(Array.from(point!.samples!.values)).toEqual([500, 250, 750]);
  });

  it("leaves out what is no number, and names its place", () => {
    const read = readJson({ results: [{ model: "A", ttft_ms: [10, null, "OOM", 30], peak_memory_gb: 14 }] });
    expect(saidBy(read)).toEqual(["ttft 20 ms n=2 A", "peak_memory 14 GB n=null A"]);
    expect(Array.from(read.points[0]!.samples!.at)).toEqual([0, 3]);
    const expected = "a number; the others are the samples";
    expect(read.problems).toEqual([
      { where: { pointer: "/results/0/ttft_ms/1" }, found: "null", expected },
      { where: { pointer: "/results/0/ttft_ms/2" }, found: "OOM", expected },
    ]);
  });

  it("stands beside statistics in objects, too", () => {
    const read = readJson([{ model: "A", perf: { ttft_ms: [10, 20], tpot_ms: { mean: 8, p99: 9 } } }]);
    expect(saidBy(read)).toEqual(["ttft 15 ms n=2 A", "tpot 8 ms n=null A"]);
  });

  it.each([
    ["no unit", { model: "A", itl: [1, 2, 3] }],
    ["memory that is not called a peak", { model: "A", gpu_memory_gb: [1, 2, 3] }],
    ["a percentile", { model: "A", p99_ttft_ms: [1, 2, 3] }],
    ["a name for each beside it", { labels: ["A", "B"], ttft_ms: [45, 70] }],
    ["several settings beside it", { batch_size: [1, 2, 4], ttft_ms: [10, 20] }],
    ["anything else in it", { model: "A", ttft_ms: [1, [2], 3] }],
    ["no number at all", { model: "A", ttft_ms: [null, "N/A"] }],
  ])("is none with %s", (_, record) => {
    expect(readJson(record).points).toEqual([]);
  });
});

describe("an object with a value under a metric's name", () => {
  it("is the value with the spread and the count that it states", () => {
    const [point] = readJson({ model: "A", output_tok_s: { value: 512, stddev: 4, n: 5 } }).points;
    expect(point).toMatchObject({
      metric: "output_tokens_per_second",
      value: 512,
      evidence: "summary",
      stats: { n: 5, mean: 512, sd: 4 },
      provenance: { locator: { pointer: "/output_tok_s/value" } },
    });
  });

  it("is in the unit beside the value, and has no interval without a spread", () => {
    const read = readJson([
      { model: "A", ttft: { value: 0.5, unit: "s" }, peak_memory: { value: 14, unit: "GB" } },
    ]);
    expect(saidBy(read)).toEqual(["ttft 500 ms n=null A", "peak_memory 14 GB n=null A"]);
    expect(read.points.map(({ interval }) => interval)).toEqual([null, null]);
  });
});

describe("members that are columns", () => {
  it.each([
    ["arrays", { batch_size: [1, 2], ttft_ms: [10, 20], model: "A" }, "/ttft_ms/1"],
    [
      "objects of row numbers",
      { batch_size: { 0: 1, 1: 2 }, ttft_ms: { 0: 10, 1: 20 }, model: "A" },
      "/ttft_ms/1",
    ],
  ])("are a table, as %s", (_, value, place) => {
    const { points } = readJson(value);
    expect(points.map(({ value, case: of }) => [value, of.batch, of.model])).toEqual([
      [10, 1, "A"],
      [20, 2, "A"],
    ]);
    expect(points[1]!.provenance.locator).toEqual({ pointer: place });
  });

  it.each([
    ["of several lengths", { batch_size: [1, 2, 4], ttft_ms: [10, 20] }],
    ["beside a result that is of none of the rows", { batch_size: [1, 2], ttft_ms: [10, 20], power_w: 300 }],
  ])("are none %s", (_, value) => {
    expect(readJson(value).points).toEqual([]);
  });
});

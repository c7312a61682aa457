import { describe, expect, it } from "vitest";
import { areSamplesMissing } from "../text-of";
import { figureIn, readSample, type Figure } from "./figures";

// Every file of llama-bench there is. The figures are what another program prints:
//   python3 tests/oracles/llama_bench.py ../shared/samples/llama-bench
// (means and sample sds of 10⁹ × tokens ÷ ns of each repetition, where the file has them; else as the file states them).

const wrapped = "llama-bench/lhl_llm-bench_llama-2-7b_results.jsonl";
const bare = "llama-bench/lhl_llm-bench_llama-2-7b_raw_runs.jsonl";

const table: [path: string, importer: string | null, points: number, problems: number][] = [
  ["llama-bench/brayniac_rtx4090_snowpiercer15b.json", "llama-bench", 2, 0],
  ["llama-bench/epyc_results-nps1.json", "llama-bench", 2, 0],
  ["llama-bench/gpt-oss-20b.default-hip.jsonl", "llama-bench", 10, 0],
  // 364 rows, each with power, VRAM, GTT, system memory and temperature around it.
  [wrapped, "llama-bench", 364 * 6, 0],
  // The same 364 rows bare: what the wrapper set outside of llama-bench is not in them, so that they are 208 setups.
  [bare, "llama-bench", 208, 0],
  // Facts of a machine, no results.
  ["llama-bench/lhl_llm-bench_llama-2-7b_system_info.json", null, 0, 1],
  ["llama-bench/llama.cpp_README_2023-09.csv", "llama-bench", 2, 0],
  ["llama-bench/llama.cpp_README_2023-09.json", "llama-bench", 2, 0],
  ["llama-bench/llama.cpp_README_2023-09.md", "markdown-table", 2, 0],
  ["llama-bench/llama.cpp_README_2023-09.sql", "llama-bench", 2, 0],
  // 26 headers, 27 values in both rows: a column's header was taken out of the document, and no row is shifted to fit.
  ["llama-bench/llama.cpp_README_2025-02.csv", null, 0, 2],
  ["llama-bench/llama.cpp_README_2025-02.json", "llama-bench", 2, 0],
  ["llama-bench/llama.cpp_README_2025-02.jsonl", "llama-bench", 2, 0],
  ["llama-bench/llama.cpp_README_2025-02.md", "markdown-table", 2, 0],
  // So does its SQL: 26 columns, 27 values.
  ["llama-bench/llama.cpp_README_2025-02.sql", null, 0, 2],
];

const read = "input_tokens_per_second";
const write = "output_tokens_per_second";
const readme = "llama-bench/llama.cpp_README_";
const first = { scenario: "pp1", build: "llama.cpp-hip" };
const rocwmma = {
  scenario: "tg32",
  build: "llama.cpp-rocwmma",
  fa: "-fa 1",
  b: undefined,
  hipblaslt: undefined,
};

const figures: Figure[] = [
  ["llama-bench/brayniac_rtx4090_snowpiercer15b.json", read, { scenario: "pp8192" }, 3024.404345040067],
  ["llama-bench/brayniac_rtx4090_snowpiercer15b.json", read, { stat: "sd" }, 2.6259672646600993],
  ["llama-bench/brayniac_rtx4090_snowpiercer15b.json", write, { scenario: "tg1280" }, 85.49881863189816],
  ["llama-bench/epyc_results-nps1.json", read, { scenario: "pp512" }, 190.5716555577786],
  ["llama-bench/epyc_results-nps1.json", read, { stat: "sd" }, 48.62570885350237],
  ["llama-bench/epyc_results-nps1.json", write, { stat: "n" }, 10],
  ["llama-bench/gpt-oss-20b.default-hip.jsonl", read, { scenario: "pp512", n_depth: "0" }, 1472.012844],
  [wrapped, "peak_memory", { ...rocwmma, backends: "ROCm" }, (147 * 1024 ** 2) / 1e9],
  [wrapped, "power", rocwmma, 81.0461538462],
  [wrapped, "power", { ...rocwmma, stat: "median" }, 87.08],
  [wrapped, "power", { ...rocwmma, stat: "max" }, 100.04],
  [wrapped, "custom:gtt peak memory", rocwmma, 3877],
  [wrapped, write, rocwmma, 48.0362431753683],
  [wrapped, write, { ...rocwmma, stat: "sd" }, 0.020782497892732742],
  [`${readme}2023-09.csv`, read, { scenario: "pp512" }, 2413.341687],
  [`${readme}2023-09.csv`, write, { stat: "sd" }, 0.371342],
  [`${readme}2023-09.json`, read, {}, 2410.9740406600026],
  [`${readme}2023-09.json`, read, { stat: "sd" }, 11.163765677793617],
  [`${readme}2023-09.json`, write, {}, 130.96570835898711],
  [`${readme}2023-09.md`, read, { scenario: "pp512" }, 2368.8],
  [`${readme}2023-09.md`, read, { stat: "sd" }, 93.24],
  [`${readme}2023-09.md`, write, { scenario: "tg128", precision: "Q4_0" }, 131.42],
  [`${readme}2023-09.sql`, read, { scenario: "pp512", opencl: "0" }, 2407.240204],
  [`${readme}2023-09.sql`, write, {}, 130.891159],
  [`${readme}2023-09.sql`, write, { stat: "sd" }, 0.537692],
  [`${readme}2025-02.json`, write, { stat: "sd" }, 1.238923738566632],
  [`${readme}2025-02.jsonl`, read, {}, 2410.9740406600026],
  [`${readme}2025-02.jsonl`, write, {}, 130.96570835898711],
  [`${readme}2025-02.md`, write, {}, 131.42],
];

describe.skipIf(areSamplesMissing)("files of llama-bench (needs ../shared/samples)", () => {
  it.each(table)("%s is read by %s: %i points, %i problems", (path, importer, points, problems) => {
    const { importer: by, points: found, problems: wrong } = readSample(path);
    expect([by?.id ?? null, found.length, wrong.length]).toEqual([importer, points, problems]);
  });

  it.each(figures)("%s: %s of %o is %d", (...figure) => {
    const value = figure[3];
    expect(Math.abs(figureIn(figure) - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value));
  });

  it("reads the wrapper's first row: 10⁹ × 1 token ÷ ns, five times", () => {
    const [point] = readSample(wrapped).points.filter(
      ({ metric, case: of }) => metric === read && of.scenario === "pp1" && of.extra["build"] === first.build,
    );
    expect(point?.value).toBeCloseTo(50.04184650741244, 9);
    expect(point?.stats.sd).toBeCloseTo(0.08377376078966275, 9);
    expect(point?.provenance.locator).toEqual({ line: 1, pointer: "/bench_raw/avg_ts" });
  });

  it("reads SQL where its row stands: the first INSERT is line 31", () => {
    expect(readSample(`${readme}2023-09.sql`).points[0]?.provenance.locator).toEqual({ line: 31 });
  });

  it("says of the two rows of the ragged CSV how many fields each has", () => {
    expect(readSample(`${readme}2025-02.csv`).problems).toEqual([
      { where: { line: 2, column: 27 }, found: "27 fields", expected: "26 fields" },
      { where: { line: 3, column: 27 }, found: "27 fields", expected: "26 fields" },
    ]);
  });

  it("says of the two rows of the ragged SQL how many values each has", () => {
    expect(readSample(`${readme}2025-02.sql`).problems).toEqual([
      { where: { line: 30 }, found: "27 values", expected: "26 values, one for each column" },
      { where: { line: 31 }, found: "27 values", expected: "26 values, one for each column" },
    ]);
  });
});

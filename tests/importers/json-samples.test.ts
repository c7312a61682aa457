import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import type { Point } from "@/lib/points/point";

// Files that others published. Each figure asked of a point is read from the file here by JSON.parse or by hand.

const samples = "../shared/samples";
const missing = !existsSync(samples);

const read = (path: string) =>
  readFile(fileFromBytes("data.bin", new Uint8Array(readFileSync(`${samples}/${path}`))));
const rows = (path: string): Record<string, unknown>[] => {
  const text = readFileSync(`${samples}/${path}`, "utf8");
  const whole: unknown = path.endsWith("jsonl")
    ? text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown)
    : JSON.parse(text);
  return (Array.isArray(whole) ? whole : [whole]) as Record<string, unknown>[];
};
const valueOf = (points: readonly Point[], metric: string) =>
  points.find((point) => point.metric === metric)?.value;
const close = (found: number | null | undefined, expected: unknown) =>
  expect(Math.abs(found! / (expected as number) - 1)).toBeLessThan(1e-6);

const listed = (folder: string, pattern: RegExp) =>
  missing
    ? []
    : readdirSync(`${samples}/${folder}`)
        .filter((name) => pattern.test(name))
        .map((name) => `${folder}/${name}`);

const served = listed("vllm", /^(?:gloria|serving).*\.json$/);
const benched = listed("llama-bench", /^(?!.*system_info).*\.jsonl?$/);

describe.skipIf(missing)("vLLM's published runs (skipped without ../shared/samples)", () => {
  it.each(served)("%s: throughputs, TTFT, TPOT and ITL are the file's own", (path) => {
    const { importer, points, problems } = read(path);
    const [file] = rows(path);
    expect(importer?.id).toBe("vllm-serve");
    expect(problems).toEqual([]);
    expect(valueOf(points, "output_tokens_per_second")).toBe(file!["output_throughput"]);
    expect(valueOf(points, "total_tokens_per_second")).toBe(file!["total_token_throughput"]);
    expect(valueOf(points, "requests_per_second")).toBe(file!["request_throughput"]);
    close(valueOf(points, "ttft"), file!["mean_ttft_ms"]);
    close(valueOf(points, "tpot"), file!["mean_tpot_ms"]);
    close(valueOf(points, "itl"), file!["mean_itl_ms"]);
    close(points.find(({ metric }) => metric === "ttft")!.stats.p99, file!["p99_ttft_ms"]);
  });

  it("gives throughput no interval, whatever its requests, and latencies one within the run", () => {
    for (const path of served) {
      for (const point of read(path).points) {
        const isRate = point.metric.endsWith("_per_second");
        if (isRate)
          expect([path, point.metric, point.evidence, point.interval]).toEqual([
            path,
            point.metric,
            "single",
            null,
          ]);
        else if (point.interval) expect([path, point.interval.varies]).toEqual([path, "within-run"]);
      }
    }
  });

  it("describes the five repeats of one setup by one and the same case", () => {
    const cases = served
      .filter((path) => /_c64_b5_r\d/.test(path))
      .map((path) => JSON.stringify(read(path).points[0]!.case));
    expect(cases).toHaveLength(5);
    expect(new Set(cases).size).toBe(1);
  });

  it("keeps the samples of each request where the file has them", () => {
    const path = "vllm/serving_deepseek-v2.5_tp8_pp2_sharegpt_qps_01.json";
    const [file] = rows(path);
    const ttft = read(path).points.find(({ metric }) => metric === "ttft")!;
    const seconds = file!["ttfts"] as number[];
    expect(ttft.samples!.values).toHaveLength(seconds.length);
    seconds.forEach((value, i) => close(ttft.samples!.values[i], value * 1000));
  });
});

describe.skipIf(missing)("llama-bench's published runs (skipped without ../shared/samples)", () => {
  it.each(benched)("%s: every row's avg_ts is behind a point of its test's metric", (path) => {
    const { importer, points, problems } = read(path);
    const expected = rows(path).map((row) => (row["bench_raw"] ?? row) as Record<string, number>);
    expect(importer?.id).toBe("llama-bench");
    expect(problems).toEqual([]);
    // Figures that a wrapper states beside a row (memory, power) are points of their own.
    const rates = points.filter(({ unit }) => unit === "tok/s");
    const runs = rates.flatMap((point) =>
      (point.runs.length === 0 ? [point] : point.runs).map((run) => ({
        metric: point.metric,
        value: run.value!,
      })),
    );
    expect(runs).toHaveLength(expected.length);
    for (const row of expected) {
      const metric =
        row["n_gen"] === 0
          ? "input_tokens_per_second"
          : row["n_prompt"] === 0
            ? "output_tokens_per_second"
            : "total_tokens_per_second";
      expect(
        runs.some((run) => run.metric === metric && Math.abs(run.value / row["avg_ts"]! - 1) < 1e-6),
      ).toBe(true);
    }
  });

  it("says of one repetition that it has no spread, and of five that it is within the run", () => {
    const once = read("llama-bench/gpt-oss-20b.default-hip.jsonl").points;
    expect(new Set(once.map(({ evidence, interval }) => `${evidence} ${interval}`))).toEqual(
      new Set(["single null"]),
    );
    const five = read("llama-bench/brayniac_rtx4090_snowpiercer15b.json").points;
    expect(five.map(({ stats, interval }) => [stats.n, interval?.varies])).toEqual([
      [5, "within-run"],
      [5, "within-run"],
    ]);
  });

  it("reads CSV of 2023 by name, without an interval", () => {
    const { importer, points } = read("llama-bench/llama.cpp_README_2023-09.csv");
    expect(importer?.id).toBe("llama-bench");
    expect(points.map(({ metric, value, stats, interval }) => [metric, value, stats.sd, interval])).toEqual([
      ["input_tokens_per_second", 2413.341687, 8.305961, null],
      ["output_tokens_per_second", 132.052051, 0.371342, null],
    ]);
  });

  it("refuses both rows of the CSV whose header lacks a name, by their lines", () => {
    const { points, problems } = read("llama-bench/llama.cpp_README_2025-02.csv");
    expect(points).toEqual([]);
    expect(problems.map(({ where, found, expected }) => [where, found, expected])).toEqual([
      [{ line: 2, column: 27 }, "27 fields", "26 fields"],
      [{ line: 3, column: 27 }, "27 fields", "26 fields"],
    ]);
  });

  it("reads the table that it prints: prompt and generation by their tests", () => {
    for (const era of ["2023-09", "2025-02"]) {
      const { importer, points } = read(`llama-bench/llama.cpp_README_${era}.md`);
      expect(importer?.id).toBe("markdown-table");
      expect(points.map(({ metric, value, stats }) => [metric, value, stats.sd])).toEqual([
        ["input_tokens_per_second", 2368.8, 93.24],
        ["output_tokens_per_second", 131.42, 0.59],
      ]);
    }
  });
});

describe.skipIf(missing)("tables of published documents (skipped without ../shared/samples)", () => {
  it("vllm/nightly_benchmark_results_deepseek.md: four rows of TTFT with their p99", () => {
    const { importer, points } = read("vllm/nightly_benchmark_results_deepseek.md");
    expect(importer?.id).toBe("markdown-table");
    const ttft = points.filter(({ metric }) => metric === "ttft");
    expect(ttft.map(({ value, stats }) => [value, stats.p99])).toContainEqual([236.677, 1302.77]);
    expect(ttft).toHaveLength(4);
  });

  it("messy/lhl_rpc-test_README.md: six tables of one test are six points, not one of six repeats", () => {
    const { points } = read("messy/lhl_rpc-test_README.md");
    const generation = points.filter(({ metric }) => metric === "output_tokens_per_second");
    expect(generation.map(({ value }) => value)).toEqual([33.5, 28.87, 23.02, 21.61, 27.95, 21.6]);
    expect(generation.every(({ evidence }) => evidence === "single")).toBe(true);
  });

  it("seeds/000: the tables inside code fences, each by its heading", () => {
    const bytes = new Uint8Array(readFileSync("../shared/seeds/000_095823f5e90047b9.txt"));
    const { points } = readFile(fileFromBytes("data.bin", bytes));
    const at = (metric: string, model: string, system: string) =>
      points.find(
        (point) => point.metric === metric && point.case.model === model && point.case.system === system,
      )?.value;
    expect(at("output_tokens_per_second", "LLaMA-2 7B", "OpenAI GPT-4")).toBe(300);
    expect(at("ttft", "GPT-4 175B", "DeepSeek")).toBe(1450);
    expect(at("peak_memory", "LLaMA-2 13B", "Grok")).toBe(30);
  });
});

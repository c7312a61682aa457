import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

// What goes wrong with llama-bench's output (formats: JSON, JSON Lines, CSV, SQL, Markdown), each a sentence.

const row = (more: object = {}) => ({
  ...{
    build_commit: "abc1234",
    build_number: 5000,
    model_type: "llama 1B Q4_0",
    model_filename: "m/tiny.gguf",
  },
  ...{ n_prompt: 512, n_gen: 0, n_depth: 0, test_time: "2026-01-02T03:04:05Z", avg_ns: 512e6, stddev_ns: 0 },
  ...{ avg_ts: 1000, stddev_ts: 0, ...more },
});
const json = (...rows: object[]) => readText(JSON.stringify(rows), "data.bin");

const head = "| model | size | params | backend | ngl | test | t/s |\n|---|---|---|---|---|---|---|\n";
const line = (test: string, rate: string) =>
  `| llama 1B Q4_0 | 1.00 GiB | 1.10 B | CUDA | 99 | ${test} | ${rate} |\n`;

describe("llama-bench", () => {
  it("computes rates from nanoseconds, since samples_ts has six digits only", () => {
    const { points } = json(
      row({ avg_ts: 1024, samples_ns: [500_000_001, 500_000_002], samples_ts: [1024, 1024] }),
    );
    // 512 × 10⁹ ÷ 500,000,001 = 1023.999997952…
    expect(points[0]?.samples?.values[0]).toBeCloseTo(1023.999997952, 9);
  });

  it("takes a spread of 0 of one repetition as unknown", () => {
    const { points } = json(row({ samples_ns: [512e6] }));
    expect(points[0]).toMatchObject({ evidence: "single", interval: null, stats: { n: 1, sd: null } });
  });

  it("shows the sd of CSV, SQL and Markdown without an interval: n is not in them", () => {
    const names = Object.keys(row()).join(",");
    const values = Object.values(row({ stddev_ts: 8 }));
    const csv = `${names}\n${values.map((value) => `"${value}"`).join(",")}\n`;
    const sql = `INSERT INTO test (${names}) VALUES (${values.map((value) => `'${value}'`).join(", ")});\n`;
    for (const text of [csv, sql, head + line("pp512", "1000.00 ± 8.00")]) {
      const [point, ...others] = readText(text, "data.bin").points;
      expect(others).toEqual([]);
      expect(point).toMatchObject({ value: 1000, interval: null, stats: { n: null, sd: 8 } });
    }
  });

  it.each([
    ["pp512", "input_tokens_per_second", "pp512"],
    ["pp 512", "input_tokens_per_second", "pp512"],
    ["tg128", "output_tokens_per_second", "tg128"],
    ["tg 128", "output_tokens_per_second", "tg128"],
    ["pp512+tg128", "total_tokens_per_second", "pp512+tg128"],
    ["tg128 @ d4096", "output_tokens_per_second", "tg128 @ d4096"],
  ])("reads %j of a table as %s", (test, metric, scenario) => {
    const [point] = readText(head + line(test, "50.00 ± 1.00"), "data.bin").points;
    expect([point?.metric, point?.case.scenario]).toEqual([metric, scenario]);
  });

  it("keeps a mixed test from being a rate of either kind", () => {
    expect(json(row({ n_gen: 128 })).points.map(({ metric }) => metric)).toEqual(["total_tokens_per_second"]);
  });

  it("reads a table between the lines of a log, and names the line that is none of its rows", () => {
    const log = "ggml_cuda_init: found 1 CUDA devices:\n  Device 0: Example GPU, compute capability 8.9\n";
    const text =
      log +
      head +
      line("pp512", "1000.00 ± 8.00") +
      "ggml_vulkan: 0 = GPU | uma: 1 | fp16: 1\n" +
      line("tg128", "50.00 ± 1.00");
    const { points, problems } = readText(`${text}\nbuild: abc1234 (5000)\n`, "data.bin");
    expect(points.map(({ value }) => value)).toEqual([1000, 50]);
    expect(points[0]?.case.system_version).toBe("b5000");
    expect(problems.map(({ where }) => where)).toEqual([{ table: 1, row: 2, column: 4, line: 6 }]);
  });

  it("reads CSV below the lines of a log", () => {
    const csv = `ggml_cuda_init: found 1 CUDA devices:\n${Object.keys(row()).join(",")}\n${Object.values(row()).join(",")}\n`;
    const { points } = readText(csv, "data.bin");
    expect(points.map(({ value, provenance }) => [value, provenance.locator])).toEqual([
      [1000, { line: 3, column: 11 }],
    ]);
  });

  it("reads SQL below the lines of a log", () => {
    const sql = `ggml_cuda_init: found 1 CUDA devices:\nINSERT INTO test (n_prompt, n_gen, avg_ts) VALUES ('0', '64', '12.5');\n`;
    expect(readText(sql, "data.bin").points.map(({ value }) => value)).toEqual([12.5]);
  });

  it("counts a row once that stands bare and in a wrapper's record", () => {
    const wrapper = { mode: "pp", tokens_per_sec: 1000, bench_raw: row(), vram_peak_mib: 1000 };
    for (const records of [
      [wrapper, row()],
      [row(), wrapper],
    ]) {
      const rates = json(...records).points.filter(({ metric }) => metric === "input_tokens_per_second");
      expect(rates.map(({ value, stats }) => [value, stats.n])).toEqual([[1000, null]]);
    }
  });

  it("keeps two runs of one setup that only look alike", () => {
    const again = { bench_raw: row({ test_time: "2026-01-02T03:09:00Z" }) };
    expect(json({ bench_raw: row() }, again).points.map(({ stats }) => stats.n)).toEqual([2]);
  });

  it("reads what a wrapper measured beside the row as points of the row's case", () => {
    const around = {
      vram_peak_mib: 1000,
      avg_power_w: 80.5,
      max_power_w: 120,
      tokens_per_sec: 1000,
      value: 512,
    };
    const { points } = json({ bench_raw: row(), build: "hip", ...around });
    const found = points.map(({ metric, value, unit, case: of }) => [
      metric,
      value,
      unit,
      of.scenario,
      of.extra["build"],
    ]);
    // 1000 × 1024² bytes = 1.048576 GB.
    expect(found).toEqual([
      ["input_tokens_per_second", 1000, "tok/s", "pp512", "hip"],
      ["power", 80.5, "W", "pp512", "hip"],
      ["peak_memory", 1.048576, "GB", "pp512", "hip"],
    ]);
    expect(points[1]?.stats.max).toBe(120);
  });

  it("does not shift a row of SQL into shape", () => {
    const sql =
      "INSERT INTO test (n_prompt, n_gen, avg_ts) VALUES ('0', '64', '1', '12.5'), ('0', '64', '50');\n";
    const { points, problems } = readText(sql, "data.bin");
    expect(points.map(({ value }) => value)).toEqual([50]);
    expect(problems.map(({ found }) => found)).toEqual(["4 values"]);
  });

  it("names a model whose size llama.cpp does not know by its file", () => {
    const [point] = json(
      row({ model_type: "llama ?B Q4_K - Medium", model_filename: "/models/Own-15B.Q4_K_M.gguf" }),
    ).points;
    expect(point?.case).toMatchObject({ model: "Own-15B.Q4_K_M", precision: "Q4_K - Medium" });
  });
});

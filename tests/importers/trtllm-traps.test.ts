import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

const json = (value: unknown) => readText(JSON.stringify(value), "data.bin");
const point = (read: Imported, metric: string) => read.points.find((each) => each.metric === metric);
const performance = {
  ...{ total_latency_ms: 5000, request_throughput_req_s: 2, system_output_throughput_tok_s: 200 },
  ...{ output_throughput_per_gpu_tok_s: 50, output_throughput_per_user_tok_s: 25 },
};
const report = (more: object = {}, world: object = { tp_size: 4, pp_size: 1, world_size: 4 }) =>
  json({ engine: { model: "m", version: "1.0" }, world_info: world, performance, ...more });

const overview = (lines: string[]) =>
  ["=".repeat(59), "= PERFORMANCE OVERVIEW ", "=".repeat(59), ...lines, ""].join("\n");

describe("trtllm-bench", () => {
  it("states a rate of the system, of a GPU and of a user: three metrics", () => {
    const read = report();
    expect(point(read, "output_tokens_per_second")?.value).toBe(200);
    expect(point(read, "tokens_per_second_per_gpu")?.value).toBe(50);
    expect(point(read, "tokens_per_second_per_user")?.value).toBe(25);
  });

  it("has one throughput a run: n = 1 and no interval, however many requests", () => {
    const rate = point(report({ request_info: { num_requests: 3000 } }), "output_tokens_per_second");
    expect(rate).toMatchObject({ evidence: "single", interval: null, stats: { n: 1, sd: null } });
  });

  // 5000 ms.
  it("calls the wall time of the run Total Latency: it is execution time in s and no request's latency", () => {
    const read = report();
    expect(point(read, "execution_time")).toMatchObject({ value: 5, unit: "s" });
    expect(point(read, "e2e_latency")).toBeUndefined();
  });

  it("issues about 10¹⁴ requests/s where all go at once: unbounded load, and no rate", () => {
    const read = report({}, { tp_size: 1, issue_rate: 1.6324e14 });
    expect(read.points[0]!.case).toMatchObject({ request_rate: null, extra: { load_mode: "unbounded" } });
    expect(report({}, { tp_size: 1, issue_rate: 12 }).points[0]!.case.extra).not.toHaveProperty("load_mode");
  });

  // 56.1 J in 4.7 s are 11.9 W, but over how many GPUs is not said.
  it("states energy in newer versions: metrics of their own, since it does not say of how many GPUs", () => {
    const read = report({ energy: { total_energy_j: 56.1, average_gpu_power: 11.9 } });
    expect(point(read, "custom:total energy")).toMatchObject({ value: 56.1, unit: "J" });
    expect(point(read, "custom:average GPU power")).toMatchObject({ value: 11.9, unit: "W" });
    expect(point(read, "power")).toBeUndefined();
  });

  it("keeps paths of the machine out of the case", () => {
    const read = report({ engine: { model: "m", engine_dir: "/home/x/engine", model_path: "/home/x/m" } });
    expect(JSON.stringify(read.points)).not.toContain("/home/x");
  });

  it("leaves out TTFT in its TPOT, which is therefore TPOT", () => {
    const streaming_metrics = { avg_ttft_ms: 40, avg_tpot_ms: 8, token_output_speed_tok_s: 125 };
    const read = report({ streaming_metrics });
    expect([point(read, "ttft")?.value, point(read, "tpot")?.value]).toEqual([40, 8]);
  });
});

describe("the console of trtllm-bench", () => {
  const lines = (tokens: string) => [
    "Number of requests:\t\t10",
    "Average Input Length (tokens):\t50.0000",
    "Average Output Length (tokens):\t100.0000",
    `Token Throughput (tokens/sec):\t${tokens}`,
    "Request Throughput (req/sec):\t2.0000",
  ];

  // 2 req/s × 100 output tokens = 200; × (50 + 100) = 300.
  it.each([
    ["output_tokens_per_second", "200.0000", 200, 0],
    ["total_tokens_per_second", "300.0000", 300, 1],
    ["output_tokens_per_second", "777.0000", 777, 1],
  ])("says Token Throughput of output tokens, as arithmetic tells: %s", (metric, text, value, notes) => {
    const read = readText(overview(lines(text)), "data.bin");
    expect(point(read, metric)?.value).toBe(value);
    expect(read.notes.filter((note) => note.startsWith("Token throughput"))).toHaveLength(notes);
  });

  it("gives no point of a run that died, and says where its log ends", () => {
    const log = [
      "[TensorRT-LLM] TensorRT-LLM version: 0.16.0",
      "[01/02/2026-03:04:05] [TRT-LLM] [I] Preparing to run throughput benchmark...",
      "[01/02/2026-03:04:06] [TRT-LLM] [I] Benchmark started.",
    ];
    const read = readText(log.join("\n"), "run.txt");
    expect(read.points).toEqual([]);
    expect(read.problems).toMatchObject([
      { where: { line: 3 }, expected: expect.stringContaining("OVERVIEW") },
    ]);
  });

  it("gives no point of a report that ends before its overview, without a line of the logger's own", () => {
    const rule = "=".repeat(59);
    const log = [rule, "= ENGINE DETAILS", rule, "Model:\t\t\tm", "RuntimeError: out of memory", ""];
    const read = readText(log.join("\n"), "run.txt");
    expect(read.points).toEqual([]);
    expect(read.problems).toMatchObject([{ where: { line: 5 }, found: "RuntimeError: out of memory" }]);
  });

  it("is not read in ms where a label says seconds", () => {
    const read = readText(overview([...lines("200"), "Total Latency (s):\t5.0"]), "data.bin");
    expect(point(read, "execution_time")).toBeUndefined();
    expect(read.problems).toMatchObject([{ where: { line: 9 }, expected: "a time in ms" }]);
  });

  it("stands far down a log as well", () => {
    const noise = "[TensorRT-LLM][INFO] Executor instance created by worker\n".repeat(8000);
    expect(point(readText(noise + overview(lines("200")), "log"), "requests_per_second")?.value).toBe(2);
  });
});

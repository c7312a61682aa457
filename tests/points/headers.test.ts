import { describe, expect, it } from "vitest";
import { readHeader, readStatistic } from "@/lib/points/headers";

describe("readHeader finds metric, statistic and unit", () => {
  it.each([
    ["TTFT (ms)", "ttft", null, "ms"],
    ["Time to First Token (TTFT), ms", "ttft", null, "ms"],
    ["TTFT in ms", "ttft", null, "ms"],
    ["P99 TTFT [ms]", "ttft", "p99", "ms"],
    ["TTFT p50 (ms)", "ttft", "median", "ms"],
    ["TTFT (p99) (ms)", "ttft", "p99", "ms"],
    ["mean_ttft_ms", "ttft", "mean", "ms"],
    ["TTFT std", "ttft", "sd", null],
    ["TTFT", "ttft", null, null],
    ["tok/s", "output_tokens_per_second", null, "tok/s"],
    ["Tokens/sec", "output_tokens_per_second", null, "tok/s"],
    ["tokens_per_s", "output_tokens_per_second", null, "tok/s"],
    ["output_throughput", "output_tokens_per_second", null, "tok/s"],
    ["Throughput (tok/s)", "output_tokens_per_second", null, "tok/s"],
    ["Throughput (req/s)", "requests_per_second", null, "req/s"],
    ["Total Tput (tok/s)", "total_tokens_per_second", null, "tok/s"],
    ["Prefill (tok/s)", "input_tokens_per_second", null, "tok/s"],
    ["interactivity_tok_s", "tokens_per_second_per_user", null, "tok/s"],
    ["tok/s/gpu", "tokens_per_second_per_gpu", null, "tok/s/gpu"],
    ["Requests per second (req/s)", "requests_per_second", null, "req/s"],
    ["Mean E2EL (ms)", "e2e_latency", "mean", "ms"],
    ["peak memory GiB", "peak_memory", null, "GiB"],
    ["power_max_w", "power", "max", "W"],
    ["efficiency (TFLOPS/W)", "tflops_per_watt", null, "TFLOPS/W"],
    ["tok/s/W", "tokens_per_second_per_watt", null, "tok/s/W"],
    ["tokens per joule (tok/J)", "tokens_per_second_per_watt", null, "tok/s/W"],
    ["energy (J/token)", "energy_per_token", null, "J/tok"],
    ["speedup", "speedup", null, "x"],
    ["Perplexity", "perplexity", null, ""],
    ["TPS/User", "tokens_per_second_per_user", null, "tok/s/user"],
    ["TPS/GPU", "tokens_per_second_per_gpu", null, "tok/s/gpu"],
    ["Output Speed (tokens/s)", "output_tokens_per_second", null, "tok/s"],
    ["Latency (TTFT) (s)", "ttft", null, "s"],
    ["time/token (ms)", "tpot", null, "ms"],
    ["Throughput (tokens/s) ↑", "output_tokens_per_second", null, "tok/s"],
    ["⏱️ TTFT (ms)", "ttft", null, "ms"],
    ["TTFT&nbsp;(ms)", "ttft", null, "ms"],
    ["tokensPerSecond", "output_tokens_per_second", null, "tok/s"],
    ["timeToFirstTokenMs", "ttft", null, "ms"],
    ["peakMemoryGB", "peak_memory", null, "GB"],
    ["metrics.ttft.p50_ms", "ttft", "median", "ms"],
    ["perf/ttft_ms", "ttft", null, "ms"],
    ["token_per_sec", "output_tokens_per_second", null, "tok/s"],
    ["achieved QPS", "requests_per_second", null, "req/s"],
    ["Watts", "power", null, "W"],
    ["Accuracy (%)", "accuracy", null, "%"],
    ["accuracy %", "accuracy", null, "%"],
    ["Energy per token (mJ)", "energy_per_token", null, "mJ/tok"],
    ["Energy per token (J)", "energy_per_token", null, "J/tok"],
    ["energy_per_token_mJ", "energy_per_token", null, "mJ/tok"],
    ["Energy/token (mJ/tok)", "energy_per_token", null, "mJ/tok"],
    ["$/M tokens", "cost_per_million_tokens", null, "USD"],
    ["Cost ($/1M tok)", "cost_per_million_tokens", null, "USD"],
  ])("%o", (header, metric, statistic, unit) => {
    expect(readHeader(header)).toMatchObject({ kind: "metric", metric, statistic, unit });
  });

  it("takes no price for one of tokens that does not say so, and no energy for a token's", () => {
    for (const header of ["$", "Cost ($)", "Price per month (USD)", "Energy (J)", "$/h"])
      expect(readHeader(header)).not.toMatchObject({ kind: "metric" });
  });

  it("says where something was concluded", () => {
    expect(readHeader("tok/s")).toMatchObject({ note: expect.stringContaining("read as output tokens") });
    expect(readHeader("Output tok/s")).toMatchObject({ note: "" });
  });
});

describe("readHeader finds case fields", () => {
  it.each([
    ["model name", "model"],
    ["Engine", "system"],
    ["GPU", "hardware"],
    ["GPUs", "accelerators"],
    ["#GPU", "accelerators"],
    ["Num of Hardware", "accelerators"],
    ["TP", "tensor_parallel"],
    ["tp_size", "tensor_parallel"],
    ["dtype", "precision"],
    ["batch size", "batch"],
    ["maxConcurrency", "concurrency"],
    ["QPS", "request_rate"],
    ["ISL", "input_tokens"],
    ["Output Length", "output_tokens"],
  ])("%o is %s", (header, field) => expect(readHeader(header)).toMatchObject({ kind: "case", field }));
});

describe("readHeader leaves open what has two readings or none", () => {
  it.each([
    "Throughput",
    "Latency",
    "speed",
    "efficiency",
    "P99.9 TTFT (ms)",
    "min",
    "x",
    "",
    "constructor",
    "__proto__",
    "toString",
  ])("%o", (header) => expect(readHeader(header).kind).toBe("unknown"));

  it("keeps the unit of an unknown name", () => {
    expect(readHeader("Duration (s)")).toEqual({ kind: "unknown", name: "Duration", unit: "s" });
    expect(readHeader("decode_ms")).toEqual({ kind: "unknown", name: "decode_ms", unit: "ms" });
    expect(readHeader("plan b")).toEqual({ kind: "unknown", name: "plan b", unit: null });
  });
});

describe("a header of more than 300 characters", () => {
  const short = `TTFT${" ".repeat(291)} (ms)`;
  const long = `TTFT${" ".repeat(292)} (ms)`;
  it("is a name, whatever it says", () => {
    expect([short.length, long.length]).toEqual([300, 301]);
    expect(readHeader(short)).toMatchObject({ kind: "metric", metric: "ttft", unit: "ms" });
    expect(readHeader(long)).toEqual({ kind: "unknown", name: long, unit: null });
    expect(readStatistic(`${" ".repeat(300)}p99`)).toBeNull();
  });
});

describe("readStatistic", () => {
  it.each([
    ["avg", "mean"],
    ["p50", "median"],
    ["99%", "p99"],
    ["std", "sd"],
    ["count", "n"],
  ])("%o is %s", (header, statistic) => expect(readStatistic(header)).toBe(statistic));

  it("is null for p75, and for a metric with a statistic", () => {
    expect(readStatistic("p75")).toBeNull();
    expect(readStatistic("p99 TTFT")).toBeNull();
  });
});

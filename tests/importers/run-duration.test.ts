import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

function durationsIn(path: string): unknown[] {
  const url = new URL(`../cases/${path}`, import.meta.url);
  const { points } = readText(readFileSync(url, "utf8"), path.slice(path.lastIndexOf("/") + 1));
  return [...new Set(points.map(({ context }) => context.run_duration))];
}

describe("how long a run took is kept with its points, as written and with its unit", () => {
  it.each([
    ["vLLM's client", "vllm-serve/summary/input.json", "8.0 s"],
    ["its rows in a table", "serving-csv/vllm-sweep/input.csv", "2.0 s", "1.6 s"],
    ["what it prints", "serving-console/sglang-in-a-container/input.txt", "25.00 s"],
    ["SGLang's client", "sglang-serving/disaggregated/input.jsonl", "4.0 s"],
    ["InferenceX's copy", "inferencex/experiment/input.json", "25.0 s"],
  ])("%s", (_, path, ...expected) => {
    expect(durationsIn(path)).toEqual(expected);
  });

  it("AIPerf's JSON and CSV", () => {
    const metric = (unit: string, avg: number) => ({ unit, avg });
    const json = {
      schema_version: "1.0",
      aiperf_version: "0.3.0",
      input_config: { endpoint: { model_names: ["tiny"] } },
      request_throughput: metric("requests/sec", 2.5),
      request_latency: metric("ms", 900),
      time_to_first_token: metric("ms", 58.3),
      benchmark_duration: metric("sec", 44.5),
    };
    const csv = [
      "Metric,avg,min,max,sum,p1,p5,p10,p25,p50,p75,p90,p95,p99,std",
      "Request Latency (ms),900,700,1200,9000,705,710,720,800,890,950,1100,1150,1190,120",
      "Time to First Token (ms),58,40,90,580,41,42,43,50,57,60,80,85,89,12",
      "",
      "Metric,Value",
      "Request Throughput (requests/sec),2.50",
      "Benchmark Duration (sec),44.50",
    ].join("\n");
    for (const [text, name, expected] of [
      [JSON.stringify(json), "profile_export_aiperf.json", "44.5 sec"],
      [csv, "profile_export_aiperf.csv", "44.50 sec"],
    ] as const) {
      const { points } = readText(text, name);
      expect(points.length).toBeGreaterThan(1);
      for (const { context } of points) expect(context.run_duration).toBe(expected);
    }
  });

  it("is null where a file does not say it", () => {
    const { points } = readText("model,TTFT (ms)\ntiny,58.3\n");
    expect(points[0]?.context.run_duration).toBeNull();
  });
});

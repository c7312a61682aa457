import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

const value = (read: Imported, metric: string) => read.points.find((point) => point.metric === metric);
const json = (object: unknown) => readText(JSON.stringify(object), "data.bin");

const ttft = { unit: "ms", avg: 50, p50: 49, p99: 59, min: 42, max: 60, std: 6 };
const summary = {
  request_throughput: { unit: "requests/sec", avg: 2 },
  request_latency: { ...ttft, avg: 500, count: 4 },
  time_to_first_token: { ...ttft, count: 4 },
};

describe("AIPerf and GenAI-Perf, trap by trap", () => {
  it("believes the unit beside a value: seconds become ms", () => {
    const read = json({ ...summary, time_to_first_token: { unit: "sec", avg: 0.05, p99: 0.06, count: 4 } });
    expect(value(read, "ttft")).toMatchObject({ value: 50, unit: "ms", stats: { p99: 60 } });
  });

  it("reports a unit that does not measure the metric, and keeps the others", () => {
    const read = json({ ...summary, time_to_first_token: { ...ttft, unit: "tokens" } });
    expect(value(read, "ttft")).toBeUndefined();
    expect(read.problems).toMatchObject([{ where: { pointer: "/time_to_first_token/avg" } }]);
    expect(value(read, "e2e_latency")).toMatchObject({ value: 500 });
  });

  it("reads inter_token_latency as TPOT, and inter_chunk_latency as the pooled gaps", () => {
    const read = json({
      ...summary,
      inter_token_latency: { ...ttft, avg: 10 },
      inter_chunk_latency: { ...ttft, avg: 11 },
    });
    expect([value(read, "tpot")?.value, value(read, "itl")?.value]).toEqual([10, 11]);
    expect(read.notes.join(" ")).toContain("read as TPOT");
  });

  it("tells the system's rate from the rate per user, also where the name hides it", () => {
    const read = json({
      ...summary,
      output_token_throughput: { unit: "tokens/sec", avg: 90 },
      output_token_throughput_per_user: { ...ttft, unit: "tokens/sec/user", avg: 30 },
      e2e_output_token_throughput: { ...ttft, unit: "tokens/sec/user", avg: 20 },
    });
    expect(value(read, "output_tokens_per_second")?.value).toBe(90);
    expect(value(read, "tokens_per_second_per_user")?.value).toBe(30);
    expect(value(read, "custom:e2e_output_token_throughput")).toMatchObject({
      value: 20,
      unit: "tok/s/user",
    });
  });

  // Population sd 6 of 4 values: 6 · √(4/3) = 6.9282.
  it("converts numpy's population sd where n is known, and keeps it without an interval where not", () => {
    const known = value(json(summary), "ttft");
    expect(known?.stats.sd).toBeCloseTo(6.92820323, 8);
    const unknown = value(json({ ...summary, time_to_first_token: ttft }), "ttft");
    expect(unknown).toMatchObject({ interval: null, stats: { n: null, sd: 6 } });
  });

  it("draws no interval for one request, whose std is 0", () => {
    const read = json({ ...summary, time_to_first_token: { ...ttft, std: 0, count: 1 } });
    expect(value(read, "ttft")).toMatchObject({
      evidence: "single",
      interval: null,
      stats: { n: 1, sd: null },
    });
  });

  it("never makes an interval of a run's throughput out of its requests", () => {
    expect(value(json(summary), "requests_per_second")).toMatchObject({
      interval: null,
      stats: { n: 1, sd: null },
    });
  });

  it("makes repeats of runs of one setup that stand one after another", () => {
    const config = { input_config: { models: { items: [{ name: "m" }] }, artifacts: { dir: "/run1" } } };
    const again = { ...config, input_config: { ...config.input_config, artifacts: { dir: "/run2" } } };
    const faster = { ...summary, request_throughput: { unit: "requests/sec", avg: 4 } };
    const read = readText(
      `${JSON.stringify({ ...summary, ...config })}\n${JSON.stringify({ ...faster, ...again })}`,
    );
    expect(value(read, "requests_per_second")).toMatchObject({
      value: 3,
      stats: { n: 2 },
      interval: { varies: "between-run" },
    });
  });

  it("keeps addresses and folders of a run out of its case", () => {
    const input_config = {
      ...{ models: { items: [{ name: "m" }] }, endpoint: { urls: ["http://10.9.8.7:1"], api_key: "k-1" } },
      ...{ artifacts: { dir: "/home/someone" }, datasets: [{ path: "/home/someone/set.jsonl" }] },
    };
    const text = JSON.stringify(json({ ...summary, input_config }).points);
    expect(text).not.toMatch(/10\.9\.8\.7|k-1|someone/);
    expect(text).toContain("set.jsonl");
  });

  it("reads NaN as a missing value and a word as a problem, and keeps the rest", () => {
    const text = JSON.stringify({ ...summary, time_to_first_token: { ...ttft, avg: "fast" } });
    const read = readText(text.replace('"avg":2}', '"avg":NaN}'));
    expect(value(read, "requests_per_second")).toMatchObject({ value: null, missing: "NaN" });
    expect(value(read, "ttft")).toMatchObject({
      value: 49,
      statistic: "median",
      stats: { mean: null, p99: 59 },
    });
    expect(read.problems).toMatchObject([{ where: { pointer: "/time_to_first_token/avg" }, found: "fast" }]);
  });

  it("names a metric object that lacks its unit", () => {
    const read = json({ ...summary, inter_token_latency: { avg: 10 } });
    expect(read.problems).toMatchObject([
      { where: { pointer: "/inter_token_latency" }, found: "an object with avg" },
    ]);
  });

  it("takes no unit out of brackets that hold none", () => {
    const rows = [
      "Request Latency (ms)",
      "OSL Mismatch Diff % (%)",
      "HTTP Duration (excl. conn) (ms)",
      "Odd One (excl. conn)",
    ];
    const text = rows.map((name) => `${name},5,4,6,5,5,5,5,6,1\n`).join("");
    const read = readText(`Metric,avg,min,max,p25,p50,p75,p90,p99,std\n${text}`);
    expect(read.points.map(({ metric, unit }) => [metric, unit])).toEqual([
      ["e2e_latency", "ms"],
      ["custom:odd_one_excl_conn", ""],
    ]);
  });

  it("does not take a table of others for its own", () => {
    for (const text of [
      "Metric,avg,min,max\nTTFT (ms),5,4,6\n",
      "Metric,avg,p50,p99,std\nRequest Latency (ms),5,4,6,1\n",
    ])
      expect(readText(text).importer?.id).toBe("wide-table");
  });

  it("counts the runs of each combination where some failed as unknown", () => {
    const block = { mean: 2, avg: 2, std: 0.1, unit: "requests/sec", ci_low: 1, ci_high: 3 };
    const part = (concurrency: number) => ({
      parameters: { concurrency },
      metrics: { request_throughput: block },
    });
    const read = json({
      ...{ aggregation_type: "sweep", num_profile_runs: 6, num_successful_runs: 5 },
      ...{
        metadata: { num_combinations: 2, num_trials_per_value: 3 },
        per_combination_metrics: [part(1), part(2)],
      },
    });
    expect(read.points).toMatchObject([
      { interval: null, stats: { n: null, sd: 0.1 } },
      { stats: { n: null } },
    ]);
  });

  it("never throws, and gives no value that the file does not hold, whatever stands in place of a member", () => {
    const odd = fc.oneof(
      fc.constant(null),
      fc.string(),
      fc.integer(),
      fc.constant([]),
      fc.constant({}),
      fc.boolean(),
    );
    const keys = fc.constantFrom(
      ...Object.keys(summary),
      "input_config",
      "telemetry_data",
      "run_info",
      "error_summary",
    );
    fc.assert(
      fc.property(
        keys,
        odd,
        fc.constantFrom("avg", "std", "count", "unit", "p99"),
        odd,
        (key, put, member, inner) => {
          const changed = {
            ...summary,
            request_latency: { ...summary.request_latency, [member]: inner },
            [key]: put,
          };
          const read = json(changed);
          expect(read.points.length + read.problems.length).toBeGreaterThan(0);
          for (const point of read.points)
            expect(point.value === null || Number.isFinite(point.value)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("says where a file breaks off, and keeps the whole lines of requests before it", () => {
    const line = (ttftMs: number) =>
      JSON.stringify({
        metadata: { benchmark_phase: "profiling", request_start_ns: 1.7e18 },
        metrics: { time_to_first_token: { value: ttftMs, unit: "ms" } },
      });
    const read = readText(`${line(40)}\n${line(60)}\n${line(80).slice(0, 60)}`);
    expect(value(read, "ttft")).toMatchObject({ value: 50, stats: { n: 2 } });
    expect(read.problems).toMatchObject([{ where: { line: 3 } }]);
    const cut = readText(JSON.stringify(summary).slice(0, 150));
    expect(cut.points).toEqual([]);
    expect(cut.problems[0]).toMatchObject({ where: { line: 1 } });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

const value = (read: Imported, metric: string) => read.points.find((point) => point.metric === metric);
const json = (object: unknown) => readText(JSON.stringify(object), "data.bin");

function distribution(mean: number, more: object = {}) {
  return {
    mean,
    median: mean,
    std_dev: 1,
    min: mean - 1,
    max: mean + 1,
    count: 9,
    percentiles: { p99: mean },
    ...more,
  };
}

const metrics = {
  request_latency: { successful: distribution(2.5), total: distribution(99) },
  time_to_first_token_ms: { successful: distribution(50), total: distribution(99) },
  inter_token_latency_ms: { successful: distribution(31, { count: 576 }) },
  time_per_output_token_ms: { successful: distribution(32, { count: 585 }) },
  requests_per_second: { successful: distribution(3, { count: 77 }) },
  output_tokens_per_second: { successful: distribution(200, { median: 7, count: 4000 }) },
  tokens_per_second: { successful: distribution(600, { count: 5000 }) },
};
const strategy = { type_: "concurrent", streams: 8 };

function report(benchmark: object = {}) {
  const config = { strategy, backend: { model: "m" } };
  return {
    metadata: { version: 1, guidellm_version: "0.5.0" },
    args: { data: ["prompt_tokens=128,output_tokens=64"] },
    benchmarks: [{ type_: "generative_benchmark", config, metrics, start_time: 1.7e9, ...benchmark }],
  };
}

describe("GuideLLM, trap by trap", () => {
  it("reads request_latency in seconds and the times named _ms in ms", () => {
    const read = json(report());
    expect([value(read, "e2e_latency")?.value, value(read, "ttft")?.value]).toEqual([2500, 50]);
  });

  it("reads the successful requests, not the total", () => {
    expect(value(json(report()), "ttft")?.provenance.locator).toEqual({
      pointer: "/benchmarks/0/metrics/time_to_first_token_ms/successful/mean",
    });
  });

  it("keeps its time_per_output_token apart from TPOT, by what each era means with it", () => {
    const newer = json(report());
    expect(value(newer, "tpot")?.value).toBe(31);
    expect(value(newer, "custom:time_per_output_token including time to first token")?.value).toBe(32);
    const older = json({ benchmarks: [{ metrics, args: { strategy }, worker: { backend_model: "m" } }] });
    expect(value(older, "custom:time_per_output_token, first token counted in the divisor")?.value).toBe(32);
    expect(value(older, "custom:time_per_output_token including time to first token")).toBeUndefined();
  });

  it("takes n from the count of request_latency, never from a count of tokens or moments", () => {
    const read = json(report());
    expect(["ttft", "tpot", "requests_per_second"].map((metric) => value(read, metric)?.stats.n)).toEqual([
      9, 9, 1,
    ]);
  });

  it("gives rates their mean alone: the median of a distribution over moments means nothing", () => {
    expect(value(json(report()), "output_tokens_per_second")).toMatchObject({
      ...{ value: 200, interval: null },
      stats: { n: 1, median: null, p99: null, sd: null, min: null },
    });
    expect(value(json(report()), "total_tokens_per_second")?.value).toBe(600);
  });

  it("does not use raw requests of which warm-up was trimmed for the statistics", () => {
    const requests = { successful: Array.from({ length: 12 }, () => ({ request_latency: 2.5 })) };
    expect(value(json(report({ requests })), "e2e_latency")).toMatchObject({
      samples: null,
      stats: { n: 9 },
    });
  });

  it("does not use raw requests whose mean is another than the file states", () => {
    const requests = { successful: Array.from({ length: 9 }, () => ({ request_latency: 7 })) };
    const point = value(json(report({ requests })), "e2e_latency");
    expect(point).toMatchObject({ value: 2500, samples: null });
    expect(point?.provenance.conversions).toMatchObject([{}, {}, { to: "not used" }]);
  });

  it("reads a strategy of no rate as unbounded, never as a rate of 0", () => {
    const config = { strategy: { type_: "throughput" }, backend: { model: "m" } };
    const { case: of } = json(report({ config })).points[0]!;
    expect([of.request_rate, of.extra["load_mode"]]).toEqual([null, "unbounded"]);
  });

  it("does not make repeats of benchmarks that do not say their load", () => {
    const [one] = report({ config: { backend: { model: "m" } } }).benchmarks;
    const read = json({ ...report(), benchmarks: [one, one] });
    expect(read.points.filter(({ metric }) => metric === "requests_per_second")).toHaveLength(2);
    expect(read.points.every(({ interval }) => interval?.varies !== "between-run")).toBe(true);
    // The figures of one benchmark stay those of one setup.
    const rows = read.points.map(({ case: of }) => of.extra["row"]);
    expect(new Set(rows)).toEqual(new Set(["/benchmarks/0", "/benchmarks/1"]));
    expect(read.problems).toHaveLength(2);
  });

  it("takes an empty list of data for no data set", () => {
    const config = { strategy, backend: { model: "m" }, requests: { data: "[]" } };
    expect(json({ ...report({ config }), args: {} }).points[0]?.case.dataset_name).toBeNull();
  });

  it("makes repeats of benchmarks of one setup", () => {
    const [one] = report().benchmarks;
    const rps = { ...metrics, requests_per_second: { successful: distribution(5) } };
    const read = json({ ...report(), benchmarks: [one, { ...one, metrics: rps }] });
    expect(value(read, "requests_per_second")).toMatchObject({ value: 4, stats: { n: 2 } });
  });

  it("keeps texts, targets, keys and folders out of every point", () => {
    const requests = {
      successful: [{ prompt: "private prompt", output: "private answer", request_latency: 2 }],
    };
    const config = { strategy, backend: { model: "m", target: "http://host-7:1", api_key: "k-1" } };
    const args = { data: ["/home/someone/set.jsonl"], target: "http://host-7:1" };
    const read = json({ ...report({ requests, config }), args });
    expect(JSON.stringify(read.points)).not.toMatch(/private|host-7|k-1|someone/);
    expect(read.points[0]?.case.dataset_name).toBe("set.jsonl");
  });

  it("reports a benchmark without metrics by its place, and keeps the others", () => {
    const [one] = report().benchmarks;
    const read = json({ ...report(), benchmarks: [one, { type_: "generative_benchmark", error: "x" }] });
    expect(read.points).toHaveLength(7);
    expect(read.problems).toMatchObject([{ where: { pointer: "/benchmarks/1" } }]);
  });

  it("reads an unlabelled ms of a derived table as it is called, where nothing contradicts it", () => {
    const row = {
      strategy: "synchronous",
      ttft_mean_ms: 50,
      itl_mean_ms: 10,
      output_tokens: 11,
      request_latency_mean_ms: 150,
    };
    expect(value(json(row), "e2e_latency")).toMatchObject({ value: 150 });
    expect(json(row).problems).toEqual([]);
    // Neither 1 ms nor 1 s is 50 ms + 10 gaps of 10 ms.
    expect(value(json({ ...row, request_latency_mean_ms: 1 }), "e2e_latency")).toMatchObject({ value: 1 });
  });

  const header = ["Request Latency", "Successful Sec"];
  const csv = (list: string) =>
    [
      ["Run Info", "Request Counts", ...Array<string>(4).fill(header[0]!)].join(","),
      ["Run ID", "Successful", ...Array<string>(4).fill(header[1]!)].join(","),
      ",,Mean,Median,Std Dev,Percentiles",
      `r,9,2.5,2.4,0.1,"${list}"`,
    ].join("\r\n");

  it("takes percentiles out of a cell by their place, of which the median is none", () => {
    const { stats } = value(readText(csv("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]")), "e2e_latency")!;
    expect(stats).toMatchObject({ min: 1000, median: 2400, p90: 8000, p95: 9000, p99: 10000, max: 11000 });
  });

  it("reports a list that is not of eleven numbers, and keeps the mean", () => {
    const read = readText(csv("[1, 2]"));
    expect(value(read, "e2e_latency")).toMatchObject({ value: 2500, stats: { p99: null } });
    expect(read.problems).toContainEqual({
      where: { line: 4, column: 6 },
      found: "[1, 2]",
      expected: "a list of 11 numbers",
    });
  });

  it("says of a header without rows that there are none", () => {
    const read = readText(csv("[]").split("\r\n").slice(0, 3).join("\r\n"));
    expect(read.points).toEqual([]);
    expect(read.problems).toMatchObject([{ found: "a header and no rows" }]);
  });

  it("never throws, whatever stands in place of a member", () => {
    const odd = fc.oneof(
      fc.constant(null),
      fc.string(),
      fc.integer(),
      fc.constant([]),
      fc.constant({}),
      fc.boolean(),
    );
    const keys = fc.constantFrom("config", "metrics", "requests", "start_time", "args", "scheduler_metrics");
    const members = fc.constantFrom("mean", "std_dev", "count", "min", "percentiles");
    const names = fc.constantFrom(...Object.keys(metrics));
    fc.assert(
      fc.property(keys, odd, names, members, odd, (key, put, name, member, inner) => {
        const successful = { ...distribution(5), [member]: inner };
        const changed = report({ metrics: { ...metrics, [name]: { successful } }, [key]: put });
        const read = json(changed);
        expect(read.points.length + read.problems.length).toBeGreaterThan(0);
        for (const point of read.points)
          expect(point.value === null || Number.isFinite(point.value)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

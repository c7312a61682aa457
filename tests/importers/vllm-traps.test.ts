import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

const json = (object: unknown) => readText(JSON.stringify(object), "data.bin");
const point = (read: Imported, metric: string) => read.points.find((each) => each.metric === metric);

const serve = {
  ...{ date: "20260102-030405", backend: "vllm", model_id: "m", tokenizer_id: "m", num_prompts: 4 },
  ...{ request_rate: "inf", burstiness: 1, max_concurrency: 8, duration: 2, completed: 4 },
  ...{ total_input_tokens: 40, total_output_tokens: 12, request_throughput: 2, output_throughput: 6 },
  ...{ total_token_throughput: 26, mean_ttft_ms: 50, median_ttft_ms: 49, std_ttft_ms: 3, p99_ttft_ms: 60 },
};

const row = ["Test name", "GPU"].reduce((all, name) => ({ ...all, [name]: name }), {});

const block = (lines: string[]) =>
  ["============ Serving Benchmark Result ============", ...lines, "=".repeat(50), ""].join("\n");
const printedLines = [
  "Successful requests:                     4",
  "Request throughput (req/s):              2.00",
  "Output token throughput (tok/s):         6.00",
  "Total Token throughput (tok/s):          26.00",
  "Mean TTFT (ms):                          50.00",
];
const call = (more: string) => `Namespace(backend='vllm', model='m', num_prompts=4${more})\n`;

describe("vLLM's serving results", () => {
  it("offer a rate and achieve another: request_rate is the case's, request_throughput the metric", () => {
    const read = json({ ...serve, request_rate: 16 });
    expect(point(read, "requests_per_second")).toMatchObject({ value: 2, case: { request_rate: 16 } });
  });

  it('take "inf" as no rate and as unbounded load, never as 0 or a large number', () => {
    expect(json(serve).points[0]!.case).toMatchObject({
      request_rate: null,
      extra: { load_mode: "unbounded" },
    });
  });

  it("are read with the colon that older versions have in a key", () => {
    const read = json({ ...serve, "request_goodput:": 1.5 });
    expect(point(read, "custom:request_goodput")).toMatchObject({ value: 1.5, unit: "req/s" });
    expect(Object.keys(read.points[0]!.case.extra)).not.toContain("request_goodput:");
  });

  it("keep each --metadata pair, a text at top level, and none of what was measured, as their setup", () => {
    const read = json({ ...serve, tensor_parallel_size: "4", gpu: "X100", total_input_sequences: 4 });
    expect(read.points[0]!.case).toMatchObject({ tensor_parallel: 4, hardware: "X100" });
    expect(Object.keys(read.points[0]!.case.extra).sort()).toEqual([
      "burstiness",
      "load_mode",
      "num_prompts",
    ]);
  });

  it("are recognised whatever latencies were asked for, also for none", () => {
    const { mean_ttft_ms: _a, median_ttft_ms: _b, std_ttft_ms: _c, p99_ttft_ms: _d, ...bare } = serve;
    expect(json(bare).importer?.id).toBe("vllm-serve");
    expect(json({ ...bare, mean_tpot_ms: 9 }).points.map(({ metric }) => metric)).toContain("tpot");
  });

  it("of versions not known yet: a number that was measured is a metric of its own and no setting", () => {
    const read = json({ ...serve, steady_state_rate: 5.123456789, warmups: 3, temperature: 0.25 });
    expect(point(read, "custom:steady_state_rate")?.value).toBe(5.123456789);
    expect(read.points[0]!.case.extra).toMatchObject({ warmups: "3", temperature: "0.25" });
    expect(Object.keys(read.points[0]!.case.extra)).not.toContain("steady_state_rate");
  });

  it("have one throughput a run: no interval, however many requests", () => {
    expect(point(json(serve), "output_tokens_per_second")).toMatchObject({
      stats: { n: 1, sd: null },
      interval: null,
    });
  });
});

describe("vLLM's throughput and latency results", () => {
  const throughput = { num_requests: 4, total_num_tokens: 52, requests_per_second: 2, tokens_per_second: 26 };

  it("count prompt and output tokens in tokens_per_second: it is no output rate", () => {
    const read = json({ ...throughput, elapsed_time: 2 });
    expect(point(read, "total_tokens_per_second")).toMatchObject({ value: 26, interval: null });
    expect(point(read, "output_tokens_per_second")).toBeUndefined();
  });

  it("are in seconds a batch: one iteration of sd 0 has no spread", () => {
    const percentiles = { "10": 2, "50": 2, "90": 2, "99": 2 };
    const read = json({ avg_latency: 2, std_latency: 0, latencies: [2], percentiles });
    expect(read.points).toMatchObject([
      { metric: "batch_latency", value: 2000, unit: "ms", stats: { n: 1, sd: null }, interval: null },
    ]);
  });

  it("say nothing of their setup: files of two names are no repeats of each other", () => {
    const cases = ["latency_a_tp1.json", "other/latency_a_tp1.json", "latency_b_tp4.json"].map(
      (name) => readText(JSON.stringify(throughput), name).points[0]!.case,
    );
    expect(cases[1]).toEqual(cases[0]);
    expect(cases[2]).not.toEqual(cases[0]);
    expect(cases[0]).toMatchObject({ model: null, tensor_parallel: null });
  });
});

describe("vLLM's nightly results", () => {
  it("mean total tokens by Tput (tok/s) and a whole batch by Mean latency (ms)", () => {
    const read = json([{ ...row, "Tput (tok/s)": 26, "Mean latency (ms)": 2000 }]);
    expect(read.points.map(({ metric, value }) => [metric, value])).toEqual([
      ["total_tokens_per_second", 26],
      ["batch_latency", 2000],
    ]);
  });

  it("are one and the same as rows, as columns, and in the report's table", () => {
    const name = "serving_m_tp1_sharegpt_qps_4";
    const rows = json([{ "Test name": name, GPU: "2xX100", "Tput (req/s)": 3.5 }]);
    const columns = json({
      ...{ latency: {}, throughput: {} },
      serving: { "Test name": { "0": name }, GPU: { "0": "2xX100" }, "Tput (req/s)": { "0": 3.5 } },
    });
    const report = readText(
      `| Test name | GPU | Tput (req/s) |\n|---|---|---|\n| ${name} | 2xX100 | 3.5 |\n`,
    );
    const said = (read: Imported) => read.points.map(({ metric, value, case: of }) => [metric, value, of]);
    expect(said(rows)).toMatchObject([["requests_per_second", 3.5, { accelerators: 2, request_rate: 4 }]]);
    expect(said(columns)).toEqual(said(rows));
    expect(said(report)).toEqual(said(rows));
  });
});

describe("PyTorch's format", () => {
  const benchmark = { name: "vLLM benchmark", extra_info: { args: { model: "m", api_key: "hidden" } } };
  const record = (name: string, values: unknown) => ({
    benchmark,
    model: { name: "m" },
    metric: { name, benchmark_values: values, extra_info: {} },
  });

  it("is read from any other program that writes it", () => {
    const other = { ...record("speedup", [2]), benchmark: { name: "AcmeBench" } };
    expect(json([other]).points).toMatchObject([
      { metric: "speedup", value: 2, case: { model: "m", system: null }, context: { tool: "AcmeBench" } },
    ]);
  });

  it('keeps "inf" among the values as missing', () => {
    expect(json([record("mean_ttft_ms", ["inf"])]).points).toMatchObject([{ value: null, missing: "inf" }]);
  });

  it("keeps keys out of every point", () => {
    expect(JSON.stringify(json([record("mean_ttft_ms", [50])]).points)).not.toContain("hidden");
  });

  it("gives one run's records one point a latency, and a metric that comes again the next run", () => {
    const read = json([
      ...[50, 54].map((mean) => record("mean_ttft_ms", [mean])),
      record("p99_ttft_ms", [90]),
    ]);
    expect(read.points).toMatchObject([{ metric: "ttft", value: 52, stats: { n: 2 } }]);
  });
});

describe("what the clients print", () => {
  it("is read with either spelling of the total token throughput", () => {
    for (const label of ["Total Token throughput", "Total token throughput", "Total throughput"]) {
      const read = readText(block(["Successful requests: 4", `${label} (tok/s):   26.00`]));
      expect(read.points.map(({ metric, value }) => [metric, value])).toEqual([
        ["total_tokens_per_second", 26],
      ]);
    }
  });

  it("may have a figure that no version known here has: a metric of its own with its unit", () => {
    const read = readText(block([...printedLines, "User throughput (tok/s):   12.50"]));
    expect(point(read, "custom:User throughput")).toMatchObject({ value: 12.5, unit: "tok/s" });
  });

  it("is several results a file; two of one call are repeats, two without a call are not", () => {
    const both = (text: string) => point(readText(text), "output_tokens_per_second");
    const result = block(printedLines);
    expect(both(call("") + result + call("") + result)?.stats.n).toBe(2);
    expect(both(call("") + result + call(", max_concurrency=2") + result)?.stats.n).toBe(1);
    expect(both(result + result)?.stats.n).toBe(1);
  });

  it("is one setup: two without a call differ by the line on which they begin, not figure by figure", () => {
    const result = block(printedLines);
    const lines = result.split("\n").length - 1;
    const rows = readText(result + result).points.map(({ case: of }) => of.extra["row"]);
    expect(new Set(rows)).toEqual(new Set(["L1", `L${lines + 1}`]));
    expect(rows.slice(0, rows.length / 2)).toEqual(rows.slice(0, rows.length / 2).fill("L1"));
  });

  it("ends before what is printed after a result that breaks off", () => {
    const broken = block(printedLines).split("=".repeat(50))[0]!;
    const read = readText(`${broken}Segmentation fault\nMean TTFT (ms):   1.00\n`);
    expect(point(read, "ttft")?.value).toBe(50);
    expect(read.problems).toMatchObject([{ where: { line: 1 }, found: "a result that breaks off" }]);
  });

  it("is found behind comment signs, quotes of a notebook and times, each at its own line", () => {
    for (const [before, after] of [
      ["# ", ""],
      ['    "', '\\n",'],
      ["2026-01-02T03:04:05Z stdout F ", ""],
      ["> ", "\r"],
    ]) {
      const text = block(printedLines)
        .split("\n")
        .map((line) => before + line + after)
        .join("\n");
      expect(point(readText(text), "ttft")).toMatchObject({
        value: 50,
        provenance: { locator: { line: 6 }, raw: "50.00" },
      });
    }
  });

  it("is in the middle of a large log too", () => {
    const noise = "INFO: 200 OK\n".repeat(30_000);
    const read = readText(noise + block(printedLines) + noise);
    expect(point(read, "ttft")?.provenance.locator).toEqual({ line: 30_006 });
  });

  it("names the client's back end, and a heading may name another engine: that one is the system, and said", () => {
    const read = readText(`# llama.cpp Q8\n${call("")}${block(printedLines)}`);
    expect(read.points[0]!.case).toMatchObject({ system: "llama.cpp", extra: { backend: "vllm" } });
    expect(read.notes).toEqual(["L3: the system, llama.cpp, is read from the heading."]);
  });

  it("keeps addresses, paths and keys of the call out of every point", () => {
    const more =
      ", base_url='http://inner:8000', host='10.0.0.7', dataset_path='/home/me/x', api_key='hidden'";
    expect(JSON.stringify(readText(call(more) + block(printedLines)).points)).not.toMatch(
      /inner|10\.0\.0\.7|home|hidden/,
    );
  });
});

const files: [string, string][] = [
  ["vllm-serve", JSON.stringify(serve)],
  [
    "vllm-latency",
    JSON.stringify({ avg_latency: 2, latencies: [1.9, 2.1], percentiles: { "50": 2, "99": 2.1 } }),
  ],
  [
    "vllm-nightly",
    JSON.stringify([{ ...row, "Tput (req/s)": 3.5, "Mean TTFT (ms)": 50, "P99 TTFT (ms)": 90 }]),
  ],
  [
    "pytorch-benchmark",
    JSON.stringify([
      {
        benchmark: { name: "vLLM benchmark", extra_info: { args: {} } },
        model: { name: "m" },
        metric: { name: "mean_ttft_ms", benchmark_values: [50], extra_info: { completed: 4 } },
      },
    ]),
  ],
  ["serving-console", call("") + block(printedLines)],
];

describe.each(files)("%s at fault", (importer, text) => {
  it("is read whole", () => {
    expect(readText(text).importer?.id).toBe(importer);
  });

  it("never throws where it is cut off or a part of it is another value, and says where nothing was read", () => {
    const others = ["null", '"N/A"', "NaN", "[]", "{}", "1e999", "-1", '"12"'];
    fc.assert(
      fc.property(fc.nat(text.length), fc.constantFrom(...others), fc.boolean(), (at, other, isCut) => {
        const changed = isCut
          ? text.slice(0, at)
          : text.slice(0, at) + text.slice(at).replace(/-?\d+(?:\.\d+)?/, () => other);
        const read = readText(changed, "data.bin");
        if (read.points.length === 0) expect(read.problems.length).toBeGreaterThan(0);
        for (const each of read.points)
          if (each.value !== null) expect(Number.isFinite(each.value)).toBe(true);
      }),
      { seed: 20260102, numRuns: 150 },
    );
  });
});

describe("lines that are long", () => {
  it("of equals signs, words or arguments are no work to look through", () => {
    const long =
      "=".repeat(300_000) + "\n" + "A ".repeat(150_000) + "\n" + `Namespace(${"a".repeat(300_000)})\n`;
    expect(point(readText(long + block(printedLines)), "ttft")?.provenance.locator).toEqual({ line: 9 });
  });
});

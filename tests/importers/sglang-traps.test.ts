import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Imported } from "@/lib/importers/index";
import { readText } from "./text-of";

const line = (object: object) => JSON.stringify(object).replace('"Infinity"', "Infinity");
const lines = (...objects: object[]) => readText(objects.map(line).join("\n"), "data.bin");
const point = (read: Imported, metric: string) => read.points.find((each) => each.metric === metric);

const run = {
  ...{ backend: "sglang", dataset_name: "random", request_rate: "Infinity", max_concurrency: null },
  ...{ random_input_len: 512, random_output_len: 128, random_range_ratio: 0, duration: 10, completed: 10 },
  ...{ total_input_tokens: 2560, total_output_tokens: 640, total_output_tokens_retokenized: 600 },
  ...{ output_throughput: 64, mean_ttft_ms: 50, median_ttft_ms: 49, mean_itl_ms: 12, median_itl_ms: 4 },
  ...{ mean_e2e_latency_ms: 800, median_e2e_latency_ms: 790 },
};

const batch = {
  ...{ run_name: "default", batch_size: 4, input_len: 100, output_len: 50, latency: 2 },
  ...{ output_throughput: 100, overall_throughput: 300 },
};

describe("SGLang's serving results", () => {
  it("have a bare Infinity for all at once: no rate, and said", () => {
    const read = lines(run);
    expect(read.points[0]!.case).toMatchObject({ request_rate: null, extra: { load_mode: "unbounded" } });
    expect(read.problems).toEqual([]);
  });

  it('may be replays of a trace: "trace" is no rate', () => {
    expect(lines({ ...run, request_rate: "trace" }).points[0]!.case).toMatchObject({
      request_rate: null,
      extra: { request_rate: "trace" },
    });
  });

  it("state maxima of random lengths: only a ratio of 1 makes them those of every prompt", () => {
    expect(lines(run).points[0]!.case).toMatchObject({ input_tokens: null, output_tokens: null });
    expect(lines({ ...run, random_range_ratio: 1 }).points[0]!.case).toMatchObject({
      input_tokens: 512,
      output_tokens: 128,
    });
    // 2560 / 10 requests
    expect(point(lines(run), "custom:input tokens per request")?.value).toBe(256);
  });

  // 640 / 10 s = 64; the retokenised 600 / 10 s = 60 are nobody's rate.
  it("count output tokens twice: the rate is of those the server counted", () => {
    expect(point(lines(run), "output_tokens_per_second")?.value).toBe(64);
    expect(point(lines(run), "custom:output tokens per request")?.value).toBe(64);
  });

  it("pool the gaps between tokens as ITL: mean and median stay apart, and neither is TPOT", () => {
    const read = lines(run);
    expect(point(read, "itl")).toMatchObject({ value: 12, stats: { mean: 12, median: 4 } });
    expect(point(read, "tpot")).toBeUndefined();
  });

  it("of one setup are repeats, of another number of requests they are not", () => {
    const n = (other: object) => point(lines(run, { ...run, ...other }), "output_tokens_per_second")?.stats.n;
    expect(n({ output_throughput: 66 })).toBe(2);
    expect(n({ completed: 20 })).toBe(1);
  });

  it("have no model in older versions: files of two names are no repeats of each other", () => {
    const [a, b] = ["a.jsonl", "b.jsonl"].map((name) => readText(line(run), name).points[0]!.case);
    expect(a).not.toEqual(b);
  });

  it("of versions not known yet: a text is a setting, a number is named as not read", () => {
    const read = lines({ ...run, lora_name: "a", sla_hits: 7 });
    expect(read.points[0]!.case.extra).toMatchObject({ lora_name: "a" });
    expect(read.notes).toContain("Not read: sla_hits.");
  });

  it("take nothing of the server that differs from start to start", () => {
    const server = { model_path: "m", version: "0.5", tp_size: 2, random_seed: 1, max_total_num_tokens: 5 };
    const cases = [1, 2].map(
      (seed) =>
        lines({ ...run, server_info: { ...server, random_seed: seed, max_total_num_tokens: seed } })
          .points[0]!.case,
    );
    expect(cases[0]).toMatchObject({ model: "m", system_version: "0.5", tensor_parallel: 2 });
    expect(cases[0]).toEqual(cases[1]);
  });

  it("tell setups apart by what the server was told", () => {
    const cases = ["fa3", "triton"].map(
      (attention_backend) =>
        lines({ ...run, server_info: { model_path: "m", attention_backend } }).points[0]!.case,
    );
    expect(cases[0]).not.toEqual(cases[1]);
  });

  it("are of the server that the client's back end names", () => {
    const systems = ["sglang-oai-chat", "vllm", "lmdeploy-chat", "trt", "gserver"].map(
      (backend) => lines({ ...run, backend }).points[0]!.case.system,
    );
    expect(systems).toEqual(["SGLang", "vLLM", "LMDeploy", "TensorRT-LLM", null]);
  });
});

describe("SGLang's one-batch results", () => {
  // 4 × 50 / 2 s = 100; 4 × 50 / (2 − 0.4) s = 125
  it("divide output tokens by the whole latency or by what follows the first token: the numbers tell", () => {
    const span = (other: object) =>
      lines({ ...batch, ...other }).points[0]!.case.extra["output_throughput is over"];
    expect(span({})).toBe("the whole latency");
    expect(span({ output_throughput: 125, last_ttft: 0.4 })).toBe("the latency after the first token");
    expect(span({ output_throughput: 77, last_ttft: 0.4 })).toBe("a time not stated");
  });

  it("are in seconds, one batch a line: no interval", () => {
    expect(point(lines(batch), "batch_latency")).toMatchObject({
      ...{ value: 2000, unit: "ms", interval: null },
      case: { batch: 4, input_tokens: 100, output_tokens: 50, extra: { file: "data" } },
    });
  });

  it("write -1 for what was not measured", () => {
    const read = lines({ ...batch, last_ttft: -1, last_gen_throughput: -1, acc_length: -1 });
    expect(read.points.map(({ metric }) => metric)).toEqual([
      "batch_latency",
      "output_tokens_per_second",
      "total_tokens_per_second",
    ]);
  });
});

const files: [string, string][] = [
  ["sglang-serving", `${line(run)}\n${line({ ...run, request_rate: 4, server_info: { model_path: "m" } })}`],
  ["sglang-one-batch", `${line(batch)}\n${line({ ...batch, batch_size: 8, last_ttft: 0.5 })}`],
];

describe.each(files)("%s at fault", (importer, text) => {
  it("is read whole", () => {
    expect(readText(text).importer?.id).toBe(importer);
  });

  it("keeps the good lines of a file that is cut off in its last one", () => {
    const whole = readText(text.split("\n")[0]!);
    const cut = readText(text.slice(0, -20));
    expect(cut.points.map(({ value }) => value)).toEqual(whole.points.map(({ value }) => value));
    expect(cut.problems).toMatchObject([{ where: { line: 2 } }]);
  });

  it("never throws where it is cut off or a number is another value, and says where nothing was read", () => {
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

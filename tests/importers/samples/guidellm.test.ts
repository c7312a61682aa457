import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { areSamplesMissing, samples } from "../text-of";

// Every file of GuideLLM there is. The figures are those that another program prints:
//   python3 tests/oracles/guidellm.py ../shared/samples/guidellm/*
// Latencies of requests in s are times 1000 here; its sd is the sample's, n the count of request_latency.

interface Figure {
  metric: string;
  value: number;
  p99?: number;
  n: number;
  sd?: number;
}

interface Sample {
  path: string;
  importer: string;
  points: number;
  problems: number;
  case: object;
  figures: Figure[];
}

const beforeFirst = "custom:time_per_output_token including time to first token";

const table: Sample[] = [
  {
    path: "guidellm/rsevilla87_benchmarks.json",
    importer: "guidellm",
    points: 10,
    problems: 0,
    case: {
      model: "Qwen/Qwen3-0.6B",
      request_rate: 10,
      concurrency: null,
      input_tokens: 128,
      output_tokens: 128,
    },
    figures: [
      { metric: "e2e_latency", value: 2330.0955913986363, n: 586, sd: 9.001221237458182 },
      { metric: "ttft", value: 1006.2143587008272, n: 586, sd: 2.4614539638491046 },
      { metric: "tpot", value: 10.423929083078537, n: 586, sd: 0.06872453978895436 },
      { metric: "requests_per_second", value: 9.777764697593275, n: 1 },
      { metric: "output_tokens_per_second", value: 1251.5371956866534, n: 1 },
      { metric: "total_tokens_per_second", value: 2426.93797445331, n: 1 },
    ],
  },
  {
    path: "guidellm/danielkorat_Qwen_Qwen3-30B-A3B_tp4_quant-fp8_benchmarks.json",
    importer: "guidellm",
    points: 11,
    problems: 0,
    case: {
      model: "Qwen/Qwen3-30B-A3B",
      concurrency: 1,
      request_rate: null,
      dataset_name: "aime_2024_v2.jsonl",
    },
    figures: [
      {
        metric: "e2e_latency",
        value: 39601.16597225791,
        p99: 40430.073499679565,
        n: 19,
        sd: 753.3333892691381,
      },
      { metric: "ttft", value: 59.9928153188605, p99: 72.79777526855469, n: 19, sd: 5.752622025187932 },
      { metric: "tpot", value: 38.65124784686373, p99: 39.45601417638456, n: 19, sd: 0.7347993892640041 },
      { metric: beforeFirst, value: 38.6720892213481, p99: 39.48153997771442, n: 19, sd: 0.7356531483478489 },
      { metric: "output_tokens_per_second", value: 25.859765493102046, n: 1 },
      { metric: "input_tokens_per_second", value: 2.4551334666653806, n: 1 },
    ],
  },
  {
    path: "guidellm/TranNhatHan_fp8_v0.7.2_benchmarks.csv",
    importer: "guidellm-csv",
    points: 12,
    problems: 0,
    case: { model: "Qwen3.6-27B-fp8_no_kv_cache", concurrency: 1, input_tokens: 10000, output_tokens: 1500 },
    figures: [
      {
        metric: "e2e_latency",
        value: 55925.78210830689,
        p99: 56103.086948394775,
        n: 10,
        sd: 155.22329321575114,
      },
      { metric: "ttft", value: 1712.750005722046, p99: 1740.8995628356934, n: 10, sd: 11.083269705525451 },
      { metric: "tpot", value: 36.16340363956118, p99: 36.284077557187786, n: 10, sd: 0.10558051332511734 },
      { metric: "requests_per_second", value: 0.017880629953359654, n: 1 },
      { metric: "total_tokens_per_second", value: 206.46300947338366, n: 1 },
    ],
  },
  {
    // The one problem: request_latency_mean_ms holds seconds.
    path: "guidellm/rsevilla87_parsed_results.json",
    importer: "guidellm-parsed",
    points: 7,
    problems: 1,
    case: { model: "Qwen/Qwen3-0.6B", request_rate: 10, input_tokens: 128 },
    figures: [
      { metric: "e2e_latency", value: 2330.0955913986363, p99: 2349.3130207061768, n: 586 },
      { metric: "ttft", value: 1006.2143587008272, p99: 1019.4225311279297, n: 586 },
      { metric: "output_tokens_per_second", value: 1251.5371956866534, n: 1 },
    ],
  },
];

describe.skipIf(areSamplesMissing)("GuideLLM (skipped without ../shared/samples)", () => {
  it.each(table)("$path", ({ path, importer, points, problems, case: of, figures }) => {
    const bytes = new Uint8Array(readFileSync(`${samples}${path}`));
    const read = readFile(fileFromBytes("data.bin", bytes));
    expect([read.importer?.id, read.points.length, read.problems.length]).toEqual([
      importer,
      points,
      problems,
    ]);
    expect(read.points[0]?.case).toMatchObject(of);
    for (const { metric, value, p99, n, sd } of figures) {
      const point = read.points.find((each) => each.metric === metric);
      expect(point?.value).toBeCloseTo(value, 9);
      expect(point?.stats.n).toBe(n);
      if (p99 !== undefined) expect(point?.stats.p99).toBeCloseTo(p99, 9);
      if (sd === undefined) expect(point?.interval).toBeNull();
      else expect(point?.stats.sd).toBeCloseTo(sd, 9);
    }
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { areSamplesMissing, samples } from "../text-of";

// Every file of AIPerf and GenAI-Perf there is. The figures are those that another program prints:
//   python3 tests/oracles/aiperf.py ../shared/samples/aiperf/*.json ../shared/samples/genai-perf/*
// (its sd is the sample's, from the population's that the files hold; throughputs have n = 1).

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

const detailed: Figure[] = [
  { metric: "requests_per_second", value: 2.156207775934887, n: 1 },
  { metric: "output_tokens_per_second", value: 1172.145991694937, n: 1 },
  { metric: "e2e_latency", value: 6726.664069072916, p99: 18625.4480323, n: 96, sd: 4399.007022561456 },
  { metric: "ttft", value: 230.13715230208334, p99: 687.6198782499999, n: 96, sd: 153.03990769082992 },
  { metric: "tpot", value: 11.847342175364519, p99: 13.272469915788289, n: 96, sd: 1.2592785407785014 },
];

const table: Sample[] = [
  {
    path: "aiperf/anud18_5090_agent_c16_profile_export_aiperf.json",
    importer: "aiperf",
    points: 14,
    problems: 0,
    case: { model: "qwen3.6-nvfp4", concurrency: 16, dataset_name: "nvfp4_agent.jsonl", hardware: null },
    figures: [
      ...detailed,
      { metric: "itl", value: 11.988285643080944, p99: 117.98615575276864, n: 52023, sd: 17.043793736632786 },
      { metric: "total_tokens_per_second", value: 9282.317251916027, n: 1 },
      {
        metric: "custom:e2e_output_token_throughput",
        value: 80.68939076235593,
        p99: 128.12895771823096,
        n: 96,
        sd: 11.478146823655788,
      },
    ],
  },
  {
    path: "aiperf/akamas_exp7_sweep_EXCERPT.json",
    importer: "aiperf-sweep",
    points: 4,
    problems: 0,
    case: { model: null, concurrency: 16 },
    figures: [
      { metric: "requests_per_second", value: 6.814794988917071, n: 1 },
      { metric: "e2e_latency", value: 2334.7705151291584, p99: 6997.258709539996, n: 2044 },
      { metric: "ttft", value: 28.736161119863013, p99: 66.76023583999999, n: 2044 },
      { metric: "output_tokens_per_second", value: 1792.2310692134672, n: 1 },
    ],
  },
  {
    path: "genai-perf/CONSTRUCTED_profile_export_genai_perf.json",
    importer: "genai-perf",
    points: 9,
    problems: 0,
    case: { model: "qwen3.6-nvfp4", concurrency: 16 },
    figures: detailed,
  },
  {
    path: "genai-perf/CONSTRUCTED_profile_export_genai_perf.csv",
    importer: "genai-perf-csv",
    points: 9,
    problems: 0,
    case: { model: null, concurrency: null },
    figures: [
      { metric: "e2e_latency", value: 6726.66, p99: 18625.45, n: 96 },
      { metric: "ttft", value: 230.14, p99: 687.62, n: 96 },
      { metric: "output_tokens_per_second", value: 1172.15, n: 1 },
      { metric: "requests_per_second", value: 2.16, n: 1 },
    ],
  },
];

describe.skipIf(areSamplesMissing)("AIPerf and GenAI-Perf (skipped without ../shared/samples)", () => {
  it.each(table)("$path", ({ path, importer, points, problems, case: of, figures }) => {
    const bytes = new Uint8Array(readFileSync(`${samples}${path}`));
    const read = readFile(fileFromBytes("data.bin", bytes));
    expect([read.importer?.id, read.points.length, read.problems.length]).toEqual([
      importer,
      points,
      problems,
    ]);
    expect(read.points[0]?.case).toMatchObject(of);
    for (const { metric, value, p99 = null, n, sd } of figures) {
      const point = read.points.find((each) => each.metric === metric);
      expect(point).toMatchObject({ value, stats: { p99, n } });
      if (sd === undefined) expect(point?.interval).toBeNull();
      else expect(point?.stats.sd).toBeCloseTo(sd, 9);
    }
  });
});

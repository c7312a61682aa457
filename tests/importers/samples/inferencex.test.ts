import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { areSamplesMissing, samples } from "../text-of";
import { hasPoint, type Figure } from "./has-point";

// Every file of section 9 of the formats. The figures are those that another program prints:
//   python3 tests/oracles/inferencex.py ../shared/samples/inferencex

interface Sample {
  path: string;
  importer: string;
  points: number;
  problems: number;
  case: object;
  figures: Figure[];
}

/** Both exports are the same bytes. */
const dashboard: Omit<Sample, "path"> = {
  importer: "inferencex-csv",
  // Five rows of: three rates a GPU, TTFT, TPOT, ITL, E2E, interactivity and its slow end.
  points: 45,
  problems: 1,
  case: {
    model: "DeepSeek-R1-0528",
    system: "SGLang",
    hardware: "h200",
    accelerators: 8,
    tensor_parallel: 8,
    precision: "fp8",
    input_tokens: 1024,
    output_tokens: 1024,
  },
  figures: [
    {
      metric: "ttft",
      value: 157.76667634490877,
      case: { concurrency: 4 },
      stats: { p99: 811.1691918317229 },
    },
    { metric: "tpot", value: 29.767276299721072, case: { concurrency: 64 } },
    { metric: "e2e_latency", value: 14186.768996267347, case: { concurrency: 16 } },
    { metric: "tokens_per_second_per_gpu", value: 353.7206886778132, case: { concurrency: 32 } },
    { metric: "tokens_per_second_per_user", value: 85.25607543075749, case: { concurrency: 8 } },
    { metric: "custom:interactivity at p99 TPOT", value: 31.44588436194954, case: { concurrency: 64 } },
  ],
};

const table: Sample[] = [
  { path: "InferenceX_DeepSeek-R1-0528_e2e.csv", ...dashboard },
  { path: "InferenceX_DeepSeek-R1-0528_interactivity.csv", ...dashboard },
  {
    path: "vllm_perf_eval_ingest_row.json",
    importer: "inferencex",
    points: 8,
    problems: 0,
    case: {
      model: "moonshotai/Kimi-K2.5",
      system: "vLLM",
      hardware: "mi300x",
      accelerators: 8,
      concurrency: 128,
      extra: { disagg: "false", dp_attention: "false" },
    },
    figures: [
      { metric: "tokens_per_second_per_gpu", value: 260.43053275981913 },
      { metric: "ttft", value: 2840.227181401133, stats: { p99: 10016.43297959119, n: null } },
      { metric: "tpot", value: 120.1413820647208, stats: { sd: 3.379010331099709 } },
      { metric: "tokens_per_second_per_user", value: 8.323526688425265, stats: { p99: null, sd: null } },
      { metric: "custom:interactivity at p99 TPOT", value: 7.79622504222996 },
    ],
  },
  {
    path: "glm5_fp8_vllm_tp8_isl1024_osl128_conc16.json",
    importer: "inferencex",
    points: 6,
    problems: 0,
    case: { model: "zai-org/GLM-5-FP8", concurrency: 16, extra: { load_mode: "unbounded" } },
    figures: [
      { metric: "output_tokens_per_second", value: 403.5809313421254, stats: { n: 1 } },
      { metric: "input_tokens_per_second", value: 3228.647450737003 },
      { metric: "ttft", value: 291.39942955225706, stats: { p99: 2077.586937993753, n: 160 } },
      { metric: "tpot", value: 33.61491505496615 },
      { metric: "e2e_latency", value: 4573.2344426214695, stats: { p99: 9590.554047282783 } },
    ],
  },
  {
    // The folder says DeepSeek, the file's name gpt-oss, its backend vLLM; the model is what the file says.
    path: "heyram74_dsr1_sglang_gptoss_fp4_h200_tp8_conc16_isl1024_osl1024.json",
    importer: "vllm-serve",
    points: 13,
    problems: 0,
    case: { model: "/home/models/deepseek-r1", system: null, concurrency: 16, extra: { backend: "vllm" } },
    figures: [
      { metric: "output_tokens_per_second", value: 864.9263061719121 },
      { metric: "total_tokens_per_second", value: 1739.060046596079 },
      { metric: "tpot", value: 17.824905996036524 },
    ],
  },
  {
    path: "heyram74_gptoss_fp4_h200_tp2_conc64_isl1024_osl1024.json",
    importer: "vllm-serve",
    points: 13,
    problems: 0,
    case: { model: "/home/models/openai--gpt-oss-120b", system: null, concurrency: 64 },
    figures: [
      { metric: "output_tokens_per_second", value: 4194.215645090736 },
      { metric: "ttft", value: 269.8182583396374 },
      { metric: "e2e_latency", value: 13745.430331872103, stats: { p99: 16141.36102918361 } },
    ],
  },
  {
    path: "heyram74_dsr1_summary.txt",
    importer: "inferencex-table",
    points: 20,
    problems: 0,
    case: { tensor_parallel: 8, accelerators: 8 },
    figures: [
      { metric: "total_tokens_per_second", value: 585.86, case: { concurrency: 4 } },
      { metric: "custom:total tokens per second ÷ concurrency", value: 57.98, case: { concurrency: 64 } },
      { metric: "e2e_latency", value: 12281, case: { concurrency: 4 }, stats: { p99: 14176, mean: null } },
    ],
  },
  {
    path: "heyram74_gptoss_summary.txt",
    importer: "inferencex-table",
    points: 36,
    problems: 0,
    case: {},
    figures: [
      { metric: "total_tokens_per_second", value: 8390.32, case: { accelerators: 2, concurrency: 64 } },
      { metric: "tokens_per_second_per_gpu", value: 267.64, case: { accelerators: 4, concurrency: 4 } },
      { metric: "e2e_latency", value: 18871, case: { accelerators: 8, concurrency: 64 } },
    ],
  },
  {
    path: "heyram74_tp2_conc64_gpu_metrics.csv",
    importer: "nvidia-smi",
    points: 6,
    problems: 0,
    case: { accelerators: 8 },
    figures: [
      {
        metric: "power",
        value: 1016.0197308488613,
        case: { extra: { power_scope: "device" } },
        stats: { n: 483, sd: 484.3040913257121, max: 1738.98 },
      },
      { metric: "custom:GPU utilization", value: 8.810300207039338, stats: { n: 483 } },
      { metric: "custom:GPU temperature", value: 31.633022774327124 },
    ],
  },
];

const read = (path: string) =>
  readFile(fileFromBytes("data.bin", new Uint8Array(readFileSync(`${samples}inferencex/${path}`))));

describe.skipIf(areSamplesMissing)("InferenceX's files (skipped without ../shared/samples)", () => {
  it.each(table)("$path", ({ path, ...expected }) => {
    const { importer, points, problems } = read(path);
    expect(importer?.id).toBe(expected.importer);
    expect(problems).toHaveLength(expected.problems);
    expect(points).toHaveLength(expected.points);
    for (const point of points) expect(point.case).toMatchObject(expected.case);
    for (const figure of expected.figures) expect([figure, hasPoint(points, figure)]).toEqual([figure, true]);
  });

  it("draws an interval only where readings of one run are behind it", () => {
    const intervals = table.flatMap(({ path }) =>
      read(path).points.flatMap(({ interval }) => interval ?? []),
    );
    expect(new Set(intervals.map(({ varies }) => varies))).toEqual(new Set(["within-run"]));
  });
});

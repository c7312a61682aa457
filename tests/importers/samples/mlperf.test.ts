import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { areSamplesMissing, samples } from "../text-of";
import { hasPoint, type Figure } from "./has-point";

// Every file of section 10 of the formats. The figures are those that another program prints:
//   python3 tests/oracles/mlperf.py ../shared/samples/mlperf
// A summary.csv has as many points as results and accuracies.

interface Sample {
  path: string;
  /** Null where the file holds no measurement; `says` is then what its problem says. */
  importer: string | null;
  points: number;
  problems: number;
  case: object;
  figures: Figure[];
  says?: string;
}

const offline = { scenario: "Offline", model: null, extra: { validity: "VALID", load_mode: "unbounded" } };

function described(path: string, says: string): Sample {
  return { path, importer: null, points: 0, problems: 1, case: {}, figures: [], says };
}

const table: Sample[] = [
  {
    path: "nvidia_b200x8_llama2-70b-99_Offline_summary.txt",
    importer: "mlperf-summary",
    points: 2,
    problems: 0,
    case: offline,
    figures: [
      { metric: "samples_per_second", value: 371.423, stats: { n: 1 } },
      { metric: "output_tokens_per_second", value: 101527, stats: { n: 1 } },
    ],
  },
  {
    path: "intel_gnr_llama3.1-8b_Offline_summary.txt",
    importer: "mlperf-summary",
    points: 2,
    problems: 0,
    case: offline,
    figures: [
      { metric: "samples_per_second", value: 9.63192 },
      { metric: "output_tokens_per_second", value: 1232.89 },
    ],
  },
  {
    path: "lenovo_b200x8_llama2_Offline_power_summary.txt",
    importer: "mlperf-summary",
    points: 2,
    problems: 0,
    case: offline,
    figures: [
      { metric: "samples_per_second", value: 376.512 },
      { metric: "output_tokens_per_second", value: 102909 },
    ],
  },
  {
    path: "nvidia_b200x8_llama3.1-8b_Server_summary.txt",
    importer: "mlperf-summary",
    points: 6,
    problems: 0,
    case: { scenario: "Server", request_rate: 1000 },
    figures: [
      { metric: "samples_per_second", value: 996.53 },
      { metric: "output_tokens_per_second", value: 128540.95 },
      { metric: "custom:scheduled samples per second", value: 999.47 },
      { metric: "ttft", value: 586.773623, stats: { p99: 1749.395239 } },
      { metric: "tpot", value: 28.482625 },
      { metric: "e2e_latency", value: 4232.198774 },
    ],
  },
  {
    path: "lenovo_b200x8_llama3.1-405b_Interactive_summary.txt",
    importer: "mlperf-summary",
    points: 6,
    problems: 0,
    case: { scenario: "Server", request_rate: 1.15 },
    figures: [
      { metric: "output_tokens_per_second", value: 752.62 },
      { metric: "ttft", value: 995.671062, stats: { p99: 2501.195992 } },
      { metric: "tpot", value: 62.371258 },
    ],
  },
  {
    path: "NVIDIA_B200-SXM-180GBx8_TRT_deepseek-r1_Offline_mlperf_log_detail.txt",
    importer: "mlperf-detail",
    points: 2,
    problems: 0,
    case: offline,
    figures: [
      { metric: "samples_per_second", value: 8.93431 },
      { metric: "output_tokens_per_second", value: 33379 },
    ],
  },
  {
    path: "gigacomputing_summary.csv",
    importer: "mlperf-results",
    points: 76,
    problems: 0,
    case: { system: "TensorRT", system_version: "10.11", accelerators: 8, nodes: 1 },
    figures: [
      {
        metric: "output_tokens_per_second",
        value: 30873.9,
        case: { model: "deepseek-r1", scenario: "Offline", precision: "fp4" },
      },
      { metric: "output_tokens_per_second", value: 15977.9, case: { scenario: "Server" } },
      { metric: "samples_per_second", value: 42565.2, case: { model: "whisper", scenario: "Offline" } },
      { metric: "accuracy", value: 97.84729293756007, case: { model: "whisper" } },
    ],
  },
  {
    path: "supermicro_code_summary.csv",
    importer: "mlperf-results",
    points: 60,
    problems: 0,
    case: { precision: "fp8", system: null },
    figures: [
      { metric: "output_tokens_per_second", value: 24559.9, case: { accelerators: 8, scenario: "Server" } },
      { metric: "output_tokens_per_second", value: 27854.4, case: { model: "llama2-70b-99" } },
      {
        metric: "output_tokens_per_second",
        value: 163880,
        case: { model: "llama2-70b-99.9", accelerators: 48 },
      },
    ],
  },
  {
    path: "lenovo_b200x8_llama2_Offline_power_spl.txt",
    importer: "mlperf-power",
    points: 1,
    problems: 0,
    case: { extra: { power_scope: "wall", phase: "testing" } },
    figures: [
      {
        metric: "power",
        value: 9653.483450351054,
        stats: { n: 2991, sd: 2294.46116210137, min: 2876, max: 11837 },
      },
    ],
  },
  {
    path: "lenovo_b200x8_llama2_Offline_power_server.json",
    importer: "mlperf-power",
    points: 2,
    problems: 0,
    case: {},
    figures: [
      { metric: "power", value: 9653.48345, stats: { n: 2991, min: 2876, max: 11837 } },
      { metric: "power", value: 9639.745324, stats: { n: 2994, min: 2858.9, max: 11876 } },
    ],
  },
  {
    // A plain table of rates, one row a GPU.
    path: "asus_per_gpu_results.csv",
    importer: "wide-table",
    points: 8,
    problems: 0,
    case: {},
    figures: [
      { metric: "output_tokens_per_second", value: 4103.7 },
      { metric: "output_tokens_per_second", value: 4163.89 },
      { metric: "output_tokens_per_second", value: 4089.58 },
    ],
  },
  described(
    "system_1-node-2S-GNR_128C.json",
    "an MLPerf system description: 1-node-2S-GNR_128C; INTEL(R) XEON(R) 6980P; nodes: 1; PyTorch",
  ),
  described("system_8xMI325X_2xEPYC_9575F_1.json", "8 × AMD Instinct MI325X 256GB HBM3e"),
  described("system_8xMI325X_2xEPYC_9575F_2.json", "8 × AMD Instinct MI325X 256GB HBM3e"),
  described("system_8xMI325x_2xEPYC-9655.json", "shark-ai 3.3.0"),
  described("measurements_8xMI300X_llama2.json", "an MLPerf description of weights: input_data_types int32"),
];

const read = (path: string) =>
  readFile(fileFromBytes("data.bin", new Uint8Array(readFileSync(`${samples}mlperf/${path}`))));

describe.skipIf(areSamplesMissing)("MLPerf's files (skipped without ../shared/samples)", () => {
  it.each(table)("$path", ({ path, ...expected }) => {
    const { importer, points, problems } = read(path);
    expect(importer?.id ?? null).toBe(expected.importer);
    expect(problems).toHaveLength(expected.problems);
    expect(points).toHaveLength(expected.points);
    if (expected.says !== undefined) expect(problems[0]!.found).toContain(expected.says);
    for (const point of points) expect(point.case).toMatchObject(expected.case);
    for (const figure of expected.figures) expect([figure, hasPoint(points, figure)]).toEqual([figure, true]);
  });

  it("gives no result an interval: each is one run", () => {
    const results = table.filter(({ importer }) => importer !== null && importer !== "mlperf-power");
    for (const { path } of results)
      for (const { metric, interval } of read(path).points)
        expect([path, metric, interval]).toEqual([path, metric, null]);
  });

  it("the mean of the meter's log is the mean that its own daemon states", () => {
    const [log] = read("lenovo_b200x8_llama2_Offline_power_spl.txt").points;
    const session = read("lenovo_b200x8_llama2_Offline_power_server.json").points;
    const testing = session.find((point) => point.case.extra["phase"] === "testing");
    expect(log!.value).toBeCloseTo(testing!.value!, 5);
  });
});

import { describe, expect, it } from "vitest";
import { areSamplesMissing } from "../text-of";
import { type Figure, itReadsThem, readSample, type SampleRow } from "./figures";

// Every file of optimum-benchmark there is; a configuration alone holds no results. The figures are what another program prints:
//   python3 tests/oracles/optimum.py ../shared/samples/optimum/benchmark.json ../shared/samples/optimum/*_report.json ../shared/samples/optimum/*.csv

const table: SampleRow[] = [
  ["optimum/benchmark.json", "optimum-benchmark", 3, 0],
  ["optimum/benchmark_report.json", "optimum-benchmark", 3, 0],
  ["optimum/benchmark_config.json", null, 0, 1],
  // 15 rows of six figures; 30 rows of fourteen, and TPOT from decode; a row of fourteen; 30 rows of six.
  ["optimum/full_report_A100.csv", "optimum-benchmark-csv", 90, 0],
  ["optimum/full_report_llama-13b.csv", "optimum-benchmark-csv", 450, 0],
  ["optimum/inference_results_llama2-13b_dgx.csv", "optimum-benchmark-csv", 14, 0],
  ["optimum/inference_results_whisper_cpu.csv", "optimum-benchmark-csv", 3, 0],
  ["optimum/short_report_llama-13b.csv", "optimum-benchmark-csv", 180, 0],
  ["optimum/training_results_rtx4090.csv", "optimum-benchmark-csv", 6, 0],
];

const figures: Figure[] = [
  [
    "optimum/benchmark.json",
    "batch_latency",
    { batch: 64, input_tokens: 128, model: "BAAI/bge-base-en-v1.5" },
    11329.571039485745,
  ],
  ["optimum/benchmark.json", "batch_latency", { stat: "sd" }, 131.77164236188096],
  [
    "optimum/benchmark.json",
    "samples_per_second",
    { hardware: "Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz" },
    5.648934083819028,
  ],
  ["optimum/benchmark.json", "custom:load latency", { gpu_vram: "16106127360 bytes" }, 15.59886232309509],
  ["optimum/benchmark_report.json", "batch_latency", { stat: "n" }, 10],
  ["optimum/benchmark_report.json", "batch_latency", {}, 11329.571039485745],
  ["optimum/benchmark_report.json", "samples_per_second", {}, 5.648934083819028],
  [
    "optimum/full_report_A100.csv",
    "ttft",
    { experiment_name: "fp16-batch_size(8)-sequence_length(512)-new_tokens(1000)" },
    421,
  ],
  [
    "optimum/full_report_A100.csv",
    "output_tokens_per_second",
    { experiment_name: "fp16-batch_size(8)-sequence_length(512)-new_tokens(1000)" },
    243,
  ],
  [
    "optimum/full_report_A100.csv",
    "peak_memory",
    { experiment_name: "fp16-batch_size(8)-sequence_length(512)-new_tokens(1000)" },
    72.087,
  ],
  [
    "optimum/full_report_llama-13b.csv",
    "output_tokens_per_second",
    { experiment_name: "fp16", batch: 1 },
    30.1,
  ],
  ["optimum/full_report_llama-13b.csv", "ttft", { experiment_name: "fp16+gptq+exllamav1", batch: 2 }, 106],
  ["optimum/full_report_llama-13b.csv", "tpot", { experiment_name: "fp16", batch: 1 }, 17000 / 511],
  [
    "optimum/full_report_llama-13b.csv",
    "peak_memory",
    { experiment_name: "fp16+gptq+exllamav1", batch: 2 },
    14.197,
  ],
  ["optimum/inference_results_llama2-13b_dgx.csv", "output_tokens_per_second", {}, 33.4],
  ["optimum/inference_results_llama2-13b_dgx.csv", "ttft", {}, 50.8],
  ["optimum/inference_results_llama2-13b_dgx.csv", "peak_memory", {}, 29.409],
  ["optimum/inference_results_whisper_cpu.csv", "output_tokens_per_second", {}, 4.75],
  ["optimum/inference_results_whisper_cpu.csv", "ttft", {}, 2230],
  ["optimum/inference_results_whisper_cpu.csv", "custom:forward throughput", {}, 0.449],
  ["optimum/short_report_llama-13b.csv", "ttft", { "Experiment Name": "fp16", batch: 1 }, 54.3],
  [
    "optimum/short_report_llama-13b.csv",
    "output_tokens_per_second",
    { "Experiment Name": "fp16+gptq+exllamav1", batch: 2, accelerators: 1 },
    55.8,
  ],
  ["optimum/short_report_llama-13b.csv", "peak_memory", { "Experiment Name": "fp16", batch: 1 }, 27.946],
  ["optimum/training_results_rtx4090.csv", "training_samples_per_second", {}, 9.547194773961204],
  ["optimum/training_results_rtx4090.csv", "execution_time", {}, 6.284568548202515],
  ["optimum/training_results_rtx4090.csv", "custom:overall_training throughput", {}, 5.4536952012325965],
];

describe.skipIf(areSamplesMissing)(
  "the published optimum-benchmark files (skipped without ../shared/samples)",
  () => {
    itReadsThem(table, figures);

    it("keeps volumes, ports and caches of the configuration out of every point", () => {
      for (const [path] of table)
        expect(JSON.stringify(readSample(path).points)).not.toMatch(/\/home\/|127\.0\.0\.1|48029|cache_dir/);
    });
  },
);

import { describe, expect, it } from "vitest";
import { areSamplesMissing } from "../text-of";
import { type Figure, itReadsThem, readSample, type SampleRow } from "./figures";

// Every file of TensorRT-LLM there is. The figures are what another program prints:
//   python3 tests/oracles/trtllm.py ../shared/samples/trtllm/*

const table: SampleRow[] = [
  // Token and request throughput, and the time of the run.
  ["trtllm/result_1024_1024_3000.txt", "tensorrt-llm-log", 3, 0],
  ["trtllm/result_128_16384_400.txt", "tensorrt-llm-log", 3, 0],
  // 63 rows of two rates.
  ["trtllm/throughput_summary_8b.csv", "tensorrt-llm-csv", 126, 0],
];

const figures: Figure[] = [
  [
    "trtllm/result_1024_1024_3000.txt",
    "output_tokens_per_second",
    { input_tokens: 1024, output_tokens: 1024, tensor_parallel: 8 },
    10893.8728,
  ],
  [
    "trtllm/result_1024_1024_3000.txt",
    "requests_per_second",
    { quantization: "FP8", precision: "bfloat16" },
    10.6385,
  ],
  [
    "trtllm/result_1024_1024_3000.txt",
    "execution_time",
    { num_requests: "3000", load_mode: "unbounded" },
    281.9933779,
  ],
  [
    "trtllm/result_128_16384_400.txt",
    "output_tokens_per_second",
    { input_tokens: 128, output_tokens: 16384 },
    4557.7445,
  ],
  ["trtllm/result_128_16384_400.txt", "requests_per_second", { system_version: "0.16.0" }, 0.2782],
  [
    "trtllm/result_128_16384_400.txt",
    "execution_time",
    { model: "meta-llama/Llama-3.1-70B-Instruct" },
    1437.9042065,
  ],
  [
    "trtllm/throughput_summary_8b.csv",
    "output_tokens_per_second",
    { input_tokens: 1024, output_tokens: 1024 },
    10893.8728,
  ],
  [
    "trtllm/throughput_summary_8b.csv",
    "output_tokens_per_second",
    { input_tokens: 256, output_tokens: 16384 },
    4591.1936,
  ],
  [
    "trtllm/throughput_summary_8b.csv",
    "requests_per_second",
    { input_tokens: 8192, output_tokens: 8192 },
    0.4352,
  ],
];

describe.skipIf(areSamplesMissing)(
  "the published TensorRT-LLM files (skipped without ../shared/samples)",
  () => {
    itReadsThem(table, figures);

    it("keeps the engine directory out of every point", () => {
      for (const [path] of table) expect(JSON.stringify(readSample(path).points)).not.toContain("/tmp/");
    });
  },
);

import { describe, expect, it } from "vitest";
import { areSamplesMissing } from "../text-of";
import { type Figure, itReadsThem, readSample, type SampleRow } from "./figures";

// Every table of Argonne's benchmark there is. The figures are what another program prints:
//   python3 tests/oracles/tables_of_runs.py ../shared/samples/messy/argonne*

const table: SampleRow[] = [
  // 4715 cases of two figures.
  ["messy/argonne_All_results.csv", "argonne", 9430, 0],
  // 156 cases of five.
  ["messy/argonne_Fig10_perplexity_crlf.csv", "argonne", 780, 0],
  ["messy/argonne_Fig21_TTFT.csv", "argonne", 30, 0],
  ["messy/argonne_Fig22_TTFT_ITL.csv", "argonne", 54, 3],
  ["messy/argonne_Fig4b_specdec_None.csv", "argonne", 36, 0],
  ["messy/argonne_heatmap_blank_lines.csv", "argonne", 72, 0],
  ["messy/argonne_quant (1).csv", "argonne", 60, 0],
  // 20 ragged rows and 40 that repeat another in every cell.
  ["messy/argonne_quant_all_results.csv", "argonne", 192, 60],
];

const figures: Figure[] = [
  [
    "messy/argonne_All_results.csv",
    "total_tokens_per_second",
    {
      hardware: "Nvidia GH200 GPU",
      accelerators: 1,
      system: "TensorRT-LLM",
      model: "mistralai/Mistral-7B-v0.1",
      input_tokens: 128,
      batch: 1,
    },
    371.92720375776975,
  ],
  [
    "messy/argonne_All_results.csv",
    "custom:throughput without the batch",
    {
      hardware: "Intel PVC GPU",
      accelerators: 2,
      model: "meta-llama/Meta-Llama-3-8B",
      input_tokens: 128,
      batch: 16,
    },
    6.930932,
  ],
  [
    "messy/argonne_All_results.csv",
    "custom:latency without the batch",
    { hardware: "Nvidia GH200 GPU", accelerators: 1, model: "Qwen/Qwen2-7B", input_tokens: 2048, batch: 64 },
    21.112430727,
  ],
  [
    "messy/argonne_Fig10_perplexity_crlf.csv",
    "power",
    {
      system: "vLLM",
      hardware: "Nvidia A100 GPU",
      model: "meta-llama/Llama-2-7b-hf",
      input_tokens: 1024,
      batch: 32,
    },
    484.7581128,
  ],
  [
    "messy/argonne_Fig10_perplexity_crlf.csv",
    "power",
    { hardware: "Nvidia H100 GPU", accelerators: 4, model: "Deci/DeciLM-7B", input_tokens: 2048, batch: 64 },
    1051.781006,
  ],
  [
    "messy/argonne_Fig10_perplexity_crlf.csv",
    "total_tokens_per_second",
    { hardware: "Nvidia GH200 GPU", model: "Qwen/Qwen2-7B", input_tokens: 1024, batch: 32 },
    5281.345179,
  ],
  [
    "messy/argonne_Fig10_perplexity_crlf.csv",
    "perplexity",
    { hardware: "Nvidia H100 GPU", accelerators: 4, model: "Deci/DeciLM-7B", input_tokens: 2048, batch: 64 },
    3.466269943,
  ],
  [
    "messy/argonne_Fig21_TTFT.csv",
    "ttft",
    { hardware: "AMD MI300X GPU", model: "meta-llama/Llama-2-7b-hf" },
    2275.8256473345684,
  ],
  [
    "messy/argonne_Fig21_TTFT.csv",
    "ttft",
    { hardware: "Nvidia A100 GPU", system: "vLLM", model: "meta-llama/Llama-2-7b-hf" },
    1029.996186029166,
  ],
  [
    "messy/argonne_Fig21_TTFT.csv",
    "ttft",
    { hardware: "Nvidia GH200 GPU", system: "TensorRT-LLM", model: "mistralai/Mistral-7B-v0.1" },
    347.9674577713013,
  ],
  [
    "messy/argonne_Fig22_TTFT_ITL.csv",
    "ttft",
    { hardware: "Nvidia A100 GPU", system: "Deepspeed-MII", model: "meta-llama/Meta-Llama-3-8B" },
    2413.8548374176025,
  ],
  [
    "messy/argonne_Fig22_TTFT_ITL.csv",
    "ttft",
    { hardware: "Nvidia H100 GPU", system: "TensorRT-LLM", model: "mistralai/Mistral-7B-v0.1" },
    401.9413948059082,
  ],
  [
    "messy/argonne_Fig22_TTFT_ITL.csv",
    "custom:end latency",
    { hardware: "AMD MI300X GPU", model: "meta-llama/Llama-2-7b-hf" },
    14.616763864003588,
  ],
  [
    "messy/argonne_Fig4b_specdec_None.csv",
    "total_tokens_per_second",
    { accelerators: 1, input_tokens: 128, batch: 64, "speculative model": "JackFram/llama-68m" },
    2864.4191307732435,
  ],
  [
    "messy/argonne_Fig4b_specdec_None.csv",
    "total_tokens_per_second",
    {
      accelerators: 4,
      model: "meta-llama/Llama-2-70b-hf",
      "speculative model": undefined,
      input_tokens: 128,
      batch: 16,
    },
    799.8552336087578,
  ],
  [
    "messy/argonne_Fig4b_specdec_None.csv",
    "batch_latency",
    { accelerators: 1, input_tokens: 128, batch: 64, "speculative model": "JackFram/llama-68m" },
    5719.833324663341,
  ],
  [
    "messy/argonne_heatmap_blank_lines.csv",
    "total_tokens_per_second",
    { input_tokens: 128, output_tokens: 128 },
    (143.874633891541 + 143.49594245845736) / 2,
  ],
  [
    "messy/argonne_heatmap_blank_lines.csv",
    "total_tokens_per_second",
    { input_tokens: 1024, output_tokens: 128, tensor_parallel: 1, precision: "float16" },
    609.928504000849,
  ],
  [
    "messy/argonne_heatmap_blank_lines.csv",
    "batch_latency",
    { input_tokens: 4096, output_tokens: 4096 },
    66905.71576356888,
  ],
  [
    "messy/argonne_quant (1).csv",
    "total_tokens_per_second",
    { input_tokens: 128, batch: 1 },
    (44.58362268743369 + 43.73136980867739) / 2,
  ],
  ["messy/argonne_quant (1).csv", "total_tokens_per_second", { input_tokens: 128, batch: 64, stat: "n" }, 2],
  [
    "messy/argonne_quant (1).csv",
    "total_tokens_per_second",
    { input_tokens: 2048, batch: 256 },
    1586.4643295459039,
  ],
  [
    "messy/argonne_quant_all_results.csv",
    "total_tokens_per_second",
    {
      hardware: "Nvidia H100 GPU",
      input_tokens: 128,
      batch: 1,
      kv_cache_dtype: "Weight = fp16, KV Cache = fp16",
    },
    253.3816903644101,
  ],
  [
    "messy/argonne_quant_all_results.csv",
    "total_tokens_per_second",
    {
      hardware: "Nvidia A100 GPU",
      system: "vLLM",
      input_tokens: 2048,
      batch: 1,
      kv_cache_dtype: "Weight = fp16, KV Cache = fp16",
    },
    136.89303590743827,
  ],
  [
    "messy/argonne_quant_all_results.csv",
    "total_tokens_per_second",
    {
      system: "TensorRT-LLM",
      input_tokens: 1024,
      batch: 64,
      kv_cache_dtype: "Weight = int8_sq, KV Cache = fp8",
    },
    1496.409316749753,
  ],
];

describe.skipIf(areSamplesMissing)(
  "the published tables of Argonne (skipped without ../shared/samples)",
  () => {
    itReadsThem(table, figures);

    // What the oracle counts of Throughput × Latency, and of power in mW.
    it("reads llama.cpp's batches as metrics of their own: 1161 rows, and 60 powers in mW", () => {
      const every = readSample("messy/argonne_All_results.csv").points;
      const apart = every.filter(({ metric }) => metric === "custom:throughput without the batch");
      expect(apart).toHaveLength(1161);
      expect(new Set(apart.map((point) => point.case.system))).toEqual(new Set(["llama.cpp"]));
      const power = readSample("messy/argonne_Fig10_perplexity_crlf.csv").points.filter(
        ({ metric }) => metric === "power",
      );
      const converted = power.flatMap(({ provenance, runs }) =>
        (runs.length > 0 ? runs.map((run) => run.provenance) : [provenance]).filter(
          ({ conversions }) => conversions[0]?.to.endsWith(" W") === true,
        ),
      );
      expect(converted).toHaveLength(60);
    });
  },
);

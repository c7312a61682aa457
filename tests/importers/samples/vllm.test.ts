import { describe, expect, it } from "vitest";
import { areSamplesMissing } from "../text-of";
import { figureIn, readSample, type Figure } from "./figures";

// Every file of vLLM there is, and what its client printed into a document. The figures are what another program prints:
//   python3 tests/oracles/vllm.py ../shared/samples

/** Importer (null: the file holds no result), points, problems. */
const table: [path: string, importer: string | null, points: number, problems: number][] = [
  ["vllm/gloria_cf_c64_b5_r1.json", "vllm-serve", 9, 0],
  ["vllm/gloria_cf_c64_b5_r2.json", "vllm-serve", 9, 0],
  ["vllm/gloria_cf_c64_b5_r3.json", "vllm-serve", 9, 0],
  ["vllm/gloria_cf_c64_b5_r4.json", "vllm-serve", 9, 0],
  ["vllm/gloria_cf_c64_b5_r5.json", "vllm-serve", 9, 0],
  ["vllm/gloria_sweep_c1.json", "vllm-serve", 9, 0],
  ["vllm/gloria_sweep_c16.json", "vllm-serve", 9, 0],
  ["vllm/serving_deepseek-v2.5_tp8_pp2_ib_sharegpt_qps_inf.json", "vllm-serve", 9, 0],
  ["vllm/serving_deepseek-v2.5_tp8_pp2_sharegpt_qps_01.json", "vllm-serve", 9, 0],
  ["vllm/latency_llama8B_tp1_ascend.json", "vllm-latency", 1, 0],
  ["vllm/throughput_llama8B_tp1_ascend_a.json", "vllm-throughput", 3, 0],
  ["vllm/throughput_llama8B_tp1_ascend_b.json", "vllm-throughput", 3, 0],
  // Twelve records, three a statistic of four latencies each; three rates and two lengths from what stands beside them.
  ["vllm/CONSTRUCTED_serving_tp8_qps16.pytorch.json", "pytorch-benchmark", 8, 0],
  ["vllm/CONSTRUCTED_latency.pytorch.json", "pytorch-benchmark", 1, 0],
  ["vllm/CONSTRUCTED_throughput.pytorch.json", "pytorch-benchmark", 3, 0],
  // Four tests of six metrics; the report's JSON in a fence is the same four again.
  ["vllm/nightly_benchmark_results_deepseek.json", "vllm-nightly", 24, 0],
  ["vllm/nightly_benchmark_results_deepseek.md", "markdown-table", 24, 0],
  // 11 printed results of 8 figures, and 115 points of the tables among them; the problems are cells such as "c=16".
  ["messy/lhl_vllm_README.md", "serving-console", 203, 0],
  // A log of when each run began and ended: no figure of any of them.
  ["messy/gloria_spec_sweep.out", null, 0, 1],
];

const printed = `
["vllm/gloria_cf_c64_b5_r1.json", "output_tokens_per_second", {}, 1446.7444923213238]
["vllm/gloria_cf_c64_b5_r1.json", "requests_per_second", {}, 1.60072415113452]
["vllm/gloria_cf_c64_b5_r1.json", "ttft", {"stat": "mean"}, 2535.402304468687]
["vllm/gloria_cf_c64_b5_r1.json", "ttft", {"stat": "sd"}, 4585.970597031162]
["vllm/gloria_cf_c64_b5_r1.json", "custom:output tokens per request", {}, 903.80625]
["vllm/gloria_cf_c64_b5_r2.json", "output_tokens_per_second", {}, 1448.802217405417]
["vllm/gloria_cf_c64_b5_r2.json", "requests_per_second", {}, 1.6030008836577718]
["vllm/gloria_cf_c64_b5_r2.json", "ttft", {"stat": "mean"}, 2525.2117449343646]
["vllm/gloria_cf_c64_b5_r2.json", "ttft", {"stat": "sd"}, 4596.424767076009]
["vllm/gloria_cf_c64_b5_r2.json", "custom:output tokens per request", {}, 903.80625]
["vllm/gloria_cf_c64_b5_r3.json", "output_tokens_per_second", {}, 1442.9583208399079]
["vllm/gloria_cf_c64_b5_r3.json", "requests_per_second", {}, 1.5965350105068514]
["vllm/gloria_cf_c64_b5_r3.json", "ttft", {"stat": "mean"}, 2516.934537506239]
["vllm/gloria_cf_c64_b5_r3.json", "ttft", {"stat": "sd"}, 4585.403112605966]
["vllm/gloria_cf_c64_b5_r3.json", "custom:output tokens per request", {}, 903.80625]
["vllm/gloria_cf_c64_b5_r4.json", "output_tokens_per_second", {}, 1442.5511550509227]
["vllm/gloria_cf_c64_b5_r4.json", "requests_per_second", {}, 1.5960845093192513]
["vllm/gloria_cf_c64_b5_r4.json", "ttft", {"stat": "mean"}, 2531.134171134312]
["vllm/gloria_cf_c64_b5_r4.json", "ttft", {"stat": "sd"}, 4567.30313154292]
["vllm/gloria_cf_c64_b5_r4.json", "custom:output tokens per request", {}, 903.80625]
["vllm/gloria_cf_c64_b5_r5.json", "output_tokens_per_second", {}, 1450.7640529326418]
["vllm/gloria_cf_c64_b5_r5.json", "requests_per_second", {}, 1.6051715209234743]
["vllm/gloria_cf_c64_b5_r5.json", "ttft", {"stat": "mean"}, 2512.7622492593955]
["vllm/gloria_cf_c64_b5_r5.json", "ttft", {"stat": "sd"}, 4579.130043843965]
["vllm/gloria_cf_c64_b5_r5.json", "custom:output tokens per request", {}, 903.80625]
["vllm/gloria_sweep_c1.json", "output_tokens_per_second", {}, 213.57935661277182]
["vllm/gloria_sweep_c1.json", "requests_per_second", {}, 0.23436777857211874]
["vllm/gloria_sweep_c1.json", "ttft", {"stat": "mean"}, 342.8900594000197]
["vllm/gloria_sweep_c1.json", "ttft", {"stat": "sd"}, 39.48568360482905]
["vllm/gloria_sweep_c1.json", "custom:output tokens per request", {}, 911.3]
["vllm/gloria_sweep_c16.json", "output_tokens_per_second", {}, 945.5772346586011]
["vllm/gloria_sweep_c16.json", "requests_per_second", {}, 1.0558472855424397]
["vllm/gloria_sweep_c16.json", "ttft", {"stat": "mean"}, 649.7877955062605]
["vllm/gloria_sweep_c16.json", "ttft", {"stat": "sd"}, 881.7507566304056]
["vllm/gloria_sweep_c16.json", "custom:output tokens per request", {}, 895.5625]
["vllm/serving_deepseek-v2.5_tp8_pp2_ib_sharegpt_qps_inf.json", "output_tokens_per_second", {}, 335.7025835056669]
["vllm/serving_deepseek-v2.5_tp8_pp2_ib_sharegpt_qps_inf.json", "requests_per_second", {}, 1.5766606401731489]
["vllm/serving_deepseek-v2.5_tp8_pp2_ib_sharegpt_qps_inf.json", "ttft", {"stat": "mean"}, 1838.0622782349883]
["vllm/serving_deepseek-v2.5_tp8_pp2_ib_sharegpt_qps_inf.json", "ttft", {"stat": "sd"}, 505.44464166696736]
["vllm/serving_deepseek-v2.5_tp8_pp2_ib_sharegpt_qps_inf.json", "custom:output tokens per request", {}, 212.92]
["vllm/serving_deepseek-v2.5_tp8_pp2_sharegpt_qps_01.json", "output_tokens_per_second", {}, 137.9009721392204]
["vllm/serving_deepseek-v2.5_tp8_pp2_sharegpt_qps_01.json", "requests_per_second", {}, 0.6460120963119033]
["vllm/serving_deepseek-v2.5_tp8_pp2_sharegpt_qps_01.json", "ttft", {"stat": "mean"}, 236.6770997449987]
["vllm/serving_deepseek-v2.5_tp8_pp2_sharegpt_qps_01.json", "ttft", {"stat": "sd"}, 170.64755512466377]
["vllm/serving_deepseek-v2.5_tp8_pp2_sharegpt_qps_01.json", "custom:output tokens per request", {}, 213.465]
["vllm/latency_llama8B_tp1_ascend.json", "batch_latency", {"stat": "mean"}, 7109.122886757056]
["vllm/latency_llama8B_tp1_ascend.json", "batch_latency", {"stat": "sd"}, 308.5346821616064]
["vllm/latency_llama8B_tp1_ascend.json", "batch_latency", {"stat": "p90"}, 7397.279229387641]
["vllm/throughput_llama8B_tp1_ascend_a.json", "total_tokens_per_second", {}, 1198.996134490826]
["vllm/throughput_llama8B_tp1_ascend_a.json", "requests_per_second", {}, 2.781764499305893]
["vllm/throughput_llama8B_tp1_ascend_a.json", "execution_time", {}, 71.89681227505207]
["vllm/throughput_llama8B_tp1_ascend_b.json", "total_tokens_per_second", {}, 1190.9743920852]
["vllm/throughput_llama8B_tp1_ascend_b.json", "requests_per_second", {}, 2.7631534315929653]
["vllm/throughput_llama8B_tp1_ascend_b.json", "execution_time", {}, 72.38106929324567]
["vllm/CONSTRUCTED_serving_tp8_qps16.pytorch.json", "ttft", {"stat": "mean"}, 59.57789878501217]
["vllm/CONSTRUCTED_serving_tp8_qps16.pytorch.json", "ttft", {"stat": "sd"}, 15.258642312043545]
["vllm/CONSTRUCTED_serving_tp8_qps16.pytorch.json", "itl", {"stat": "p99"}, 40.34279973975571]
["vllm/CONSTRUCTED_serving_tp8_qps16.pytorch.json", "output_tokens_per_second", {"request_rate": 16}, 1354.3654962178466]
["vllm/CONSTRUCTED_latency.pytorch.json", "batch_latency", {"stat": "mean", "batch": 8}, 7109.122886757056]
["vllm/CONSTRUCTED_latency.pytorch.json", "batch_latency", {"stat": "sd", "input_tokens": 32}, 308.5346821616064]
["vllm/CONSTRUCTED_latency.pytorch.json", "batch_latency", {"stat": "max", "output_tokens": 128}, 7935.083007439971]
["vllm/CONSTRUCTED_throughput.pytorch.json", "requests_per_second", {"tensor_parallel": 1}, 2.781764499305893]
["vllm/CONSTRUCTED_throughput.pytorch.json", "total_tokens_per_second", {"tensor_parallel": 1}, 1198.996134490826]
["vllm/CONSTRUCTED_throughput.pytorch.json", "execution_time", {}, 71.89681227505207]
["vllm/nightly_benchmark_results_deepseek.json", "output_tokens_per_second", {"request_rate": 1.0, "tensor_parallel": 8, "pipeline_parallel": 2}, 137.9009721392204]
["vllm/nightly_benchmark_results_deepseek.json", "ttft", {"request_rate": 1.0, "tensor_parallel": 8, "pipeline_parallel": 2, "stat": "p99"}, 1302.7685389300552]
["vllm/nightly_benchmark_results_deepseek.json", "requests_per_second", {"request_rate": 1.0, "tensor_parallel": 8, "pipeline_parallel": 2}, 0.6460120963119033]
["vllm/nightly_benchmark_results_deepseek.json", "output_tokens_per_second", {"request_rate": 4.0, "tensor_parallel": 8, "pipeline_parallel": 2}, 250.98403487963785]
["vllm/nightly_benchmark_results_deepseek.json", "ttft", {"request_rate": 4.0, "tensor_parallel": 8, "pipeline_parallel": 2, "stat": "p99"}, 703.650007379991]
["vllm/nightly_benchmark_results_deepseek.json", "requests_per_second", {"request_rate": 4.0, "tensor_parallel": 8, "pipeline_parallel": 2}, 1.1766439365211216]
["vllm/nightly_benchmark_results_deepseek.json", "output_tokens_per_second", {"request_rate": 16.0, "tensor_parallel": 8, "pipeline_parallel": 2}, 312.34234681182085]
["vllm/nightly_benchmark_results_deepseek.json", "ttft", {"request_rate": 16.0, "tensor_parallel": 8, "pipeline_parallel": 2, "stat": "p99"}, 397.25756394026575]
["vllm/nightly_benchmark_results_deepseek.json", "requests_per_second", {"request_rate": 16.0, "tensor_parallel": 8, "pipeline_parallel": 2}, 1.468222656412066]
["vllm/nightly_benchmark_results_deepseek.json", "output_tokens_per_second", {"request_rate": null, "tensor_parallel": 8, "pipeline_parallel": 2}, 332.795460943239]
["vllm/nightly_benchmark_results_deepseek.json", "ttft", {"request_rate": null, "tensor_parallel": 8, "pipeline_parallel": 2, "stat": "p99"}, 2415.798339080029]
["vllm/nightly_benchmark_results_deepseek.json", "requests_per_second", {"request_rate": null, "tensor_parallel": 8, "pipeline_parallel": 2}, 1.5783142962853098]
["vllm/nightly_benchmark_results_deepseek.md", "output_tokens_per_second", {"request_rate": 1.0}, 137.901]
["vllm/nightly_benchmark_results_deepseek.md", "itl", {"request_rate": 1.0, "stat": "median"}, 129.591]
["vllm/nightly_benchmark_results_deepseek.md", "output_tokens_per_second", {"request_rate": 4.0}, 250.984]
["vllm/nightly_benchmark_results_deepseek.md", "itl", {"request_rate": 4.0, "stat": "median"}, 141.287]
["vllm/nightly_benchmark_results_deepseek.md", "output_tokens_per_second", {"request_rate": 16.0}, 312.342]
["vllm/nightly_benchmark_results_deepseek.md", "itl", {"request_rate": 16.0, "stat": "median"}, 143.171]
["vllm/nightly_benchmark_results_deepseek.md", "output_tokens_per_second", {"request_rate": null}, 332.795]
["vllm/nightly_benchmark_results_deepseek.md", "itl", {"request_rate": null, "stat": "median"}, 142.733]
["messy/lhl_vllm_README.md", "output_tokens_per_second", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 1, "system": "vLLM"}, 8.61]
["messy/lhl_vllm_README.md", "total_tokens_per_second", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 1, "system": "vLLM"}, 22.36]
["messy/lhl_vllm_README.md", "ttft", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 1, "system": "vLLM", "stat": "p99"}, 129.47]
["messy/lhl_vllm_README.md", "itl", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 1, "system": "vLLM", "stat": "median"}, 115.69]
["messy/lhl_vllm_README.md", "output_tokens_per_second", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 8, "system": "vLLM"}, 49.41]
["messy/lhl_vllm_README.md", "total_tokens_per_second", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 8, "system": "vLLM"}, 128.28]
["messy/lhl_vllm_README.md", "ttft", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 8, "system": "vLLM", "stat": "p99"}, 1420.17]
["messy/lhl_vllm_README.md", "itl", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 8, "system": "vLLM", "stat": "median"}, 129.41]
["messy/lhl_vllm_README.md", "output_tokens_per_second", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 16, "system": "vLLM"}, 72.17]
["messy/lhl_vllm_README.md", "total_tokens_per_second", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 16, "system": "vLLM"}, 186.35]
["messy/lhl_vllm_README.md", "ttft", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 16, "system": "vLLM", "stat": "p99"}, 2771.88]
["messy/lhl_vllm_README.md", "itl", {"model": "meta-llama/Llama-2-7b-chat-hf", "concurrency": 16, "system": "vLLM", "stat": "median"}, 146.81]
["messy/lhl_vllm_README.md", "output_tokens_per_second", {"model": "RedHatAI/Llama-2-7b-chat-quantized.w8a8", "concurrency": 16, "system": "vLLM"}, 28.66]
["messy/lhl_vllm_README.md", "total_tokens_per_second", {"model": "RedHatAI/Llama-2-7b-chat-quantized.w8a8", "concurrency": 16, "system": "vLLM"}, 72.38]
["messy/lhl_vllm_README.md", "ttft", {"model": "RedHatAI/Llama-2-7b-chat-quantized.w8a8", "concurrency": 16, "system": "vLLM", "stat": "p99"}, 6955.75]
["messy/lhl_vllm_README.md", "itl", {"model": "RedHatAI/Llama-2-7b-chat-quantized.w8a8", "concurrency": 16, "system": "vLLM", "stat": "median"}, 320.35]
["messy/lhl_vllm_README.md", "output_tokens_per_second", {"model": "TheBloke/Llama-2-7B-Chat-GPTQ", "concurrency": 16, "system": "vLLM"}, 148.91]
["messy/lhl_vllm_README.md", "total_tokens_per_second", {"model": "TheBloke/Llama-2-7B-Chat-GPTQ", "concurrency": 16, "system": "vLLM"}, 356.67]
["messy/lhl_vllm_README.md", "ttft", {"model": "TheBloke/Llama-2-7B-Chat-GPTQ", "concurrency": 16, "system": "vLLM", "stat": "p99"}, 2622.98]
["messy/lhl_vllm_README.md", "itl", {"model": "TheBloke/Llama-2-7B-Chat-GPTQ", "concurrency": 16, "system": "vLLM", "stat": "median"}, 71.74]
["messy/lhl_vllm_README.md", "output_tokens_per_second", {"model": "/models/gguf/Llama-2-7b-chat-hf.f16.gguf", "concurrency": 1, "system": "llama.cpp"}, 12.75]
["messy/lhl_vllm_README.md", "total_tokens_per_second", {"model": "/models/gguf/Llama-2-7b-chat-hf.f16.gguf", "concurrency": 1, "system": "llama.cpp"}, 16.0]
["messy/lhl_vllm_README.md", "ttft", {"model": "/models/gguf/Llama-2-7b-chat-hf.f16.gguf", "concurrency": 1, "system": "llama.cpp", "stat": "p99"}, 418.39]
["messy/lhl_vllm_README.md", "itl", {"model": "/models/gguf/Llama-2-7b-chat-hf.f16.gguf", "concurrency": 1, "system": "llama.cpp", "stat": "median"}, 78.71]
["messy/lhl_vllm_README.md", "output_tokens_per_second", {"model": "/models/gguf/Llama-2-7b-chat-hf.f16.gguf", "concurrency": 16, "system": "llama.cpp"}, 66.85]
["messy/lhl_vllm_README.md", "total_tokens_per_second", {"model": "/models/gguf/Llama-2-7b-chat-hf.f16.gguf", "concurrency": 16, "system": "llama.cpp"}, 83.6]
["messy/lhl_vllm_README.md", "ttft", {"model": "/models/gguf/Llama-2-7b-chat-hf.f16.gguf", "concurrency": 16, "system": "llama.cpp", "stat": "p99"}, 800.17]
["messy/lhl_vllm_README.md", "itl", {"model": "/models/gguf/Llama-2-7b-chat-hf.f16.gguf", "concurrency": 16, "system": "llama.cpp", "stat": "median"}, 174.34]
["messy/lhl_vllm_README.md", "output_tokens_per_second", {"model": "/models/gguf/llama-2-7b.Q8_0.gguf", "concurrency": 1, "system": "llama.cpp"}, 24.74]
["messy/lhl_vllm_README.md", "total_tokens_per_second", {"model": "/models/gguf/llama-2-7b.Q8_0.gguf", "concurrency": 1, "system": "llama.cpp"}, 30.38]
["messy/lhl_vllm_README.md", "ttft", {"model": "/models/gguf/llama-2-7b.Q8_0.gguf", "concurrency": 1, "system": "llama.cpp", "stat": "p99"}, 613.21]
["messy/lhl_vllm_README.md", "itl", {"model": "/models/gguf/llama-2-7b.Q8_0.gguf", "concurrency": 1, "system": "llama.cpp", "stat": "median"}, 39.49]
["messy/lhl_vllm_README.md", "output_tokens_per_second", {"model": "/models/gguf/llama-2-7b.Q8_0.gguf", "concurrency": 16, "system": "llama.cpp"}, 161.34]
["messy/lhl_vllm_README.md", "total_tokens_per_second", {"model": "/models/gguf/llama-2-7b.Q8_0.gguf", "concurrency": 16, "system": "llama.cpp"}, 199.08]
["messy/lhl_vllm_README.md", "ttft", {"model": "/models/gguf/llama-2-7b.Q8_0.gguf", "concurrency": 16, "system": "llama.cpp", "stat": "p99"}, 937.76]
["messy/lhl_vllm_README.md", "itl", {"model": "/models/gguf/llama-2-7b.Q8_0.gguf", "concurrency": 16, "system": "llama.cpp", "stat": "median"}, 63.51]
["messy/lhl_vllm_README.md", "output_tokens_per_second", {"model": "/models/gguf/llama-2-7b.Q4_K_M.gguf", "concurrency": 1, "system": "llama.cpp"}, 24.75]
["messy/lhl_vllm_README.md", "total_tokens_per_second", {"model": "/models/gguf/llama-2-7b.Q4_K_M.gguf", "concurrency": 1, "system": "llama.cpp"}, 30.39]
["messy/lhl_vllm_README.md", "ttft", {"model": "/models/gguf/llama-2-7b.Q4_K_M.gguf", "concurrency": 1, "system": "llama.cpp", "stat": "p99"}, 617.56]
["messy/lhl_vllm_README.md", "itl", {"model": "/models/gguf/llama-2-7b.Q4_K_M.gguf", "concurrency": 1, "system": "llama.cpp", "stat": "median"}, 40.23]
["messy/lhl_vllm_README.md", "output_tokens_per_second", {"model": "/models/gguf/llama-2-7b.Q4_K_M.gguf", "concurrency": 16, "system": "llama.cpp"}, 178.68]
["messy/lhl_vllm_README.md", "total_tokens_per_second", {"model": "/models/gguf/llama-2-7b.Q4_K_M.gguf", "concurrency": 16, "system": "llama.cpp"}, 219.44]
["messy/lhl_vllm_README.md", "ttft", {"model": "/models/gguf/llama-2-7b.Q4_K_M.gguf", "concurrency": 16, "system": "llama.cpp", "stat": "p99"}, 909.76]
["messy/lhl_vllm_README.md", "itl", {"model": "/models/gguf/llama-2-7b.Q4_K_M.gguf", "concurrency": 16, "system": "llama.cpp", "stat": "median"}, 57.15]
`;

const figures: Figure[] = printed
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Figure);

describe.skipIf(areSamplesMissing)("vLLM's published files (skipped without ../shared/samples)", () => {
  it.each(table)("%s is read by %s: %d points, %d problems", (path, importer, points, problems) => {
    const read = readSample(path);
    expect([read.importer?.id ?? null, read.points.length, read.problems.length]).toEqual([
      importer,
      points,
      problems,
    ]);
  });

  it.each(figures)("%s: %s of %j is %d", (...figure) => {
    expect(figureIn(figure)).toBeCloseTo(figure[3], 9);
  });

  it("has a figure of every file that holds one", () => {
    const known = new Set(figures.map(([path]) => path));
    expect(table.filter(([path, importer]) => importer !== null && !known.has(path))).toEqual([]);
  });

  it("describes the five repeats of one setup by one and the same case, the sweep's others by their own", () => {
    const cases = table.slice(0, 7).map(([path]) => JSON.stringify(readSample(path).points[0]!.case));
    expect(new Set(cases.slice(0, 5)).size).toBe(1);
    expect(new Set(cases).size).toBe(3);
  });

  it("tells two throughput files of one setup from others by their name alone", () => {
    const [a, b] = ["a", "b"].map((run) =>
      readSample(`vllm/throughput_llama8B_tp1_ascend_${run}.json`, "same.json"),
    );
    const other = readSample("vllm/throughput_llama8B_tp1_ascend_a.json", "throughput_llama70B_tp4.json");
    expect(a!.points[0]!.case).toEqual(b!.points[0]!.case);
    expect(other.points[0]!.case).not.toEqual(a!.points[0]!.case);
  });

  it("keeps addresses and paths of the PyTorch files' arguments out of every point", () => {
    const { points } = readSample("vllm/CONSTRUCTED_serving_tp8_qps16.pytorch.json");
    expect(JSON.stringify(points)).not.toMatch(/http:|127\.0\.0\.1|\/root\//);
  });
});

import { describe, expect, it } from "vitest";
import { areSamplesMissing } from "../text-of";
import { figureIn, readSample, type Figure } from "./figures";

// Every file of SGLang there is. The figures are what another program prints:
//   python3 tests/oracles/sglang.py ../shared/samples

const table: [path: string, importer: string, points: number, problems: number][] = [
  // Seven lines of six figures; two lines of the first file are of one setup.
  ["sglang/llama_3_3_70b_offline_output.jsonl", "sglang-serving", 36, 0],
  ["sglang/llama_3_3_70b_online_output.jsonl", "sglang-serving", 42, 0],
  // Four rates, the concurrency that was reached, two lengths and four latencies.
  ["sglang/TonyLi15_agg_local.jsonl", "sglang-serving", 11, 0],
  ["sglang/TonyLi15_agg_n100_in128_out128_c32.jsonl", "sglang-serving", 11, 0],
  ["sglang/TonyLi15_agg_n100_in128_out128_c8.jsonl", "sglang-serving", 11, 0],
  ["sglang/TonyLi15_pd_inter_node_gh200_a100.jsonl", "sglang-serving", 11, 0],
];

const printed = `
["sglang/llama_3_3_70b_offline_output.jsonl", "output_tokens_per_second", {"dataset_name": "random", "request_rate": null, "num_prompts": "3000", "random_input_len": "1024", "random_output_len": "1024"}, 4520.698730654741]
["sglang/llama_3_3_70b_offline_output.jsonl", "ttft", {"dataset_name": "random", "request_rate": null, "num_prompts": "3000", "random_input_len": "1024", "random_output_len": "1024", "stat": "median"}, 91282.20983641222]
["sglang/llama_3_3_70b_offline_output.jsonl", "e2e_latency", {"dataset_name": "random", "request_rate": null, "num_prompts": "3000", "random_input_len": "1024", "random_output_len": "1024", "stat": "mean"}, 224918.79882259612]
["sglang/llama_3_3_70b_offline_output.jsonl", "output_tokens_per_second", {"dataset_name": "random", "request_rate": null, "num_prompts": "4000", "random_input_len": "1024", "random_output_len": "512"}, 3492.2944910189917]
["sglang/llama_3_3_70b_offline_output.jsonl", "ttft", {"dataset_name": "random", "request_rate": null, "num_prompts": "4000", "random_input_len": "1024", "random_output_len": "512", "stat": "median"}, 114572.18416058458]
["sglang/llama_3_3_70b_offline_output.jsonl", "e2e_latency", {"dataset_name": "random", "request_rate": null, "num_prompts": "4000", "random_input_len": "1024", "random_output_len": "512", "stat": "mean"}, 208761.42100593017]
["sglang/llama_3_3_70b_offline_output.jsonl", "output_tokens_per_second", {"dataset_name": "random", "request_rate": null, "num_prompts": "800", "random_input_len": "4096", "random_output_len": "2048"}, 2051.287161036558]
["sglang/llama_3_3_70b_offline_output.jsonl", "ttft", {"dataset_name": "random", "request_rate": null, "num_prompts": "800", "random_input_len": "4096", "random_output_len": "2048", "stat": "median"}, 61606.2875110656]
["sglang/llama_3_3_70b_offline_output.jsonl", "e2e_latency", {"dataset_name": "random", "request_rate": null, "num_prompts": "800", "random_input_len": "4096", "random_output_len": "2048", "stat": "mean"}, 271296.77870080894]
["sglang/llama_3_3_70b_offline_output.jsonl", "output_tokens_per_second", {"dataset_name": "random", "request_rate": null, "num_prompts": "1500", "random_input_len": "4096", "random_output_len": "1024"}, 1653.9276704239642]
["sglang/llama_3_3_70b_offline_output.jsonl", "ttft", {"dataset_name": "random", "request_rate": null, "num_prompts": "1500", "random_input_len": "4096", "random_output_len": "1024", "stat": "median"}, 183014.37471801182]
["sglang/llama_3_3_70b_offline_output.jsonl", "e2e_latency", {"dataset_name": "random", "request_rate": null, "num_prompts": "1500", "random_input_len": "4096", "random_output_len": "1024", "stat": "mean"}, 301638.1983016731]
["sglang/llama_3_3_70b_offline_output.jsonl", "output_tokens_per_second", {"dataset_name": "random", "request_rate": null, "num_prompts": "6000", "random_input_len": "256", "random_output_len": "512"}, 6648.4389207099675]
["sglang/llama_3_3_70b_offline_output.jsonl", "ttft", {"dataset_name": "random", "request_rate": null, "num_prompts": "6000", "random_input_len": "256", "random_output_len": "512", "stat": "median"}, 33223.93286949955]
["sglang/llama_3_3_70b_offline_output.jsonl", "e2e_latency", {"dataset_name": "random", "request_rate": null, "num_prompts": "6000", "random_input_len": "256", "random_output_len": "512", "stat": "mean"}, 156461.67297778238]
["sglang/llama_3_3_70b_offline_output.jsonl", "output_tokens_per_second", {"dataset_name": "sharegpt", "request_rate": null, "num_prompts": "2000"}, 3939.9256459856624]
["sglang/llama_3_3_70b_offline_output.jsonl", "ttft", {"dataset_name": "sharegpt", "request_rate": null, "num_prompts": "2000", "stat": "median"}, 18726.9222245086]
["sglang/llama_3_3_70b_offline_output.jsonl", "e2e_latency", {"dataset_name": "sharegpt", "request_rate": null, "num_prompts": "2000", "stat": "mean"}, 51991.706012124894]
["sglang/llama_3_3_70b_online_output.jsonl", "output_tokens_per_second", {"dataset_name": "random", "request_rate": 1.0, "num_prompts": "300", "random_input_len": "1024", "random_output_len": "1024"}, 537.4142851849319]
["sglang/llama_3_3_70b_online_output.jsonl", "ttft", {"dataset_name": "random", "request_rate": 1.0, "num_prompts": "300", "random_input_len": "1024", "random_output_len": "1024", "stat": "median"}, 85.74514742940664]
["sglang/llama_3_3_70b_online_output.jsonl", "e2e_latency", {"dataset_name": "random", "request_rate": 1.0, "num_prompts": "300", "random_input_len": "1024", "random_output_len": "1024", "stat": "mean"}, 7840.616212638561]
["sglang/llama_3_3_70b_online_output.jsonl", "output_tokens_per_second", {"dataset_name": "random", "request_rate": 2.0, "num_prompts": "600", "random_input_len": "1024", "random_output_len": "1024"}, 987.3125216200807]
["sglang/llama_3_3_70b_online_output.jsonl", "ttft", {"dataset_name": "random", "request_rate": 2.0, "num_prompts": "600", "random_input_len": "1024", "random_output_len": "1024", "stat": "median"}, 87.55627297796309]
["sglang/llama_3_3_70b_online_output.jsonl", "e2e_latency", {"dataset_name": "random", "request_rate": 2.0, "num_prompts": "600", "random_input_len": "1024", "random_output_len": "1024", "stat": "mean"}, 8540.55180882259]
["sglang/llama_3_3_70b_online_output.jsonl", "output_tokens_per_second", {"dataset_name": "random", "request_rate": 4.0, "num_prompts": "1200", "random_input_len": "1024", "random_output_len": "1024"}, 2047.9108281108272]
["sglang/llama_3_3_70b_online_output.jsonl", "ttft", {"dataset_name": "random", "request_rate": 4.0, "num_prompts": "1200", "random_input_len": "1024", "random_output_len": "1024", "stat": "median"}, 106.06311704032123]
["sglang/llama_3_3_70b_online_output.jsonl", "e2e_latency", {"dataset_name": "random", "request_rate": 4.0, "num_prompts": "1200", "random_input_len": "1024", "random_output_len": "1024", "stat": "mean"}, 12896.330808075727]
["sglang/llama_3_3_70b_online_output.jsonl", "output_tokens_per_second", {"dataset_name": "random", "request_rate": 8.0, "num_prompts": "2400", "random_input_len": "1024", "random_output_len": "1024"}, 3515.0190112201713]
["sglang/llama_3_3_70b_online_output.jsonl", "ttft", {"dataset_name": "random", "request_rate": 8.0, "num_prompts": "2400", "random_input_len": "1024", "random_output_len": "1024", "stat": "median"}, 191.41179136931896]
["sglang/llama_3_3_70b_online_output.jsonl", "e2e_latency", {"dataset_name": "random", "request_rate": 8.0, "num_prompts": "2400", "random_input_len": "1024", "random_output_len": "1024", "stat": "mean"}, 52064.764045071985]
["sglang/llama_3_3_70b_online_output.jsonl", "output_tokens_per_second", {"dataset_name": "random", "request_rate": 16.0, "num_prompts": "3200", "random_input_len": "1024", "random_output_len": "1024"}, 4288.049348197696]
["sglang/llama_3_3_70b_online_output.jsonl", "ttft", {"dataset_name": "random", "request_rate": 16.0, "num_prompts": "3200", "random_input_len": "1024", "random_output_len": "1024", "stat": "median"}, 614.2499720444903]
["sglang/llama_3_3_70b_online_output.jsonl", "e2e_latency", {"dataset_name": "random", "request_rate": 16.0, "num_prompts": "3200", "random_input_len": "1024", "random_output_len": "1024", "stat": "mean"}, 149037.25147111146]
["sglang/llama_3_3_70b_online_output.jsonl", "output_tokens_per_second", {"dataset_name": "sharegpt", "request_rate": 4.0, "num_prompts": "1200"}, 746.0750970739618]
["sglang/llama_3_3_70b_online_output.jsonl", "ttft", {"dataset_name": "sharegpt", "request_rate": 4.0, "num_prompts": "1200", "stat": "median"}, 68.27884959056973]
["sglang/llama_3_3_70b_online_output.jsonl", "e2e_latency", {"dataset_name": "sharegpt", "request_rate": 4.0, "num_prompts": "1200", "stat": "mean"}, 3201.4825566502986]
["sglang/llama_3_3_70b_online_output.jsonl", "output_tokens_per_second", {"dataset_name": "sharegpt", "request_rate": 8.0, "num_prompts": "2400"}, 1471.0864833760852]
["sglang/llama_3_3_70b_online_output.jsonl", "ttft", {"dataset_name": "sharegpt", "request_rate": 8.0, "num_prompts": "2400", "stat": "median"}, 83.16566958092153]
["sglang/llama_3_3_70b_online_output.jsonl", "e2e_latency", {"dataset_name": "sharegpt", "request_rate": 8.0, "num_prompts": "2400", "stat": "mean"}, 5302.550664339797]
["sglang/TonyLi15_agg_local.jsonl", "output_tokens_per_second", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 200, "tensor_parallel": 1}, 7420.0782262057355]
["sglang/TonyLi15_agg_local.jsonl", "total_tokens_per_second", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 200, "tensor_parallel": 1}, 36913.789862765945]
["sglang/TonyLi15_agg_local.jsonl", "ttft", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 200, "tensor_parallel": 1, "stat": "sd"}, 141.4201075442594]
["sglang/TonyLi15_agg_local.jsonl", "itl", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 200, "tensor_parallel": 1, "stat": "p95"}, 5.666554998606443]
["sglang/TonyLi15_agg_local.jsonl", "custom:input tokens per request", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 200, "tensor_parallel": 1}, 261.585]
["sglang/TonyLi15_agg_n100_in128_out128_c32.jsonl", "output_tokens_per_second", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 32, "tensor_parallel": 1}, 3190.9358710624765]
["sglang/TonyLi15_agg_n100_in128_out128_c32.jsonl", "total_tokens_per_second", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 32, "tensor_parallel": 1}, 6363.800098842236]
["sglang/TonyLi15_agg_n100_in128_out128_c32.jsonl", "ttft", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 32, "tensor_parallel": 1, "stat": "sd"}, 11.559231860659455]
["sglang/TonyLi15_agg_n100_in128_out128_c32.jsonl", "itl", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 32, "tensor_parallel": 1, "stat": "p95"}, 23.269593063741922]
["sglang/TonyLi15_agg_n100_in128_out128_c32.jsonl", "custom:input tokens per request", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 32, "tensor_parallel": 1}, 61.45]
["sglang/TonyLi15_agg_n100_in128_out128_c8.jsonl", "output_tokens_per_second", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 8, "tensor_parallel": 1}, 1415.8340658528766]
["sglang/TonyLi15_agg_n100_in128_out128_c8.jsonl", "total_tokens_per_second", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 8, "tensor_parallel": 1}, 2823.6496539865216]
["sglang/TonyLi15_agg_n100_in128_out128_c8.jsonl", "ttft", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 8, "tensor_parallel": 1, "stat": "sd"}, 9.230511822327976]
["sglang/TonyLi15_agg_n100_in128_out128_c8.jsonl", "itl", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 8, "tensor_parallel": 1, "stat": "p95"}, 17.85111976787448]
["sglang/TonyLi15_agg_n100_in128_out128_c8.jsonl", "custom:input tokens per request", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 8, "tensor_parallel": 1}, 61.45]
["sglang/TonyLi15_pd_inter_node_gh200_a100.jsonl", "output_tokens_per_second", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 8, "tensor_parallel": 1}, 383.33550702572177]
["sglang/TonyLi15_pd_inter_node_gh200_a100.jsonl", "total_tokens_per_second", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 8, "tensor_parallel": 1}, 1209.3811142424627]
["sglang/TonyLi15_pd_inter_node_gh200_a100.jsonl", "ttft", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 8, "tensor_parallel": 1, "stat": "sd"}, 450.33333823540175]
["sglang/TonyLi15_pd_inter_node_gh200_a100.jsonl", "itl", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 8, "tensor_parallel": 1, "stat": "p95"}, 7.594263460487128]
["sglang/TonyLi15_pd_inter_node_gh200_a100.jsonl", "custom:input tokens per request", {"model": "Qwen/Qwen2.5-3B-Instruct", "concurrency": 8, "tensor_parallel": 1}, 60.38]
`;

const figures: Figure[] = printed
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Figure);

describe.skipIf(areSamplesMissing)("SGLang's published files (skipped without ../shared/samples)", () => {
  it.each(table)("%s is read by %s: %d points, %d problems", (path, importer, points, problems) => {
    const read = readSample(path);
    expect([read.importer?.id, read.points.length, read.problems.length]).toEqual([
      importer,
      points,
      problems,
    ]);
  });

  it.each(figures)("%s: %s of %j is %d", (...figure) => {
    expect(figureIn(figure)).toBeCloseTo(figure[3], 6);
  });

  it("has a figure of every file", () => {
    const known = new Set(figures.map(([path]) => path));
    expect(table.filter(([path]) => !known.has(path))).toEqual([]);
  });

  it("keeps the server's address, ports and keys out of every point", () => {
    for (const [path] of table)
      expect(JSON.stringify(readSample(path).points.map((point) => point.case))).not.toMatch(
        /0\.0\.0\.0|localhost|"30000"|random_seed|api_key/,
      );
  });

  it("has the parts of a divided system each with its own version", () => {
    const [point] = readSample("sglang/TonyLi15_pd_inter_node_gh200_a100.jsonl").points;
    expect(point!.case).toMatchObject({
      ...{ model: "Qwen/Qwen2.5-3B-Instruct", system: "SGLang", system_version: null },
      extra: { prefill_version: "0.5.5.post3", decode_version: "0.5.6" },
    });
  });
});

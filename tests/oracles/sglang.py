"""Figures of the published SGLang files, read with nothing but json and arithmetic.

    python3 tests/oracles/sglang.py ../shared/samples

prints one line a figure: file, metric, what tells its case from the file's others, value. Runs of one setup stand
under one another in these files: their means are printed.
tests/importers/samples/sglang.test.ts holds the importer against these lines.
"""
import itertools
import json
import statistics
import sys

root = sys.argv[1]


def show(file, metric, bits, value):
    print(json.dumps([file, metric, bits, value]))


def finite(value):
    return None if value in (float("inf"), None) else value


for name in ("offline", "online"):
    path = f"sglang/llama_3_3_70b_{name}_output.jsonl"
    runs = [json.loads(line) for line in open(f"{root}/{path}", encoding="utf-8")]
    setup = lambda r: [r["dataset_name"], r["request_rate"], r["random_input_len"], r["random_output_len"], r["completed"]]
    for key, group in itertools.groupby(runs, setup):
        same = list(group)
        bits = {"dataset_name": key[0], "request_rate": finite(key[1]), "num_prompts": str(key[4])}
        if key[0] == "random":
            bits |= {"random_input_len": str(key[2]), "random_output_len": str(key[3])}
        mean = lambda field: statistics.fmean(r[field] for r in same)
        show(path, "output_tokens_per_second", bits, statistics.fmean(r["total_output_tokens"] / r["duration"] for r in same))
        show(path, "ttft", {**bits, "stat": "median"}, mean("median_ttft_ms"))
        show(path, "e2e_latency", {**bits, "stat": "mean"}, mean("mean_e2e_latency_ms"))

files = ["agg_local", "agg_n100_in128_out128_c32", "agg_n100_in128_out128_c8", "pd_inter_node_gh200_a100"]
for name in files:
    path = f"sglang/TonyLi15_{name}.jsonl"
    [run] = [json.loads(line) for line in open(f"{root}/{path}", encoding="utf-8")]
    n = run["completed"]
    server = run["server_info"].get("prefill", [run["server_info"]])[0]
    bits = {"model": server["model_path"], "concurrency": run["max_concurrency"], "tensor_parallel": server["tp_size"]}
    show(path, "output_tokens_per_second", bits, run["total_output_tokens"] / run["duration"])
    show(path, "total_tokens_per_second", bits, (run["total_input_tokens"] + run["total_output_tokens"]) / run["duration"])
    show(path, "ttft", {**bits, "stat": "sd"}, run["std_ttft_ms"] * (n / (n - 1)) ** 0.5)
    show(path, "itl", {**bits, "stat": "p95"}, run["p95_itl_ms"])
    show(path, "custom:input tokens per request", bits, run["total_input_tokens"] / n)

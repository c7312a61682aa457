"""Figures of the published vLLM files, read with nothing but json, csv-like splitting and arithmetic.

    python3 tests/oracles/vllm.py ../shared/samples

prints one line a figure: file, metric, what tells its case from the file's others, value. Latencies in ms, rates as
written. tests/importers/samples/vllm.test.ts holds the importers against these lines.
"""
import json
import re
import statistics
import sys

root = sys.argv[1]


def show(file, metric, bits, value):
    print(json.dumps([file, metric, bits, value]))


def text(path):
    return open(f"{root}/{path}", encoding="utf-8").read()


def sample_sd(population, n):
    return population * (n / (n - 1)) ** 0.5


# 1a: vllm bench serve
serve = [f"vllm/gloria_cf_c64_b5_r{i}.json" for i in range(1, 6)]
serve += ["vllm/gloria_sweep_c1.json", "vllm/gloria_sweep_c16.json"]
serve += [f"vllm/serving_deepseek-v2.5_tp8_pp2_{x}.json" for x in ("ib_sharegpt_qps_inf", "sharegpt_qps_01")]
for path in serve:
    run = json.loads(text(path))
    show(path, "output_tokens_per_second", {}, run["output_throughput"])
    show(path, "requests_per_second", {}, run["request_throughput"])
    if "ttfts" in run:
        kept = [t * 1000 for t, e in zip(run["ttfts"], run["errors"]) if e == ""]
        show(path, "ttft", {"stat": "mean"}, statistics.fmean(kept))
        show(path, "ttft", {"stat": "sd"}, statistics.stdev(kept))
    else:
        show(path, "ttft", {"stat": "mean"}, run["mean_ttft_ms"])
        show(path, "ttft", {"stat": "sd"}, sample_sd(run["std_ttft_ms"], run["completed"]))
    show(path, "custom:output tokens per request", {}, run["total_output_tokens"] / run["completed"])

# 1b, 1c
path = "vllm/latency_llama8B_tp1_ascend.json"
run = json.loads(text(path))
ms = [s * 1000 for s in run["latencies"]]
show(path, "batch_latency", {"stat": "mean"}, statistics.fmean(ms))
show(path, "batch_latency", {"stat": "sd"}, statistics.stdev(ms))
show(path, "batch_latency", {"stat": "p90"}, run["percentiles"]["90"] * 1000)
for path in ("vllm/throughput_llama8B_tp1_ascend_a.json", "vllm/throughput_llama8B_tp1_ascend_b.json"):
    run = json.loads(text(path))
    show(path, "total_tokens_per_second", {}, run["total_num_tokens"] / run["elapsed_time"])
    show(path, "requests_per_second", {}, run["num_requests"] / run["elapsed_time"])
    show(path, "execution_time", {}, run["elapsed_time"])

# 1d: one record a metric
path = "vllm/CONSTRUCTED_serving_tp8_qps16.pytorch.json"
records = {r["metric"]["name"]: r for r in json.loads(text(path))}
info = records["mean_ttft_ms"]["metric"]["extra_info"]
value = lambda name: records[name]["metric"]["benchmark_values"][0]
show(path, "ttft", {"stat": "mean"}, value("mean_ttft_ms"))
show(path, "ttft", {"stat": "sd"}, sample_sd(value("std_ttft_ms"), info["completed"]))
show(path, "itl", {"stat": "p99"}, value("p99_itl_ms"))
show(path, "output_tokens_per_second", {"request_rate": 16}, info["output_throughput"])
path = "vllm/CONSTRUCTED_latency.pytorch.json"
[record] = json.loads(text(path))
ms = [s * 1000 for s in record["metric"]["benchmark_values"]]
show(path, "batch_latency", {"stat": "mean", "batch": 8}, statistics.fmean(ms))
show(path, "batch_latency", {"stat": "sd", "input_tokens": 32}, statistics.stdev(ms))
show(path, "batch_latency", {"stat": "max", "output_tokens": 128}, max(ms))
path = "vllm/CONSTRUCTED_throughput.pytorch.json"
for record in json.loads(text(path)):
    name = {"tokens_per_second": "total_tokens_per_second"}.get(record["metric"]["name"], record["metric"]["name"])
    show(path, name, {"tensor_parallel": 1}, record["metric"]["benchmark_values"][0])
show(path, "execution_time", {}, record["metric"]["extra_info"]["elapsed_time"])

# 1e: rows; and the same rows of the report's table, rounded there
path = "vllm/nightly_benchmark_results_deepseek.json"
for row in json.loads(text(path)):
    rate = row["Test name"].rsplit("_", 1)[1]
    bits = {"request_rate": None if rate == "inf" else float(rate), "tensor_parallel": 8, "pipeline_parallel": 2}
    show(path, "output_tokens_per_second", bits, row["Output Tput (tok/s)"])
    show(path, "ttft", {**bits, "stat": "p99"}, row["P99 TTFT (ms)"])
    show(path, "requests_per_second", bits, row["Tput (req/s)"])
path = "vllm/nightly_benchmark_results_deepseek.md"
lines = [line for line in text(path).splitlines() if line.startswith("|")]
header = [cell.strip() for cell in lines[0].strip("|").split("|")]
for line in lines[2:]:
    row = dict(zip(header, [cell.strip() for cell in line.strip("|").split("|")]))
    rate = row["Test name"].rsplit("_", 1)[1]
    bits = {"request_rate": None if rate == "inf" else float(rate)}
    show(path, "output_tokens_per_second", bits, float(row["Output Tput (tok/s)"]))
    show(path, "itl", {**bits, "stat": "median"}, float(row["Median ITL (ms)"]))

# 1f: printed results, between their two lines of equals signs; the call stands before each
path = "messy/lhl_vllm_README.md"
parts = text(path).split("============ Serving Benchmark Result ============")
for before, after in zip(parts, parts[1:]):
    model = re.findall(r"model='([^']*)'", before)[-1]
    printed = dict(re.findall(r"^(.+?):\s+([\d.]+)$", after.split("=" * 50)[0], re.M))
    bits = {"model": model, "concurrency": int(printed["Maximum request concurrency"])}
    bits["system"] = "llama.cpp" if model.endswith(".gguf") else "vLLM"
    show(path, "output_tokens_per_second", bits, float(printed["Output token throughput (tok/s)"]))
    show(path, "total_tokens_per_second", bits, float(printed["Total Token throughput (tok/s)"]))
    show(path, "ttft", {**bits, "stat": "p99"}, float(printed["P99 TTFT (ms)"]))
    show(path, "itl", {**bits, "stat": "median"}, float(printed["Median ITL (ms)"]))

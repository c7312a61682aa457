"""Figures of the files of InferenceX and nvidia-smi in ../shared/samples, by Python's json, csv and statistics.

python3 tests/oracles/inferencex.py ../shared/samples/inferencex
"""
import csv
import json
import os
import statistics
import sys

folder = sys.argv[1]


def path(name):
    return os.path.join(folder, name)


print("# dashboard CSV: seconds under a header of ms (TPOT x interactivity = 1); x 1000 here")
with open(path("InferenceX_DeepSeek-R1-0528_e2e.csv"), encoding="utf-8") as file:
    for row in csv.DictReader(line for line in file if not line.startswith("#")):
        check = float(row["Mean TPOT (ms)"]) * float(row["Mean Interactivity (tok/s/user)"])
        print("concurrency", row["Concurrency"], "check", round(check, 6), "tput/gpu", row["Throughput/GPU (tok/s)"],
              "ttft", float(row["Mean TTFT (ms)"]) * 1000, "p99", float(row["P99 TTFT (ms)"]) * 1000,
              "tpot", float(row["Mean TPOT (ms)"]) * 1000, "e2e", float(row["Mean E2E Latency (ms)"]) * 1000,
              "intvty", row["Mean Interactivity (tok/s/user)"], "slow", row["P99 Interactivity (tok/s/user)"])

print("# rows in seconds without a unit")
for name in ["vllm_perf_eval_ingest_row.json", "glm5_fp8_vllm_tp8_isl1024_osl128_conc16.json"]:
    row = json.load(open(path(name)))
    for key, value in row.items():
        if key.startswith(("mean_", "median_", "p99_", "std_")):
            print(name[:4], key, value * 1000, "ms" if not key.endswith("intvty") else "(/1000) tok/s")
    print(name[:4], {key: row[key] for key in row if key.endswith(("per_gpu", "throughput"))})

print("# raw results of the vLLM fork")
for name in sorted(os.listdir(folder)):
    if name.startswith("heyram74") and name.endswith(".json"):
        row = json.load(open(path(name)))
        print(name[:26], {key: row[key] for key in
                          ["output_throughput", "total_token_throughput", "mean_ttft_ms", "mean_tpot_ms", "p99_e2el_ms"]})

print("# text tables")
for name in ["heyram74_dsr1_summary.txt", "heyram74_gptoss_summary.txt"]:
    for line in open(path(name)):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 9 and cells[0].isdigit():
            tp, concurrency, _, _, total, per_gpu, per_user, p99, median = map(float, cells)
            print(name[9:14], tp, concurrency, "total", total, "gpus", round(total / per_gpu, 2), "per user", per_user,
                  "e2e median", median * 1000, "p99", p99 * 1000)

print("# gpu_metrics.csv: sums over the 8 GPUs of each time")
ticks = []
with open(path("heyram74_tp2_conc64_gpu_metrics.csv")) as file:
    for row in csv.reader(file, skipinitialspace=True):
        if not row or row[0] == "timestamp":
            continue
        if row[1] == "0":
            ticks.append({"W": [], "%": [], "C": []})
        ticks[-1]["W"].append(float(row[2].split()[0]))
        ticks[-1]["C"].append(float(row[3]))
        ticks[-1]["%"].append(float(row[6].split()[0]))
print("GPUs", {len(tick["W"]) for tick in ticks}, "times", len(ticks))
sums = [sum(tick["W"]) for tick in ticks]
print("power mean", statistics.fmean(sums), "sd", statistics.stdev(sums), "max", max(sums))
print("utilization", statistics.fmean(statistics.fmean(tick["%"]) for tick in ticks))
print("temperature", statistics.fmean(statistics.fmean(tick["C"]) for tick in ticks))

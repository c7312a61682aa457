"""Figures of AIPerf and GenAI-Perf files, read by Python's json and csv alone.

    python3 tests/oracles/aiperf.py FILE…

Prints each metric with mean, p99, n and the sample standard deviation (numpy's population sd × sqrt(n / (n − 1))).
"""
import csv
import json
import math
import sys


def sample_sd(sd, n):
    return None if sd is None or n is None or n < 2 else sd * math.sqrt(n / (n - 1))


def of_json(run):
    n = int(run["request_count"]["avg"]) if "request_count" in run else None
    for tag, block in run.items():
        if isinstance(block, dict) and "avg" in block:
            count = block.get("count", n if "p99" in block else None)
            print(tag, block["unit"], block["avg"], "p99", block.get("p99"), "n", count, "sd", sample_sd(block.get("std"), count))


def of_sweep(sweep):
    for part in sweep["per_combination_metrics"]:
        for tag, block in part["metrics"].items():
            print(part["parameters"], tag, block["unit"], block["mean"], "p99", block.get("p99"), "n", block.get("count"))


def of_csv(path):
    for line, row in enumerate(csv.reader(open(path, newline="")), 1):
        if len(row) > 1 and row[0] not in ("Metric", ""):
            print("line", line, row[0], [float(cell.replace(",", "")) for cell in row[1:] if cell])


for path in sys.argv[1:]:
    print("==", path)
    if path.endswith(".csv"):
        of_csv(path)
    else:
        document = json.load(open(path))
        (of_sweep if "per_combination_metrics" in document else of_json)(document)

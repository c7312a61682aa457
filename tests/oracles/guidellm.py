"""Figures of GuideLLM files, read by Python's json and csv alone.

    python3 tests/oracles/guidellm.py FILE…

Prints the successful requests' figures of each metric: mean, p99, count and the sample standard deviation (the file's
population sd × sqrt(n / (n − 1)), n being the count of request_latency); raw requests give the sd from their values.
"""
import csv
import json
import math
import statistics
import sys


def sample_sd(sd, n):
    return sd * math.sqrt(n / (n - 1)) if n and n > 1 else None


def of_report(report):
    for benchmark in report["benchmarks"]:
        metrics = benchmark["metrics"]
        n = metrics["request_latency"]["successful"]["count"]
        for key, metric in metrics.items():
            ok = metric.get("successful") if isinstance(metric, dict) else None
            if isinstance(ok, dict) and "mean" in ok:
                print(key, ok["mean"], "p99", ok["percentiles"]["p99"], "count", ok["count"], "sd", sample_sd(ok["std_dev"], n))
        requests = benchmark["requests"]["successful"]
        latencies = [1000 * each["request_latency"] for each in requests]
        if len(latencies) == n:
            print("requests", len(latencies), "latency ms", statistics.fmean(latencies), "sd", statistics.stdev(latencies))


def of_csv(path):
    groups, names, stats, *rows = csv.reader(open(path, newline=""))
    for row in rows:
        n = int(row[groups.index("Request Counts")])
        for column, (group, name, stat) in enumerate(zip(groups, names, stats)):
            if name.startswith("Successful ") and stat == "Mean":
                cells = row[column : column + 4]
                listed = json.loads(cells[3])
                print(column + 1, group, name, float(cells[0]), "sd", sample_sd(float(cells[2]), n), "p90", listed[7], "p99", listed[9], "n", n)


for path in sys.argv[1:]:
    print("==", path)
    if path.endswith(".csv"):
        of_csv(path)
    else:
        document = json.load(open(path))
        of_report(document) if "benchmarks" in document else print(json.dumps(document, indent=1))

"""Figures of the MLPerf files in ../shared/samples, by Python's re, json, csv and statistics.

python3 tests/oracles/mlperf.py ../shared/samples/mlperf
"""
import collections
import csv
import json
import os
import re
import statistics
import sys

folder = sys.argv[1]

for name in sorted(os.listdir(folder)):
    file = os.path.join(folder, name)
    if name.endswith("_summary.txt"):
        text = open(file).read()
        print("#", name)
        for label in ["Scenario", "(?:Completed s|S)amples per second", "(?:Completed t|T)okens per second", "Result is",
                      "Scheduled samples per second", r"Mean First Token latency \(ns\)",
                      r"99.00 percentile first token latency \(ns\)", r"Mean Time to Output Token \(ns\)",
                      r"Mean latency \(ns\)", "target_qps"]:
            found = re.search(rf"^{label}\s*:\s*(\S+)", text, re.M)
            if found:
                value = found.group(1)
                print("  ", label, float(value) / 1e6 if label.endswith(r"\(ns\)") else value)
    if name.endswith("log_detail.txt"):
        print("#", name)
        for number, line in enumerate(open(file), 1):
            fact = json.loads(line.removeprefix(":::MLLOG "))
            if fact["key"] in ["result_validity", "result_samples_per_second", "result_tokens_per_second",
                               "effective_scenario", "loadgen_version", "test_datetime"]:
                print("   line", number, fact["key"], fact["value"])
    if name.endswith("_summary.csv"):
        rows = list(csv.DictReader(open(file)))
        figures = sum(len(re.findall(r"[\w-]+:\s*[\d.]+", row["Accuracy"])) for row in rows)
        print("#", name, len(rows), "results,", figures, "accuracies, points:", len(rows) + figures)
        print("  ", collections.Counter(row["Units"] for row in rows))
        for row in rows[:2] + rows[-1:]:
            print("  ", row["Model"], row["Scenario"], row["Result"], row["Units"], row["Accuracy"][:20],
                  int(row["accelerators_per_node"]) * int(row["number_of_nodes"]), row["SystemName"], row["Platform"])
    if name.endswith("_spl.txt"):
        watts = [float(line.split(",")[3]) for line in open(file) if line.startswith("Time,")]
        print("#", name, len(watts), "mean", statistics.fmean(watts), "sd", statistics.stdev(watts), max(watts))
    if name.endswith("server.json"):
        for message in json.load(open(file))["ptd_messages"]:
            if message["cmd"].startswith(("Go", "Watts")):
                print("#", message["cmd"], message["reply"])
    if name.endswith("results.csv"):
        rates = [float(row["tps"]) for row in csv.DictReader(open(file))]
        print("#", name, len(rates), rates[:3])

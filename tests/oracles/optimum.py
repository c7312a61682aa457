"""Prints figures of optimum-benchmark's reports and tables: python3 tests/oracles/optimum.py FILE..."""

import csv
import json
import statistics
import sys

for path in sys.argv[1:]:
    print(path)
    if path.endswith(".json"):
        whole = json.load(open(path))
        report = whole.get("report", whole)
        for name, target in report.items():
            latency = isinstance(target, dict) and target.get("latency")
            if latency:
                values = [value * 1000 for value in latency["values"]]
                sd = statistics.stdev(values) if len(values) > 1 else None
                print("  ", name, "ms", statistics.mean(values), "sd", sd, "n", len(values), "rate", target["throughput"])
        continue
    rows = list(csv.DictReader(open(path, newline="")))
    print("  rows", len(rows))
    for row in (rows[0], rows[-1]):
        print("  ", {name: value for name, value in row.items() if "(" in name and value != ""})

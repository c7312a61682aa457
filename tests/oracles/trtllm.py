"""Prints what logs and tables of trtllm-bench say: python3 tests/oracles/trtllm.py FILE..."""

import csv
import re
import sys

for path in sys.argv[1:]:
    print(path)
    text = open(path, newline="").read()
    if path.endswith(".csv"):
        rows = list(csv.DictReader(text.splitlines()))
        print("  rows", len(rows))
        for row in (rows[0], rows[33], rows[-1]):
            product = float(row["Request_Throughput"]) * float(row["Avg_Output_Len"])
            print("  ", row["ISL"], row["OSL"], row["Token_Throughput"], row["Request_Throughput"], "req/s x len", product)
        continue
    for number, line in enumerate(text.split("\n"), 1):
        found = re.match(r"^([A-Z][^:]*?):\s+(\S.*)$", line)
        if found and not line.startswith("["):
            print("  ", number, found.group(1), "=", found.group(2))

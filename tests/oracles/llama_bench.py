"""Figures expected of the samples of llama-bench, by Python's json, csv, re and statistics alone.

    python3 tests/oracles/llama_bench.py ../shared/samples/llama-bench
"""
import csv
import json
import re
import statistics
import sys
from pathlib import Path

folder = Path(sys.argv[1])


def rates(row):
    tokens = row["n_prompt"] + row["n_gen"]
    return [1e9 * tokens / ns for ns in row["samples_ns"]]


def describe(name, row):
    values = rates(row)
    spread = statistics.stdev(values) if len(values) > 1 else None
    print(name, f"pp{row['n_prompt']}", f"tg{row['n_gen']}", len(values), statistics.fmean(values), spread, row["avg_ts"])


for path in sorted(folder.iterdir()):
    text = path.read_text(encoding="utf-8")
    if "lhl" in path.name and path.suffix == ".jsonl":
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
        inner = [row.get("bench_raw", row) for row in rows]
        print(path.name, len(rows), "rows;", sum(row["n_gen"] == 0 for row in inner), "pp")
        around = {"test_time", "avg_ns", "stddev_ns", "avg_ts", "stddev_ts", "samples_ns", "samples_ts"}
        setups = {json.dumps({k: v for k, v in row.items() if k not in around}, sort_keys=True) for row in inner}
        print(path.name, len(setups), "setups of the bare rows")
        describe(path.name, inner[0])
        describe(path.name, inner[200])
        print({k: v for k, v in rows[200].items() if "peak" in k or "power" in k or "temp" in k})
    elif path.suffix == ".jsonl":
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
        for row in (rows[0], rows[-1]):
            describe(f"{path.name} ({len(rows)})", row)
    elif path.suffix == ".json" and "system_info" not in path.name:
        for row in json.loads(text):
            describe(path.name, row)
    elif path.suffix == ".csv":
        header, *rows = csv.reader(text.splitlines())
        print(path.name, len(header), [len(row) for row in rows], [row[-2:] for row in rows])
    elif path.suffix == ".sql":
        for found in re.finditer(r"\((\w[^()]*)\) VALUES \((.*)\);", text):
            values = found[2].strip("'").split("', '")
            print(path.name, found[1].count(",") + 1, "columns", len(values), "values", values[-2:], "line", text.count("\n", 0, found.start()) + 1)
    elif path.suffix == ".md":
        for line in text.splitlines()[2:]:
            print(path.name, [cell.strip() for cell in line.split("|")[6:8]])

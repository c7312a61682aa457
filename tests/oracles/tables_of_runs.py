"""Prints what tables of Ollama, LMDeploy and Argonne's benchmark come to: python3 tests/oracles/tables_of_runs.py FILE..."""

import collections
import csv
import statistics
import sys


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def ollama(rows):
    models = collections.OrderedDict()
    for row in rows:
        models.setdefault(row["model"], []).append(row)
    for model, own in models.items():
        out = [int(row["eval_count"]) / int(row["eval_duration"]) * 1e9 for row in own]
        prompt = [int(row["prompt_eval_count"]) / int(row["prompt_eval_duration"]) * 1e9 for row in own]
        print("  ", model, len(own), "out", statistics.mean(out), "sd", statistics.stdev(out), "prompt", statistics.mean(prompt))


def argonne(header, rows):
    names = [name.strip().lower().replace("_", " ") for name in header]
    seen, counts = set(), collections.Counter()
    cases = collections.OrderedDict()
    for line, row in rows:
        if len(row) != len(names):
            counts["ragged"] += 1
            continue
        if tuple(row) in seen:
            counts["repeated"] += 1
            continue
        seen.add(tuple(row))
        cell = dict(zip(names, row))
        rate, seconds = number(cell.get("throughput")), number(cell.get("latency"))
        batch = number(cell["batch size"])
        length = cell.get("input output length")
        given = number(length or cell.get("input length") or cell.get("max input length"))
        made = number(length or cell.get("output length") or cell.get("max output len"))
        if rate is None or seconds is None:
            kind = "no rate"
        elif abs(rate * seconds / ((given + made) * batch) - 1) < 0.02:
            kind = "total"
        elif abs(rate * seconds / (given + made) - 1) < 0.02:
            kind = "without batch"
        else:
            kind = "neither"
        counts[kind] += 1
        power, per_watt = number(cell.get("avg power")), number(cell.get("throughput per watt avg"))
        if power:
            counts["mW" if abs(rate / power * 1000 / per_watt - 1) < 0.02 else "W" if abs(rate / power / per_watt - 1) < 0.02 else "?"] += 1
        key = tuple(value for name, value in cell.items() if name not in ("latency", "throughput", "avg power", "throughput per watt avg", "ttft latency", "end latency"))
        cases.setdefault((kind, key), []).append((line, cell))
    print("  ", dict(counts), "cases", len(cases))
    every = list(cases.items())
    for (kind, key), own in (every[0], every[len(every) // 2], every[-1]):
        print("  ", kind, key, "L", [line for line, _ in own], [(cell.get("throughput"), cell.get("latency") or cell.get("ttft latency"), cell.get("avg power")) for _, cell in own])


for path in sys.argv[1:]:
    print(path)
    if path.endswith(".md"):
        print("  ", [cell.strip() for cell in open(path).read().strip().split("\n")[-1].split("|")])
        continue
    rows = [(i, row) for i, row in enumerate(csv.reader(open(path, newline="")), 1) if any(cell.strip() for cell in row)]
    header = rows[0][1]
    if "eval_count" in header:
        ollama([dict(zip(header, row)) for _, row in rows[1:]])
    else:
        argonne(header, rows[1:])

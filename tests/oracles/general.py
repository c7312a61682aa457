"""Figures expected of the samples of general benchmark tools, by Python's json, re and statistics alone.

    python3 tests/oracles/general.py ../shared/samples/general
"""
import json
import re
import statistics
import sys
from pathlib import Path

folder = Path(sys.argv[1])


def read(name):
    return (folder / name).read_text(encoding="utf-8")


def say(name, *figures):
    print(name, *figures)


for each in json.loads(read("googlecpp_output.json"))["benchmarks"]:
    say("googlecpp", each["name"], each["time_unit"], each["real_time"], each["cpu_time"])

for each in json.loads(read("pytest_output.json"))["benchmarks"]:
    stats = each["stats"]
    say("pytest", each["name"], *(stats[key] for key in ("mean", "stddev", "median", "min", "max", "rounds")))

for each in json.loads(read("hyperfine_dandavison_error.json"))["results"]:
    say("hyperfine", len(each["times"]), statistics.fmean(each["times"]), statistics.stdev(each["times"]), each["user"])

for each in json.loads(read("benchmarkdotnet.json"))["Benchmarks"]:
    values = each["Statistics"]["OriginalValues"]
    say("dotnet", each["FullName"], len(values), statistics.fmean(values), statistics.stdev(values), "ns")

for line in read("cargo_output.txt").splitlines():
    found = re.search(r"test (\S+) .*bench: +([\d,]+) ns/iter", line)
    if found:
        say("cargo", found[1], int(found[2].replace(",", "")), "ns")

for line in read("go_output.txt").splitlines():
    found = re.match(r"(Benchmark\S+)\s+\d+\s+([\d.]+) ns/op(?:\s+([\d.]+) (\S+))?", line)
    if found:
        say("go", found[1], found[2], "ns", found[3], found[4])

lines = read("catch2_output_v3.txt").splitlines()
for i, line in enumerate(lines):
    if re.search(r"\s\d+\s+\d+\s+[\d.]+ ms\s*$", line):
        say("catch2", line.split("  ")[0], line.split()[-4], lines[i + 1].split(), lines[i + 2].split()[:2])

group = json.loads(read("julia_output.json"))[1][0][1]["data"]["fib"][1]["data"]
for key, (kind, fields) in group.items():
    say("julia", key, kind, fields["time"], fields["gctime"], fields["memory"], fields["allocs"])

for name in ("customBiggerIsBetter_output.json", "customSmallerIsBetter_output.json"):
    for each in json.loads(read(name)):
        say(name, each["name"], each["value"], each["unit"])

text = read("github-action-benchmark_data.js")
data = json.loads(text[text.index("{"):])
cases, units, last = set(), {}, None
for suite, runs in data["entries"].items():
    for run in runs:
        for bench in run["benches"]:
            unit = bench["unit"].split("\t")[0]
            time = {"ns/iter": "s", "ns/op": "s", "ns": "s", "us": "s", "ms": "s"}.get(unit, unit)
            cases.add((suite, run["commit"]["id"], bench["name"], time))
            units[bench["unit"]] = units.get(bench["unit"], 0) + 1
            last = (suite, run["commit"]["id"], bench["name"], bench["value"], bench["unit"])
say("data.js", sum(units.values()), "benches;", len(cases), "of one suite, commit, name and unit", units, last)
rust = [run for run in data["entries"]["Rust Benchmark"] if run["commit"]["id"].startswith("45d78258")]
say("data.js", rust[0]["commit"]["id"], rust[0]["date"], rust[0]["benches"])

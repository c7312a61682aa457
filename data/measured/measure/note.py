"""The tables of a dataset's note, from its CSV."""

import csv
import math

from rows import KEY_COLUMNS, SCENARIOS
from shapes import SHAPES, bytes_of_step


def read_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def run_values(rows):
    """Values by run, missing ones left out."""
    runs = {}
    for each in rows:
        if each["value"] != "OOM":
            runs.setdefault(each["run"], []).append(float(each["value"]))
    return runs


def mean(values):
    return sum(values) / len(values)


def variance(values):
    middle = mean(values)
    return sum((value - middle) ** 2 for value in values) / (len(values) - 1)


def spread(runs):
    """Mean of the runs' means; standard deviation between these and, pooled, within runs, as shares of the mean."""
    means = [mean(values) for values in runs.values()]
    inner = [values for values in runs.values() if len(values) > 1]
    freedom = sum(len(values) - 1 for values in inner)
    within = math.sqrt(sum((len(v) - 1) * variance(v) for v in inner) / freedom) if inner else None
    between = math.sqrt(variance(means)) if len(means) > 1 else None
    share = lambda deviation: None if deviation is None else deviation / mean(means)
    return mean(means), share(between), share(within), len(means)


def machine_rates(rows):
    """The machine's best measured rates by threads: bytes and FLOP per second, and the tables of all of them."""
    of = {}
    for each in rows:
        if each["model"] == "" and each["scenario"] not in ("", "idle"):
            of.setdefault((each["metric"], each["threads"], each["scenario"]), []).append(each)
    told = {key: spread(run_values(group)) for key, group in of.items()}
    best = {}
    for (metric, threads, _), (middle, *_rest) in told.items():
        best[metric, threads] = max(best.get((metric, threads), 0.0), middle)
    return best, told


def utilisation(case_rows, best):
    """(MBU, MFU) of one case from its own rows; None for what cannot be told."""
    sample = case_rows[0]
    shape = next(each for each in SHAPES.values() if each.name == sample["model"])
    by_metric = {}
    for each in case_rows:
        by_metric.setdefault(each["metric"], []).append(each)
    mbu = mfu = None
    if run_values(by_metric.get("output_tokens_per_second", [])):
        rate = spread(run_values(by_metric["output_tokens_per_second"]))[0]
        batch, seen = int(sample["batch"]), int(sample["input_tokens"]) + (int(sample["output_tokens"]) + 1) / 2
        moved = bytes_of_step(shape, batch, seen, sample["precision"]) * rate / batch
        bandwidth = best.get(("custom:memory_bandwidth", sample["threads"]))
        mbu = moved / (bandwidth * 1e9) if bandwidth else None
    if "tflops" in by_metric and ("tflops", sample["threads"]) in best:
        mfu = spread(run_values(by_metric["tflops"]))[0] / best["tflops", sample["threads"]]
    return mbu, mfu


def note_tables(rows):
    """Markdown tables of all that was measured, and the cases that use more than the machine has."""
    best, machine = machine_rates(rows)
    lines = ["| machine | threads | mean | between runs |", "|---|---|---|---|"]
    for (metric, threads, scenario), (middle, between, _, _) in machine.items():
        unit = "GB/s" if metric.startswith("custom") else "TFLOPS"
        lines.append(f"| {scenario} | {threads} | {middle:.4g} {unit} | {percent(between)} |")
    cases = {}
    for each in rows:
        if each["model"]:
            cases.setdefault(tuple(each[name] for name in KEY_COLUMNS[1:]), []).append(each)
    lines += [
        "",
        "| model | system | case | metric | mean | runs | between runs | within a run | MBU | MFU |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    beyond = []
    for key in sorted(cases, key=order_of_case):
        mbu, mfu = utilisation(cases[key], best)
        beyond += [key] if max(mbu or 0, mfu or 0) > 1 else []
        lines += case_lines(cases[key], mbu, mfu)
    return "\n".join(lines), beyond


def order_of_case(key):
    of = dict(zip(KEY_COLUMNS[1:], key))
    return of["model"], of["system"], of["scenario"], int(of["batch"]), int(of["input_tokens"])


def case_lines(rows, mbu, mfu):
    first, groups = rows[0], {}
    for each in rows:
        groups.setdefault((each["metric"], each["power_scope"], each["memory_scope"]), []).append(each)
    is_prefill = first["scenario"] == SCENARIOS["prefill"]
    of = f"prefill of {first['input_tokens']}" if is_prefill else f"decode, batch {first['batch']}"
    lines = []
    for (metric, *scopes), group in groups.items():
        runs = run_values(group)
        named = f"`{metric}`" + "".join(f", {scope}" for scope in scopes if scope)
        share = (percent(mbu), percent(mfu)) if metric in ("ttft", "output_tokens_per_second") else ("", "")
        if not runs:
            lines.append(f"| {first['model']} | {first['system']} | {of} | {named} | OOM | | | | | |")
            continue
        middle, between, within, count = spread(runs)
        values = f"{middle:.4g} {group[0]['unit']} | {count} | {percent(between)} | {percent(within)}"
        lines.append(f"| {first['model']} | {first['system']} | {of} | {named} | {values} | {' | '.join(share)} |")
    return lines


def percent(share):
    return "" if share is None else f"{share * 100:.1f} %"

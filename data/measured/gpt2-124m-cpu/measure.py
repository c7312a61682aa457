#!/usr/bin/env python3
"""Measure a transformer of GPT-2 124M's shape on this machine's CPU.

Writes one row a sample in Whisker's own CSV. Nothing is downloaded: the weights are random with a fixed
seed, and random weights take the same time as trained ones. Every (run, case) pair is measured in a fresh
process, so `run` counts real repeats and `sample` counts passes inside one of them.

    python3 measure.py --out results.csv        the full measurement (about thirteen minutes on two cores)
    python3 measure.py --quick --out quick.csv  fewer runs and passes (about three minutes on two cores)
    python3 measure.py --tiny --runs 2          a toy shape, seconds; for tests, not for publishing

Needs PyTorch 1.13 or newer and nothing else.
"""

import argparse
import csv
import datetime
import json
import os
import platform
import random
import resource
import subprocess
import sys
import time

VERSION = "1.0.0"
HERE = os.path.dirname(os.path.abspath(__file__))
SEED = 20251121
ATTEMPTS = 30

SHAPES = {
    "gpt2-124m": dict(layers=12, width=768, heads=12, vocab=50257, context=1024, parameters=124439808),
    "tiny": dict(layers=2, width=64, heads=2, vocab=512, context=64, parameters=None),
}
NAMES = {"gpt2-124m": "GPT-2 124M", "tiny": "GPT-2 shape, tiny"}

COLUMNS = [
    "metric", "value", "unit", "model", "system", "system_version", "hardware", "accelerators", "precision",
    "batch", "input_tokens", "output_tokens", "scenario", "threads", "weights", "attention", "blas", "seed",
    "run", "sample", "evidence", "measured_at", "tool", "tool_version", "git_commit", "command", "python", "kernel",
]


def case(threads, batch, tokens_in, tokens_out, precision, warmup, passes):
    return dict(threads=threads, batch=batch, input_tokens=tokens_in, output_tokens=tokens_out,
                precision=precision, warmup=warmup, passes=passes)


def cases_for(kind, cores):
    if kind == "tiny":
        return "tiny", [case(1, 1, 8, 4, "fp32", 1, 3), case(1, 2, 8, 4, "fp32", 1, 3)]
    few = kind == "quick"
    n = 4 if few else 10
    cases = [
        case(cores, 1, 128, 32, "fp32", 1, n),
        case(cores, 4, 128, 32, "fp32", 1, n),
        case(cores, 8, 128, 32, "fp32", 1, n),
        case(cores, 1, 512, 32, "fp32", 1, n),
    ]
    if cores > 1:
        cases.append(case(1, 1, 128, 32, "fp32", 1, n))
    return "gpt2-124m", cases


# ---------------------------------------------------------------------------------------------- the model


def build(shape, dtype, seed):
    """Weights of a pre-norm decoder with learned positions and an output layer tied to the embedding."""
    import torch

    gen = torch.Generator().manual_seed(seed)
    d = shape["width"]

    def normal(*size):
        return torch.empty(*size).normal_(0.0, 0.02, generator=gen).to(dtype)

    def zeros(n):
        return torch.zeros(n, dtype=dtype)

    def ones(n):
        return torch.ones(n, dtype=dtype)

    weights = {"tokens": normal(shape["vocab"], d), "positions": normal(shape["context"], d),
               "norm": (ones(d), zeros(d)), "layers": []}
    for _ in range(shape["layers"]):
        weights["layers"].append({
            "norm1": (ones(d), zeros(d)), "qkv": (normal(3 * d, d), zeros(3 * d)), "out": (normal(d, d), zeros(d)),
            "norm2": (ones(d), zeros(d)), "up": (normal(4 * d, d), zeros(4 * d)), "down": (normal(d, 4 * d), zeros(d)),
        })
    return weights


def count_parameters(node):
    if isinstance(node, dict):
        return sum(count_parameters(v) for v in node.values())
    if isinstance(node, (list, tuple)):
        return sum(count_parameters(v) for v in node)
    return node.numel()


class Decoder:
    """Greedy decoding with a key-value cache that is allocated once."""

    def __init__(self, shape, weights, batch, length, dtype):
        import torch

        self.shape, self.w, self.batch = shape, weights, batch
        self.head = shape["width"] // shape["heads"]
        size = (shape["layers"], batch, shape["heads"], length, self.head)
        self.keys = torch.zeros(size, dtype=dtype)
        self.values = torch.zeros(size, dtype=dtype)
        self.mask = torch.full((length, length), float("-inf"), dtype=dtype).triu(1)

    def step(self, tokens, start):
        """Feed `tokens` (batch x count) at position `start`; return the next token of each sequence."""
        import torch
        import torch.nn.functional as F

        b, count = tokens.shape
        d, heads, end = self.shape["width"], self.shape["heads"], start + count
        x = F.embedding(tokens, self.w["tokens"]) + self.w["positions"][start:end]
        for i, layer in enumerate(self.w["layers"]):
            h = F.layer_norm(x, (d,), *layer["norm1"])
            q, k, v = F.linear(h, *layer["qkv"]).view(b, count, 3, heads, self.head).permute(2, 0, 3, 1, 4)
            self.keys[i, :, :, start:end] = k
            self.values[i, :, :, start:end] = v
            scores = torch.matmul(q, self.keys[i, :, :, :end].transpose(-1, -2)) * self.head ** -0.5
            if count > 1:
                scores = scores + self.mask[start:end, :end]
            h = torch.matmul(torch.softmax(scores, -1), self.values[i, :, :, :end])
            x = x + F.linear(h.transpose(1, 2).reshape(b, count, d), *layer["out"])
            h = F.layer_norm(x, (d,), *layer["norm2"])
            x = x + F.linear(F.gelu(F.linear(h, *layer["up"])), *layer["down"])
        x = F.layer_norm(x[:, -1], (d,), *self.w["norm"])
        return F.linear(x, self.w["tokens"]).argmax(-1, keepdim=True)


# ------------------------------------------------------------------------------------- one (run, case) pair


def blas_name():
    """The matrix library that was loaded: it decides the speed more than anything else does."""
    try:
        with open("/proc/self/maps") as maps:
            files = {os.path.realpath(line.split()[-1]) for line in maps if "/" in line}
    except OSError:
        return ""
    for word in ("openblas", "mkl_core", "mkl_rt", "blis", "libblas"):
        for path in sorted(files):
            if word in os.path.basename(path):
                threading = [t for t in ("openmp", "pthread", "serial") if path.split(os.sep)[-2].endswith("-" + t)]
                return " ".join([os.path.basename(path), *threading])
    return ""


def child(shape_name, spec):
    """Runs in a process of its own; prints one JSON object a line."""
    import torch

    def say(**fields):
        print(json.dumps(dict(fields, at=now())), flush=True)

    torch.set_num_threads(spec["threads"])
    torch.set_num_interop_threads(1)
    dtype = {"fp32": torch.float32, "bf16": torch.bfloat16}[spec["precision"]]
    shape = SHAPES[shape_name]
    batch, n_in, n_out = spec["batch"], spec["input_tokens"], spec["output_tokens"]
    with torch.inference_mode():
        weights = build(shape, dtype, SEED)
        found = count_parameters(weights)
        if shape["parameters"] not in (None, found):
            raise SystemExit(f"the model has {found} parameters, expected {shape['parameters']}")
        decoder = Decoder(shape, weights, batch, n_in + n_out, dtype)
        prompts = torch.Generator().manual_seed(SEED + 1)
        say(kind="start", torch=torch.__version__, blas=blas_name(), parameters=found)
        for i in range(-spec["warmup"], spec["passes"]):
            prompt = torch.randint(shape["vocab"], (batch, n_in), generator=prompts)
            t0 = time.perf_counter()
            token = decoder.step(prompt, 0)
            t1 = time.perf_counter()
            for at in range(n_in, n_in + n_out - 1):
                token = decoder.step(token, at)
            t2 = time.perf_counter()
            if i >= 0:
                say(kind="pass", sample=i + 1, ttft=(t1 - t0) * 1e3, tpot=(t2 - t1) * 1e3 / (n_out - 1),
                    rate=batch * n_out / (t2 - t0))
    say(kind="end", peak_kib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


# ---------------------------------------------------------------------------------------------- all of them


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def cpu_name(cores):
    name = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as info:
            fields = dict([part.strip() for part in line.split(":", 1)] for line in info if ":" in line)
        name = fields.get("model name", name)
    except OSError:
        pass
    return f"{name}, {cores} cores"


def git_commit():
    """The commit that holds this script, if it is committed and unchanged since."""
    def git(*args):
        return subprocess.run(["git", "-C", HERE, *args], capture_output=True, text=True)
    try:
        if git("diff", "--quiet", "HEAD", "--", "measure.py").returncode != 0:
            return ""
        return git("log", "-1", "--format=%H", "--", "measure.py").stdout.strip()
    except OSError:
        return ""


def load_average():
    try:
        return round(os.getloadavg()[0], 2)
    except OSError:
        return None


def cpu_seconds():
    """(busy, stolen) seconds of all cores since boot, or None where the system does not tell."""
    try:
        with open("/proc/stat") as stat:
            ticks = [int(t) for t in stat.readline().split()[1:]]
    except (OSError, ValueError):
        return None
    hz = os.sysconf("SC_CLK_TCK")
    return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / hz, ticks[7] / hz


def children_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(shape_name, spec):
    """One case in a fresh process: what it said, its seconds, and the cores that were not its own meanwhile."""
    began, cpu, own = time.monotonic(), cpu_seconds(), children_seconds()
    argument = json.dumps(dict(shape_name=shape_name, spec=spec))
    done = subprocess.run([sys.executable, os.path.abspath(__file__), "--child", argument],
                          stdout=subprocess.PIPE, text=True)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode != 0 or not said or said[-1]["kind"] != "end":
        raise SystemExit(f"{spec} failed with exit status {done.returncode}")
    seconds, others, stolen = time.monotonic() - began, None, None
    if cpu:
        busy, taken = (after - before for before, after in zip(cpu, cpu_seconds()))
        others = round(max(0, busy - (children_seconds() - own)) / seconds, 3)
        stolen = round(taken / seconds, 3)
    return said, round(seconds, 2), others, stolen


def readings(said):
    if said["kind"] == "end":
        return [("peak_memory", f"{said['peak_kib'] * 1024 / 1e9:.6f}", "GB")]
    return [("ttft", f"{said['ttft']:.4f}", "ms"), ("tpot", f"{said['tpot']:.4f}", "ms"),
            ("output_tokens_per_second", f"{said['rate']:.4f}", "tok/s")]


def wait_for_quiet(cores):
    """Return after two seconds in which everything else used no more than `cores`, or after half a minute."""
    if cores is None or cpu_seconds() is None:
        return
    for _ in range(15):
        before = cpu_seconds()
        time.sleep(2)
        if (cpu_seconds()[0] - before[0]) / 2 <= cores:
            return


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=None, help="fresh processes per case (default 5; quick 2)")
    parser.add_argument("--out", default="-", help="CSV to write; - is standard output")
    parser.add_argument("--log", default=None, help="what each run met (load, seconds), one JSON object a line")
    parser.add_argument("--quiet", type=float, default=None, metavar="CORES",
                        help="on a shared machine: wait a little for everything else to use at most CORES, and "
                             "measure a run again during which it used more than that beside the cores that the "
                             "run leaves free (the log keeps both)")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--force", action="store_true", help="overwrite --out")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        return child(**json.loads(args.child))

    kind = "tiny" if args.tiny else "quick" if args.quick else "full"
    runs = args.runs if args.runs is not None else (5 if kind == "full" else 2)
    if runs < 1:
        parser.error("--runs must be at least 1")
    if args.out != "-" and os.path.exists(args.out) and not args.force:
        parser.error(f"{args.out} exists; pass --force to overwrite it")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    shape_name, cases = cases_for(kind, cores)

    out = sys.stdout if args.out == "-" else open(args.out, "w", newline="", encoding="utf-8")
    log = open(args.log, "w", encoding="utf-8") if args.log else None
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    fixed = dict(
        model=NAMES[shape_name], system="PyTorch", hardware=cpu_name(cores), accelerators="",
        scenario="prefill, then greedy decode", weights="random", attention="plain", seed=SEED, evidence="samples",
        tool="measure.py", tool_version=VERSION, git_commit=git_commit(),
        command=" ".join(["python3 measure.py", *sys.argv[1:]]),
        python=platform.python_version(), kernel=f"{platform.system()} {platform.release().split('-')[0]}",
    )

    for run in range(1, runs + 1):
        order = list(cases)
        random.Random(SEED + run).shuffle(order)  # a slow drift of the machine is not charged to one case
        for spec in order:
            for attempt in range(1, ATTEMPTS + 1):
                wait_for_quiet(args.quiet)
                note = dict(run=run, load_before=load_average(), **spec)
                said, note["seconds"], others, stolen = measure(shape_name, spec)
                free = cores - spec["threads"]  # cores that this run leaves to others anyway
                kept = args.quiet is None or others is None or others <= args.quiet + free
                note.update(others_cores=others, stolen_cores=stolen, kept=kept)
                for stream in (log, sys.stderr):
                    if stream:
                        print(json.dumps(note), file=stream, flush=True)
                if kept:
                    break
            else:
                raise SystemExit(f"the machine was not quiet in {ATTEMPTS} attempts at run {run} of {spec}")
            row = dict(fixed, run=run, system_version=said[0]["torch"], blas=said[0]["blas"],
                       **{name: spec[name] for name in
                          ("precision", "batch", "threads", "input_tokens", "output_tokens")})
            for line in said[1:]:
                for metric, value, unit in readings(line):
                    writer.writerow(dict(row, metric=metric, value=value, unit=unit, sample=line.get("sample", 1),
                                         measured_at=line["at"]))
            out.flush()
    if out is not sys.stdout:
        out.close()


if __name__ == "__main__":
    main()

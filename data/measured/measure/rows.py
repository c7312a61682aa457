"""The rows of Whisker's own CSV that one case gives."""

from cases import SCENARIOS, SYSTEMS
from shapes import SHAPES

# fmt: off
COLUMNS = [
    "metric", "value", "unit", "model", "system", "system_version", "hardware", "accelerators", "precision", "batch",
    "input_tokens", "output_tokens", "scenario", "threads", "weights", "attention", "blas", "cuda", "clocks",
    "power_limit", "seed", "power_scope", "memory_scope", "run", "sample", "evidence", "measured_at", "tool",
    "tool_version", "git_commit", "command", "driver", "python", "kernel",
]
# fmt: on
KEY_COLUMNS = ["run", "model", "system", "precision", "batch", "input_tokens", "output_tokens", "scenario", "threads"]


def rows_of(case, said, watts=None):
    """The rows of one case as measured in one run; `watts` is the mean of the power sampled meanwhile."""
    if said["kind"] == "machine":
        return [machine_row(case, name, rate) for name, rate in said["rates"].items()]
    if said["kind"] == "out of memory":
        return out_of_memory_rows(case)
    return [*time_rows(case, said), *window_rows(case, said, watts), *memory_rows(said)]


def row(metric, unit, value, sample=1, **more):
    text = value if isinstance(value, str) else f"{value:.6g}"
    return dict(more, metric=metric, value=text, unit=unit, sample=sample)


def time_rows(case, said):
    passes = list(enumerate(picked(said["passes"]), 1))
    if case.phase == "prefill":
        return [row("ttft", "ms", ms, i) for i, ms in passes]
    tokens = case.batch * case.tokens_out
    rates = [row("output_tokens_per_second", "tok/s", tokens / ms * 1e3, i) for i, ms in passes]
    return rates + [row("itl", "ms", ms, i) for i, ms in enumerate(said["steps"], 1)]


def picked(values, most=100):
    """All of them, or so many from their whole length: a window has room for thousands of short passes."""
    count = min(len(values), most)
    return [values[i * len(values) // count] for i in range(count)]


def window_rows(case, said, watts):
    """What is of the window as a whole. Without joules, or where their counter stood still, there is no energy."""
    seconds, joules = said["window"]["seconds"], said["window"].get("joules")
    flop = case.flop_of_pass() * len(said["passes"])
    rows = [row("tflops", "TFLOPS", flop / seconds / 1e12)]
    if joules:
        rows.append(power_row(joules / seconds))
        rows.append(row("tflops_per_watt", "TFLOPS/W", flop / joules / 1e12))
    if joules and case.phase == "decode":
        tokens = len(said["passes"]) * case.batch * case.tokens_out
        rows.append(row("energy_per_token", "J/tok", joules / tokens))
    if watts is not None:
        rows.append(row("power", "W", watts, power_scope="device, sampled"))
    return rows


def power_row(watts, **more):
    return row("power", "W", watts, power_scope="device, energy counter", **more)


def memory_rows(said):
    return [row("peak_memory", "GB", size / 1e9, memory_scope=scope) for scope, size in said["peaks"].items()]


def out_of_memory_rows(case):
    if not case.is_model:
        return []
    metric = ("ttft", "ms") if case.phase == "prefill" else ("output_tokens_per_second", "tok/s")
    return [row(*metric, "OOM"), row("peak_memory", "GB", "OOM")]


def machine_row(case, name, rate):
    if case.phase == "memory":
        return row("custom:memory_bandwidth", "GB/s", rate / 1e9, scenario=name)
    return row("tflops", "TFLOPS", rate / 1e12, scenario=name)


def case_columns(case):
    columns = dict(precision="" if case.phase == "memory" else case.precision, threads=case.threads or "")
    if not case.is_model:
        return dict(columns, system=SYSTEMS["eager"])
    return dict(
        columns,
        model=SHAPES[case.shape].name,
        system=SYSTEMS[case.system],
        batch=case.batch,
        input_tokens=case.tokens_in,
        output_tokens=case.tokens_out,
        scenario=SCENARIOS[case.phase],
        weights="random",
    )


# --------------------------------------------------------------------------------------- which rows are of one case


def key_of(columns):
    """What tells a case of a run from others. The rates of the memory are one case, whatever their scenario."""
    of = {name: str(columns.get(name, "")) for name in KEY_COLUMNS}
    is_memory = columns.get("metric") == "custom:memory_bandwidth"
    return tuple("memory" if name == "scenario" and is_memory else of[name] for name in KEY_COLUMNS)


def key_of_case(run, case):
    columns = dict(case_columns(case), run=run)
    if not case.is_model:
        columns.update(machine_row(case, matrix_scenario(case.size), 0.0))
    return key_of(columns)


def matrix_scenario(size):
    return f"matrix product of {size} x {size}"

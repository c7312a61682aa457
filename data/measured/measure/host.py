"""The machine around the measurement: its processor, and what else runs on it."""

import datetime
import os
import platform
import resource
import time


def usable_cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cpu_name():
    name = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as info:
            fields = dict([part.strip() for part in line.split(":", 1)] for line in info if ":" in line)
        return fields.get("model name", name)
    except OSError:
        return name


def blas_name():
    """The matrix library beside PyTorch, which decides its speed; "" where it is a part of it. NumPy's is another."""
    try:
        with open("/proc/self/maps") as maps:
            files = {os.path.realpath(line.split()[-1]) for line in maps if "/" in line and "numpy" not in line}
    except OSError:
        return ""
    for word in ("openblas", "mkl_core", "mkl_rt", "blis", "libblas"):
        for path in sorted(files):
            if word in os.path.basename(path):
                return " ".join([os.path.basename(path), *blas_build(path)])
    return ""


def blas_build(path):
    """How the library makes its threads, by the name of its folder, and which kernels it was told to take."""
    build = [kind for kind in ("openmp", "pthread", "serial") if path.split(os.sep)[-2].endswith("-" + kind)]
    kernels = os.environ.get("OPENBLAS_CORETYPE")
    return [*build, *([f"with kernels for {kernels}"] if kernels and "openblas" in path else [])]


def cpu_seconds():
    """(busy, stolen) seconds of all cores since boot, or None where the system does not tell."""
    try:
        with open("/proc/stat") as stat:
            ticks = [int(t) for t in stat.readline().split()[1:]]
    except (OSError, ValueError):
        return None
    hz = os.sysconf("SC_CLK_TCK")
    return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / hz, ticks[7] / hz


def own_cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Others:
    """The cores that other programs used since this was made, and those that the host of a virtual machine took."""

    def __init__(self):
        self.at, self.cpu, self.own = time.monotonic(), cpu_seconds(), own_cpu_seconds()

    def told(self):
        cpu, seconds = cpu_seconds(), time.monotonic() - self.at
        if self.cpu is None or cpu is None or seconds <= 0:
            return {}
        busy, stolen = (b - a for a, b in zip(self.cpu, cpu))
        others = max(0, busy - (own_cpu_seconds() - self.own))
        return dict(others_cores=round(others / seconds, 3), stolen_cores=round(stolen / seconds, 3))


def wait_for_quiet(cores):
    """
    Return after two seconds in which everything else used no more than `cores`, or after ten: others that are always at
    work may still yield to a measurement of higher priority.
    """
    if cores is None or cpu_seconds() is None:
        return
    for _ in range(5):
        before = cpu_seconds()
        time.sleep(2)
        if (cpu_seconds()[0] - before[0]) / 2 <= cores:
            return


def load_average():
    try:
        return round(os.getloadavg()[0], 2)
    except OSError:
        return None


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

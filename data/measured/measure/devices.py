"""A device as the measurement sees it: marks in time, peaks of memory, calls that are captured and replayed."""

import gc
import re
import resource
import sys
import time

import torch

from host import blas_name, cpu_name, usable_cores
from power import Meter, Nvml


class Cpu:
    """Times by the performance counter; calls are run as they are."""

    def __init__(self, threads):
        torch.set_num_threads(threads)
        torch.set_num_interop_threads(1)
        self.torch = torch.device("cpu")
        self.meter = Meter(None)

    def facts(self):
        cores = usable_cores()
        return dict(
            hardware=f"{cpu_name()}, {cores} {'core' if cores == 1 else 'cores'}", blas=blas_name() or built_with()
        )

    def mark(self):
        return time.perf_counter()

    def milliseconds(self, marks):
        return [(b - a) * 1e3 for a, b in zip(marks, marks[1:])]

    def synchronize(self):
        pass

    def captured(self, call, restart):
        raise ValueError("only a GPU replays captured calls")

    def clear(self):
        gc.collect()

    def peaks(self):
        """Of the whole process, Python and PyTorch included."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {"resident": peak * (1 if sys.platform == "darwin" else 1024)}


def built_with():
    """The matrix library that is a part of PyTorch."""
    named = re.search(r"BLAS_INFO=(\w+)", torch.__config__.show())
    return f"{named[1]} in PyTorch" if named else ""


class Cuda:
    """Times by device events; calls can be captured once and replayed."""

    def __init__(self):
        if not torch.cuda.is_available():
            raise SystemExit("PyTorch finds no NVIDIA GPU here; --cpu measures without one")
        self.torch = torch.device("cuda", 0)
        torch.cuda.set_device(self.torch)
        self.meter = Meter(Nvml.open())

    def facts(self):
        properties = torch.cuda.get_device_properties(self.torch)
        facts = dict(hardware=properties.name, accelerators=1, cuda=torch.version.cuda)
        nvml = self.meter.nvml
        if nvml and not nvml.is_device(properties):
            print("no power and no energy: NVML reads another GPU than PyTorch runs on", file=sys.stderr)
            nvml = self.meter.nvml = None
        return dict(facts, metered=True, **nvml.facts()) if nvml else facts

    def mark(self):
        event = torch.cuda.Event(enable_timing=True)
        event.record()
        return event

    def milliseconds(self, marks):
        self.synchronize()
        return [a.elapsed_time(b) for a, b in zip(marks, marks[1:])]

    def synchronize(self):
        torch.cuda.synchronize(self.torch)

    def captured(self, call, restart):
        """The call as a CUDA graph. What a first call sets up (library handles, workspaces) must not be captured."""
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(3):
                restart()
                call()
            restart()
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            call()
        return graph.replay

    def clear(self):
        gc.collect()
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats(self.torch)

    def peaks(self):
        return {
            "allocated": torch.cuda.max_memory_allocated(self.torch),
            "reserved": torch.cuda.max_memory_reserved(self.torch),
        }

"""
Lets PyTorch's CPU pass for a GPU, so that everything around one can be run without: marks, graphs, peaks, the choice of
device. Python imports a module of this name when it starts. What a captured call does is done once, at its capture.
"""

import contextlib
import os
import time
import types

import torch

cpu = torch.device("cpu")


class AnyDevice(type(torch.device)):
    def __call__(cls, *of):
        return cpu

    def __instancecheck__(cls, of):
        return type(of) is type(cpu)


class Device(metaclass=AnyDevice):
    pass


class Event:
    def __init__(self, enable_timing):
        assert enable_timing

    def record(self):
        self.at = time.perf_counter()

    def elapsed_time(self, end):
        return (end.at - self.at) * 1e3


class Stream:
    def wait_stream(self, other):
        pass


class Graph:
    def __init__(self):
        if "NO_GRAPHS" in os.environ:
            raise OSError("this one captures nothing")

    def replay(self):
        pass


torch.device = Device
torch.version.cuda = "99.9"
cuda = torch.cuda
cuda.is_available = lambda: True
cuda.set_device = lambda device: None
cuda.get_device_properties = lambda device: types.SimpleNamespace(name="NVIDIA H200", uuid="0123")
cuda.Event, cuda.Stream, cuda.CUDAGraph = Event, Stream, Graph
cuda.current_stream = Stream
cuda.stream = cuda.graph = contextlib.nullcontext
cuda.synchronize = cuda.reset_peak_memory_stats = lambda device: None
cuda.empty_cache = lambda: None
cuda.max_memory_allocated = lambda device: 2_000_000_000
cuda.max_memory_reserved = lambda device: 3_000_000_000

"""What the machine does at most, by measurement: bytes moved and arithmetic done a second."""

import time

import torch

from rows import matrix_scenario
from shapes import SEED


def memory_rates(device, size, dtype, seconds):
    """Bytes per second that are read, or read and written, of arrays far larger than any cache."""
    a = torch.ones(size // 4, device=device.torch)
    b = torch.empty_like(a)
    columns = min(8192, size // 1024)
    matrix = a.view(dtype).view(-1, columns)
    vector = torch.ones(columns, dtype=dtype, device=device.torch)
    return {
        "memory copied": 2 * size / seconds_of(lambda: b.copy_(a), device, seconds),
        "memory summed": size / seconds_of(lambda: a.sum(), device, seconds),
        "matrix times vector": size / seconds_of(lambda: torch.mv(matrix, vector), device, seconds),
    }


def matrix_rate(device, size, dtype, seconds):
    """FLOP per second of a product of two square matrices. Random ones: zeros take less power, and so less time."""
    generator = torch.Generator(device.torch).manual_seed(SEED)
    a, b, c = (torch.empty(size, size, dtype=dtype, device=device.torch) for _ in range(3))
    a.normal_(generator=generator)
    b.normal_(generator=generator)
    return {matrix_scenario(size): 2 * size**3 / seconds_of(lambda: torch.mm(a, b, out=c), device, seconds)}


def seconds_of(call, device, seconds):
    """Mean of as many calls as fit, three at least, after three others."""
    for _ in range(3):
        call()
    device.synchronize()
    until, total, count = time.monotonic() + seconds, 0.0, 0
    while count < 3 or time.monotonic() < until:
        marks = [device.mark()]
        for _ in range(3):
            call()
        marks.append(device.mark())
        total, count = total + sum(device.milliseconds(marks)), count + 3
    return total / count / 1e3

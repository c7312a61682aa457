"""What NVIDIA's management library tells of a GPU: energy, power, clocks."""

import os
import sys
import threading
import time

SAMPLING_SECONDS = 0.1


class Nvml:
    """Readings of one GPU; None for what it does not tell."""

    @staticmethod
    def open():
        try:
            import pynvml

            pynvml.nvmlInit()
            return Nvml(pynvml, visible_gpu())
        except Exception as cause:  # no library, no driver or no such GPU: all the same here
            print(f"no power and no energy: {cause}", file=sys.stderr)
            return None

    def __init__(self, library, gpu):
        self.library = library
        by_index = isinstance(gpu, int)
        self.gpu = library.nvmlDeviceGetHandleByIndex(gpu) if by_index else library.nvmlDeviceGetHandleByUUID(gpu)

    def read(self, name, *of):
        try:
            return getattr(self.library, name)(*of)
        except (self.library.NVMLError, AttributeError):
            return None

    def is_device(self, properties):
        """By its UUID, or by name where this PyTorch tells none."""
        if hasattr(properties, "uuid"):
            return str(properties.uuid) in (as_text(self.read("nvmlDeviceGetUUID", self.gpu)) or "")
        return as_text(self.read("nvmlDeviceGetName", self.gpu)) == properties.name

    def joules(self):
        """Since the driver was loaded."""
        millijoules = self.read("nvmlDeviceGetTotalEnergyConsumption", self.gpu)
        return None if millijoules is None else millijoules / 1000

    def watts(self):
        """Since Ampere (GA100 aside) the mean of the last second."""
        milliwatts = self.read("nvmlDeviceGetPowerUsage", self.gpu)
        return None if milliwatts is None else milliwatts / 1000

    def clocks(self):
        """Of the multiprocessors and of the memory, in MHz."""
        return [self.read("nvmlDeviceGetClockInfo", self.gpu, kind) for kind in (1, 2)]

    def facts(self):
        most = [self.read("nvmlDeviceGetMaxClockInfo", self.gpu, kind) for kind in (1, 2)]
        limit = self.read("nvmlDeviceGetEnforcedPowerLimit", self.gpu)
        return dict(
            driver=as_text(self.read("nvmlSystemGetDriverVersion")) or "",
            clocks="" if None in most else f"as found, at most {most[0]} MHz, memory {most[1]} MHz",
            power_limit="" if limit is None else f"{limit / 1000:g} W",
        )

    def processes(self):
        running = self.read("nvmlDeviceGetComputeRunningProcesses", self.gpu)
        return None if running is None else len(running)


class Meter:
    """What a window took beside its time: joules, and clocks and processes on the device as it ends."""

    def __init__(self, nvml):
        self.nvml = nvml

    def reading(self):
        joules = self.nvml.joules() if self.nvml else None
        return dict(at=time.monotonic(), joules=joules)

    def between(self, start, end):
        seconds = end["at"] - start["at"]
        taken = dict(began=start["at"], ended=end["at"], seconds=seconds)
        if start["joules"] is not None and end["joules"] is not None:
            taken.update(joules=end["joules"] - start["joules"])
        if self.nvml:
            taken.update(clocks=self.nvml.clocks(), processes=self.nvml.processes())
        return taken


class Sampler:
    """Power, read ten times a second beside the process that measures."""

    def __init__(self, nvml):
        self.nvml, self.seen, self.stopped = nvml, [], threading.Event()
        if nvml is not None:
            threading.Thread(target=self.sample, daemon=True).start()

    def sample(self):
        while not self.stopped.wait(SAMPLING_SECONDS):
            watts = self.nvml.watts()
            if watts is not None:
                self.seen.append((time.monotonic(), watts))

    def mean(self, window):
        """Without the first second, of which readings still hold the time before."""
        inside = [watts for at, watts in list(self.seen) if window["began"] + 1 <= at <= window["ended"]]
        return sum(inside) / len(inside) if inside else None

    def stop(self):
        self.stopped.set()


def as_text(value):
    return value.decode() if isinstance(value, bytes) else value


def visible_gpu():
    """The first of CUDA_VISIBLE_DEVICES as NVML knows it: an index in the order of the bus, or a UUID."""
    first = os.environ.get("CUDA_VISIBLE_DEVICES", "0").split(",")[0].strip() or "0"
    return int(first) if first.isdigit() else first

"""Stands in for nvidia-ml-py: a GPU that draws 300 W whatever it does, and counts them in whole millijoules."""

import time

WATTS = 300


class NVMLError(Exception):
    pass


def nvmlInit():
    pass


def nvmlSystemGetDriverVersion():
    return b"999.1"


def nvmlDeviceGetHandleByIndex(index):
    return index


def nvmlDeviceGetUUID(gpu):
    return "GPU-0123"


def nvmlDeviceGetTotalEnergyConsumption(gpu):
    return int(time.monotonic() * WATTS * 1000)


def nvmlDeviceGetPowerUsage(gpu):
    return WATTS * 1000


def nvmlDeviceGetClockInfo(gpu, kind):
    return {1: 1500, 2: 2600}[kind]


def nvmlDeviceGetMaxClockInfo(gpu, kind):
    return {1: 1980, 2: 2619}[kind]


def nvmlDeviceGetEnforcedPowerLimit(gpu):
    return 700_000


def nvmlDeviceGetComputeRunningProcesses(gpu):
    raise NVMLError("not supported")

"""All runs of all cases, process by process."""

import dataclasses
import json
import os
import random
import subprocess
import sys
import threading
import time

from cases import START_SECONDS, describe, expected_seconds, fitting, processes_of
from host import load_average
from power import Meter, Nvml, Sampler
from rows import key_of_case
from shapes import SEED

HERE = os.path.dirname(os.path.abspath(__file__))


class Campaign:
    def __init__(self, mode, record, quiet):
        self.mode, self.record, self.quiet = mode, record, quiet
        self.took, self.start_seconds, self.failed = {}, START_SECONDS, []
        self.deadline = None if mode.budget is None else time.monotonic() + mode.budget
        self.nvml = Nvml.open() if mode.cuda else None

    def run(self):
        """Measures, and gives the cases that could not be."""
        processes = processes_of(self.mode)
        left = self.mode.runs * len(processes)
        for run in range(1, self.mode.runs + 1):
            self.measure_idle(run)
            # A slow drift of the machine is not charged to one case.
            for cases in shuffled(processes, run):
                if not self.has_time_left(self.start_seconds):
                    self.record.tell(kind="end of budget", run=run)
                    return self.failed
                self.measure(run, self.chosen(run, cases, left))
                left -= 1
        return self.failed

    def has_time_left(self, seconds):
        return self.deadline is None or time.monotonic() + seconds < self.deadline

    def chosen(self, run, cases, processes_left):
        """The cases that are still to be measured and that fit into this process's share of the budget, shuffled."""
        done = self.record.table.done
        todo = [case for case in cases if key_of_case(run, case) not in done and case not in self.failed]
        if self.deadline is not None:
            share = (self.deadline - time.monotonic()) / processes_left - self.start_seconds
            fit = fitting(todo, self.expected, share)
            for case in todo:
                if case not in fit:
                    self.record.tell(kind="left out for the budget", run=run, **describe(case))
            todo = fit
        return shuffled(todo, run)

    def expected(self, case):
        """As measured; before that as expected of a GPU, and on a CPU nothing is."""
        return self.took.get(case, expected_seconds(case, self.mode.limits) if self.mode.cuda else 0.0)

    def measure_idle(self, run):
        """Power while nothing runs: for two seconds, after half of one."""
        if self.nvml is None or self.nvml.joules() is None or not self.has_time_left(3):
            return
        time.sleep(0.5)
        meter = Meter(self.nvml)
        start = meter.reading()
        time.sleep(2)
        self.record.take_idle(run, meter.between(start, meter.reading()))

    def measure(self, run, cases):
        """A case that ends its process is left out from then on; those after it get a process of their own."""
        while cases:
            count, status = self.process(run, cases)
            if count == len(cases) or not self.has_time_left(0):
                return
            self.failed.append(cases[count])
            self.record.tell(kind="failed", run=run, status=status, **describe(cases[count]))
            cases = cases[count + 1 :]

    def process(self, run, cases):
        """Gives how many of the cases it has said something of, and its exit status."""
        began, sampler, heard, said = time.monotonic(), Sampler(self.nvml), set(), None
        with self.started(cases) as running:
            stop = self.stopper(running)
            for line in running.stdout:
                said = json.loads(line)
                if self.hear(run, cases, said, sampler, began):
                    heard.add(said["case"])
            status = running.wait()
            stop.cancel()
        sampler.stop()
        if said is None and self.has_time_left(0):
            raise SystemExit(f"no process can be started here: exit status {status}")
        return len(heard), status

    def started(self, cases):
        job = dict(
            limits=dataclasses.asdict(self.mode.limits),
            deadline=self.deadline,
            cuda=self.mode.cuda,
            quiet=self.quiet,
            cases=[dataclasses.asdict(case) for case in cases],
            expected=[0.0 if self.deadline is None else self.expected(case) for case in cases],
        )
        # NVML counts GPUs in the order of the bus.
        environment = dict(os.environ, CUDA_DEVICE_ORDER="PCI_BUS_ID")
        command = [sys.executable, HERE, "--child", json.dumps(job)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)

    def stopper(self, running):
        """Ends a process that is still at work when the budget ends; the case that is under way then is not kept."""
        seconds = 1e6 if self.deadline is None else max(1.0, self.deadline + 3 - time.monotonic())
        timer = threading.Timer(seconds, running.kill)
        timer.daemon = True
        timer.start()
        return timer

    def hear(self, run, cases, said, sampler, began):
        """Whether a case is done with what is said."""
        if said["kind"] == "start":
            self.start_seconds = time.monotonic() - began
            self.record.start(dict(said, run=run, seconds=round(self.start_seconds, 3), load=load_average()))
            return False
        case = cases[said["case"]]
        if said["kind"] != "left out":
            self.took[case] = said["took"]
        self.record.add(run, case, said, sampler.mean(said["window"]) if "window" in said else None)
        return said["kept"]


def shuffled(items, run):
    return random.Random(SEED + run).sample(items, len(items))

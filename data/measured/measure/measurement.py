"""Inside a process: the cases it is given, measured one after another."""

import time

import torch

from cases import Case, Limits
from devices import Cpu, Cuda
from host import Others, now, usable_cores, wait_for_quiet
from machine import matrix_rate, memory_rates
from model import DECODERS, allocate, fill, has_fused_attention
from shapes import SEED, SHAPES

ATTEMPTS = 30
DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16}


class OutOfTime(Exception):
    pass


class Measurement:
    """One process. What it finds it says as one JSON object a case."""

    def __init__(self, job, say):
        self.limits, self.deadline, self.say = Limits(**job["limits"]), job["deadline"], say
        self.cases = [Case(**fields) for fields in job["cases"]]
        self.expected, self.quiet = job["expected"], job["quiet"]
        self.device = Cuda() if job["cuda"] else Cpu(max(1, self.cases[0].threads))
        self.weights = {}

    def run(self):
        attention = "fused" if has_fused_attention() else "matrix products and softmax"
        self.say(kind="start", torch=torch.__version__, attention=attention, **self.device.facts())
        with torch.inference_mode():
            for index, (case, expected) in enumerate(zip(self.cases, self.expected)):
                self.attempts(index, case, expected)

    def attempts(self, index, case, expected):
        for attempt in range(1, ATTEMPTS + 1):
            began = time.monotonic()
            said = self.outcome(case, expected)
            kept = self.was_quiet(case, said)
            self.say(**said, case=index, attempt=attempt, kept=kept, took=round(time.monotonic() - began, 3))
            if kept:
                return
        raise SystemExit(f"the machine was not quiet in {ATTEMPTS} attempts at {case}")

    def was_quiet(self, case, said):
        """Whether others used no more than the cores that this process leaves free, and what is allowed beside them."""
        others, allowed = said.get("others_cores"), self.allowed(case)
        return allowed is None or others is None or others <= allowed

    def allowed(self, case):
        return None if self.quiet is None else self.quiet + usable_cores() - case.threads

    def outcome(self, case, expected):
        at = now()
        if self.deadline is not None and time.monotonic() + expected > self.deadline:
            return dict(kind="left out", at=at)
        wait_for_quiet(self.allowed(case))
        others = Others()
        try:
            return dict(self.measured(case), at=at, **others.told())
        except OutOfTime:
            return dict(kind="left out", at=at)
        except RuntimeError as cause:
            if "out of memory" not in str(cause).lower():
                raise
            return dict(kind="out of memory", at=at)

    def measured(self, case):
        self.device.clear()
        if case.phase == "memory":
            rates = memory_rates(self.device, case.size, DTYPES[case.precision], self.limits.machine)
            return dict(kind="machine", rates=rates)
        if case.phase == "matrix":
            rates = matrix_rate(self.device, case.size, DTYPES[case.precision], self.limits.machine)
            return dict(kind="machine", rates=rates)
        return self.measured_model(case)

    def measured_model(self, case):
        call, restart = self.calls_of(case)
        self.warm_up(case, call, restart)
        passes, window = self.passes(case, call, restart)
        totals = [round(sum(each), 6) for each in passes]
        return dict(kind="case", passes=totals, steps=passes[0], window=window, peaks=self.device.peaks())

    def calls_of(self, case):
        """What is called again and again, and what a pass of such calls begins with."""
        decoder = self.decoder(case)
        if case.phase == "prefill":
            call, restart = decoder.prefill, lambda: None
        else:
            decoder.prefill()
            call, restart = decoder.step, decoder.restart
        return (self.device.captured(call, restart) if case.system == "graphs" else call), restart

    def decoder(self, case):
        shape, device = SHAPES[case.shape], self.device.torch
        if case.shape not in self.weights:
            self.weights[case.shape] = allocate(shape, DTYPES[case.precision], device)
            fill(self.weights[case.shape], torch.Generator(device).manual_seed(SEED))
            self.device.clear()
        prompts = torch.Generator(device).manual_seed(SEED + 1)
        prompt = torch.randint(shape.vocab, (case.batch, case.tokens_in), generator=prompts, device=device)
        decoder = DECODERS[shape.kind]
        return decoder(shape, self.weights[case.shape], prompt, case.cached, DTYPES[case.precision])

    def warm_up(self, case, call, restart):
        until = time.monotonic() + self.limits.warmup
        while True:
            restart()
            for _ in range(min(8, case.tokens_out)):
                call()
            self.device.synchronize()
            if time.monotonic() >= until:
                return

    def passes(self, case, call, restart):
        """Milliseconds of each call of each pass, and the window that all passes lie in."""
        least, done, start = self.limits.passes(case), [], self.device.meter.reading()
        while len(done) < least or time.monotonic() - start["at"] < self.limits.window:
            if self.deadline is not None and time.monotonic() > self.deadline:
                raise OutOfTime
            restart()
            marks = [self.device.mark()]
            for _ in range(case.tokens_out):
                call()
                marks.append(self.device.mark())
            done.append(self.device.milliseconds(marks))
        return done, self.device.meter.between(start, self.device.meter.reading())

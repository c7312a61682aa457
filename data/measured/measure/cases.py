"""What is measured, for how long, and in which order."""

import dataclasses
import math
from typing import Optional, Tuple

from shapes import SHAPES, bytes_of_step, flop_of_decode, flop_of_prefill

SYSTEMS = {"eager": "PyTorch eager", "graphs": "PyTorch CUDA graphs"}
SCENARIOS = {"prefill": "prefill", "decode": "decode after a prefilled prompt"}


@dataclasses.dataclass(frozen=True)
class Case:
    phase: str  # "prefill", "decode", "memory" or "matrix"
    system: str = "eager"
    precision: str = "fp32"
    threads: int = 0  # 0: not a matter of CPU threads
    shape: str = ""
    batch: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    size: int = 0  # bytes of the array read and copied, or rows of the square matrices multiplied

    @property
    def is_model(self):
        return self.shape != ""

    @property
    def cached(self):
        """Tokens that the key-value cache holds at the end of a pass."""
        return self.tokens_in + (self.tokens_out if self.phase == "decode" else 0)

    def flop_of_pass(self):
        if self.phase == "prefill":
            return flop_of_prefill(SHAPES[self.shape], self.batch, self.tokens_in)
        return flop_of_decode(SHAPES[self.shape], self.batch, self.tokens_in, self.tokens_out)


def describe(case):
    return {name: value for name, value in dataclasses.asdict(case).items() if value}


@dataclasses.dataclass(frozen=True)
class Limits:
    """How long a case is measured: whole passes, until there are enough of them and the window is full."""

    warmup: float  # seconds
    window: float  # seconds
    prefills: int
    decodes: int
    machine: float  # seconds for each rate of the machine

    def passes(self, case):
        return self.prefills if case.phase == "prefill" else self.decodes


@dataclasses.dataclass(frozen=True)
class Mode:
    """What the command line may change of it, it changes with `dataclasses.replace`."""

    limits: Limits
    shapes: Tuple[str, ...]
    prompts: Tuple[int, ...]
    batches: Tuple[int, ...]
    tokens: Tuple[int, int]  # before and in a decode
    array: int  # bytes
    matrices: Tuple[int, ...]
    cuda: bool = False
    systems: Tuple[str, ...] = ("eager",)
    precision: str = "fp32"
    threads: int = 0
    runs: int = 5
    budget: Optional[float] = None  # seconds
    together: bool = False  # a process measures all cases of a model


llama = dict(
    cuda=True,
    shapes=("llama-2-7b", "llama-2-13b"),
    systems=("graphs", "eager"),
    precision="bf16",
    prompts=(128, 512, 2048),
    batches=(1, 2, 4, 8, 16, 32, 64),
    tokens=(128, 128),
    array=2**32,
    matrices=(4096, 8192),
)
gpt2 = dict(shapes=("gpt2-124m",), tokens=(128, 128), array=2**29, matrices=(1024, 2048))
MODES = {
    "gpu": Mode(Limits(warmup=1, window=5, prefills=20, decodes=3, machine=1), **llama),
    "gpu quick": Mode(
        Limits(warmup=0.3, window=2, prefills=20, decodes=1, machine=0.4), budget=470.0, together=True, **llama
    ),
    "cpu": Mode(
        Limits(warmup=1, window=0, prefills=20, decodes=2, machine=2),
        prompts=(128, 512, 1024),
        batches=(1, 2, 4, 8),
        **gpt2,
    ),
    "cpu quick": Mode(
        Limits(warmup=0, window=0, prefills=5, decodes=1, machine=0.5), prompts=(128,), batches=(1, 4), runs=2, **gpt2
    ),
    "tiny": Mode(
        Limits(warmup=0, window=0, prefills=20, decodes=3, machine=0.01),
        shapes=("tiny-llama", "tiny-gpt2"),
        prompts=(8,),
        batches=(1, 2),
        tokens=(8, 24),
        array=2**16,
        matrices=(32,),
        threads=1,
        together=True,
    ),
}


def cases_of(mode):
    """The machine's rates, then the cases of the models."""
    of = dict(precision=mode.precision, threads=mode.threads)
    matrices = [Case("matrix", size=size, **of) for size in mode.matrices]
    return [Case("memory", size=mode.array, **of), *matrices, *model_cases(mode)]


def model_cases(mode):
    """Most telling first: what a budget of time leaves out is at the end."""
    cases = []
    for phase, number in interleaved(mode.prompts, mode.batches):
        for system in mode.systems:
            for shape in mode.shapes:
                of = dict(phase=phase, system=system, precision=mode.precision, threads=mode.threads, shape=shape)
                if phase == "prefill":
                    cases.append(Case(batch=1, tokens_in=number, tokens_out=1, **of))
                else:
                    cases.append(Case(batch=number, tokens_in=mode.tokens[0], tokens_out=mode.tokens[1], **of))
    return [case for case in cases if case.cached <= SHAPES[case.shape].context]


def interleaved(prompts, batches):
    """Batch 1, a middle prompt, the largest batch, the longest prompt, a middle batch, then the rest."""
    decodes = [("decode", batch) for batch in batches]
    prefills = [("prefill", tokens) for tokens in prompts]
    first = [decodes[0], prefills[len(prefills) // 2], decodes[-1], prefills[-1], decodes[len(decodes) // 2]]
    return list(dict.fromkeys(first + prefills + decodes))


def processes_of(mode):
    """The cases that each process of a run measures."""
    cases = cases_of(mode)
    if not mode.together:
        return [[case] for case in cases]
    machine = [case for case in cases if not case.is_model]
    models = [[case for case in cases if case.shape == shape] for shape in mode.shapes]
    return [machine + models[0], *models[1:]]


# ------------------------------------------------------------------------------------------------------ how long


START_SECONDS = 12.0  # of a process: Python, PyTorch, the device, the weights


def expected_seconds(case, limits):
    """About how long a case takes on an H200-class GPU; for a plan, and until it was measured."""
    if not case.is_model:
        return 1.0 + 3 * limits.machine
    one = expected_pass(case)
    return 0.7 + limits.warmup + one * max(limits.passes(case), math.ceil(limits.window / one))


def expected_pass(case):
    """Eager code waits for Python, about a third of a millisecond a layer; a replay for arithmetic or memory."""
    shape = SHAPES[case.shape]
    launches = 0.00035 * shape.layers if case.system == "eager" else 0.0
    if case.phase == "prefill":
        return max(launches, case.flop_of_pass() / 4e14)
    return case.tokens_out * max(launches, bytes_of_step(shape, case.batch, 256, case.precision) / 3e12)


def fitting(cases, seconds, share):
    """The cases, most telling first, that fit into a share of time."""
    chosen, used = [], 0.0
    for case in cases:
        if used + seconds(case) <= share:
            chosen.append(case)
            used += seconds(case)
    return chosen


def plan(mode):
    """The processes of a run and the seconds they would take on an H200-class GPU, as lines."""
    lines, total = [], 0.0
    for cases in processes_of(mode):
        seconds = START_SECONDS + sum(expected_seconds(case, mode.limits) for case in cases)
        total += seconds
        lines.append(f"a process of about {seconds:.0f} s: {START_SECONDS:.0f} s to start, then")
        lines += [f"  {expected_seconds(case, mode.limits):4.1f} s  {describe(case)}" for case in cases]
    end = f"{mode.runs} runs of these: about {mode.runs * total / 60:.0f} min on an H200"
    cut = f"; within {mode.budget:.0f} s the last cases of each process are left out" if mode.budget else ""
    return [*lines, end + cut]

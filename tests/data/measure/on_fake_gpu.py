"""
A campaign of toy shapes on a GPU that is none (see fake-gpu/). Arguments: the program's folder, --out, --log, the
budget in seconds. Prints how many cases failed.
"""

import dataclasses
import sys

program, out, log, budget = sys.argv[1:]
sys.path.insert(0, program)

from campaign import Campaign  # noqa: E402
from cases import MODES, Limits  # noqa: E402
from record import Record  # noqa: E402

mode = dataclasses.replace(
    MODES["gpu quick"],
    limits=Limits(warmup=0, window=1.3, prefills=2, decodes=2, machine=0.01),
    shapes=("tiny-llama",),
    precision="fp32",
    prompts=(8,),
    batches=(2,),
    tokens=(8, 24),
    array=2**16,
    matrices=(32,),
    runs=2,
    budget=float(budget),
)
print(len(Campaign(mode, Record(out, log, dict(tool="measure", seed=1)), None).run()))

"""Measure transformers of public shapes with PyTorch, and write what was measured in Whisker's own CSV.

    python3 measure --out results.csv            Llama-2 7B and 13B in bf16 on an NVIDIA GPU
    python3 measure --quick --out results.csv    the most telling cases of these, five runs in eight minutes
    python3 measure --cpu --out results.csv      GPT-2 124M in fp32 on the CPU
    python3 measure --tiny --out -               toy shapes on the CPU, seconds; for tests, not for publishing
    python3 measure --plan ...                   what would be measured, and about how long it takes; measures nothing
    python3 measure --note results.csv           the tables of a dataset's note, from its CSV

Nothing is downloaded: weights are random with a fixed seed, and random weights take the time that trained ones take.
Needs Python 3.8 and PyTorch 1.13 or newer; on a GPU nvidia-ml-py too, without which there is no power and no energy.
--plan and --note need Python alone.

WHAT IS MEASURED
  prefill   one prompt of 128, 512 or 2,048 tokens to its first token: `ttft`, one sample a call
  decode    128 tokens a sequence after a prompt of 128, key-value cache allocated once, next token taken greedily, at
            batch 1 to 64: `output_tokens_per_second`, one sample a pass of 128 steps (the prompt is not in it), and
            `itl`, one sample a step of the first pass
  systems   "PyTorch eager" runs plain operations; "PyTorch CUDA graphs" replays the same operations, captured once
  machine   its memory bandwidth and matrix rate, and on a GPU its power while nothing runs
Queries, keys and values come from one matrix product, and so do gate and up. A prefill takes the output layer at the
prompt's last position only. A case that does not fit into memory is a row that says OOM.

RUNS AND SAMPLES
Every run of a case is a fresh process (`run`); calls and passes inside it are its samples (`sample`), of more than a
hundred so many from their whole length. With --quick on a GPU a process measures all cases of one model, since starting
one takes longer than measuring; else it measures one. The order of the cases is shuffled in every run. Times are device
events on a GPU, the performance counter on a CPU.

FORMULAS, all over one window of whole passes (on a GPU 5 s or more, with --quick 2 s), warmed up before
  multiplied = parameters - those only looked up (Llama-2: input embedding; GPT-2: positions)
  FLOP of a decoded token that sees n tokens, itself among them = 2 x multiplied + 4 x layers x width x n
  FLOP of a prefill of n tokens = 2 x (multiplied - output layer) x n + 2 x output layer
                                  + 4 x layers x width x n (n + 1) / 2
  tflops           = FLOP of the window / its seconds / 1e12
  power            = joules of the window (NVML's total energy counter) / its seconds
  tflops_per_watt  = FLOP of the window / its joules / 1e12, which is tflops / power
  energy_per_token = joules of the window / tokens decoded in it
  bytes of a step  = (multiplied + batch x n x 2 x layers x width) x bytes of a number
  MBU = bytes of a step x steps per second / the machine's best measured rate of reading or copying
  MFU = tflops / the machine's best measured matrix rate

Every case is on disk (fsync) before the next begins. Started again with the same --out, the measurement goes on where
it was stopped. One device is measured; scaling over several GPUs is not.
"""

import argparse
import dataclasses
import json
import sys

from cases import MODES, describe, plan
from host import usable_cores
from note import note_tables, read_rows
from shapes import SHAPES


def names(text):
    return tuple(text.split(","))


def numbers(text):
    return tuple(int(part) for part in text.split(","))


def positive(text):
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return value


def shape_names(text):
    unknown = [name for name in names(text) if name not in SHAPES]
    if unknown:
        raise argparse.ArgumentTypeError(f"no {', '.join(unknown)}; there are {', '.join(SHAPES)}")
    return names(text)


def parser():
    made = argparse.ArgumentParser(
        prog="measure", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    where = made.add_mutually_exclusive_group()
    where.add_argument("--cpu", action="store_true", help="measure on the CPU; without it an NVIDIA GPU is needed")
    where.add_argument("--tiny", action="store_true", help="toy shapes on the CPU, for tests")
    made.add_argument("--quick", action="store_true", help="shorter windows; on a GPU within eight minutes")
    made.add_argument("--budget", type=float, metavar="SECONDS", help="stop in time; the most telling cases come first")
    made.add_argument("--runs", type=positive, help="fresh processes a case (default 5; with --cpu --quick 2)")
    made.add_argument("--models", type=shape_names, dest="shapes", help=f"some of {', '.join(SHAPES)}")
    made.add_argument("--batches", type=numbers, help="batch sizes of decoding, such as 1,8,64")
    made.add_argument("--threads", type=positive, help="CPU threads (default: all cores)")
    made.add_argument("--out", default="-", help="CSV to write or to go on with; - is standard output")
    made.add_argument("--log", help="what each process met, appended as one JSON object a line")
    made.add_argument(
        "--quiet",
        type=float,
        metavar="CORES",
        help="on a shared machine: wait a little for everything else to use at most CORES, and measure a case again "
        "during which it used more than that beside the cores left free (the log keeps both)",
    )
    made.add_argument("--git-commit", metavar="SHA", help="of this program, where it runs outside its repository")
    made.add_argument("--plan", action="store_true")
    made.add_argument("--note", metavar="CSV")
    made.add_argument("--child", help=argparse.SUPPRESS)
    return made


def mode_of(args):
    """A mode with what the command line changes of it."""
    name = "tiny" if args.tiny else ("cpu" if args.cpu else "gpu") + (" quick" if args.quick else "")
    mode = MODES[name]
    given = {field: getattr(args, field) for field in ("budget", "runs", "shapes", "batches")}
    if not mode.cuda:
        given["threads"] = args.threads or mode.threads or usable_cores()
    return dataclasses.replace(mode, **{field: value for field, value in given.items() if value is not None})


def measure(mode, args):
    from campaign import Campaign
    from provenance import provenance
    from record import Record

    failed = Campaign(mode, Record(args.out, args.log, provenance(args.git_commit)), args.quiet).run()
    return f"not measured, since their processes ended: {[describe(case) for case in failed]}" if failed else None


def measure_in_child(job):
    from measurement import Measurement

    Measurement(job, lambda **fields: print(json.dumps(fields), flush=True)).run()


def print_note(path):
    """Gives what is wrong: where a case uses more than the machine has, one of the two was not measured right."""
    text, beyond = note_tables(read_rows(path))
    print(text)
    return f"more than the machine has: {beyond}" if beyond else None


def main():
    args = parser().parse_args()
    if args.child is not None:
        return measure_in_child(json.loads(args.child))
    if args.note is not None:
        return print_note(args.note)
    if args.plan:
        return print("\n".join(plan(mode_of(args))))
    return measure(mode_of(args), args)


if __name__ == "__main__":
    sys.exit(main())

"""What a campaign leaves: the table, and a log of what each process met."""

import json
import sys

from cases import describe
from host import now
from rows import case_columns, key_of, power_row, rows_of
from table import Table

FACTS = ["hardware", "accelerators", "blas", "cuda", "clocks", "power_limit", "driver"]


class Record:
    def __init__(self, out, log, provenance):
        self.table, self.provenance = Table(out), provenance
        self.log = open(log, "a", encoding="utf-8") if log else None
        self.started, self.idle = {}, None

    def tell(self, **fields):
        for stream in (self.log, sys.stderr):
            if stream:
                print(json.dumps(fields), file=stream, flush=True)

    def start(self, said):
        """Of a process; it tells what the device is."""
        self.started = said
        self.table.check(said["hardware"], said["torch"])
        self.tell(**said)

    def take_idle(self, run, window):
        """Kept until a process tells what the device is called, and whether this was its power."""
        self.tell(kind="idle", run=run, **window)
        self.idle = power_row(window["joules"] / window["seconds"], scenario="idle", run=run, measured_at=now())

    def add(self, run, case, said, watts):
        is_metered = self.started.get("metered", False)
        self.tell(run=run, **describe(case), **without_samples(said), sampled_watts=watts)
        if said["kind"] == "left out" or not said["kept"]:
            return
        if self.idle and is_metered and key_of(self.idle) not in self.table.done:
            self.table.add([dict(self.of_machine(), **self.idle)])
        self.idle = None
        shared = dict(self.of_machine(), run=run, measured_at=said["at"], **case_columns(case))
        if case.is_model:
            shared.update(attention=self.started["attention"])
        self.table.add([dict(shared, **each) for each in rows_of(case, said, watts if is_metered else None)])

    def of_machine(self):
        facts = {name: self.started.get(name, "") for name in FACTS}
        return dict(self.provenance, **facts, system_version=self.started["torch"])


def without_samples(said):
    """The table has them; of a case that is not kept, the log has their number and mean."""
    told = {name: value for name, value in said.items() if name not in ("steps", "passes", "case")}
    passes = said.get("passes")
    return dict(told, passes=len(passes), mean_ms=round(sum(passes) / len(passes), 3)) if passes else told

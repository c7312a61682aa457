"""The CSV on disk."""

import csv
import os
import sys

from rows import COLUMNS, key_of


class Table:
    """
    Rows are appended case by case, and each case is on disk before the next begins. In a file that is taken up again
    the last case may be a part: it is cut off and measured again.
    """

    def __init__(self, path):
        self.path, self.done, self.machine = path, set(), None
        kept = self.read() if path != "-" and os.path.exists(path) else 0
        self.file = sys.stdout if path == "-" else open(path, "r+" if kept else "w", newline="", encoding="utf-8")
        if kept:
            self.file.seek(kept)
            self.file.truncate()
        self.writer = csv.DictWriter(self.file, COLUMNS, lineterminator="\n")
        if not kept:
            self.writer.writeheader()
            self.sync()

    def read(self):
        """Notes what the file holds, and gives the bytes of it that are kept."""
        with open(self.path, "rb") as file:
            lines = file.read().split(b"\n")[:-1]
        texts = list(csv.reader(line.decode("utf-8") for line in lines))
        if texts and texts[0] != COLUMNS:
            raise SystemExit(f"{self.path} has other columns than are written here: choose another --out")
        rows = [dict(zip(COLUMNS, text)) for text in texts[1:]]
        whole = without_last([key_of(each) for each in rows])
        if not whole:
            return 0
        self.done, self.machine = set(whole), (rows[0]["hardware"], rows[0]["system_version"])
        return sum(len(line) + 1 for line in lines[: 1 + len(whole)])

    def check(self, hardware, version):
        if self.machine not in (None, (hardware, version)):
            was = " with PyTorch ".join(self.machine)
            raise SystemExit(
                f"{self.path} was measured on {was}; this is {hardware} with PyTorch {version}: choose another --out"
            )

    def add(self, rows):
        self.writer.writerows(rows)
        self.sync()

    def sync(self):
        self.file.flush()
        if self.path != "-":
            os.fsync(self.file.fileno())


def without_last(keys):
    """The keys of the rows without those of the case that came last."""
    end = len(keys)
    while end > 0 and keys[end - 1] == keys[-1]:
        end -= 1
    return keys[:end]

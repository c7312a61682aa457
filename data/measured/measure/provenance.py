"""What every row says of how it came about."""

import hashlib
import os
import platform
import shlex
import subprocess
import sys

from shapes import SEED

VERSION = "2.0.0"
HERE = os.path.dirname(os.path.abspath(__file__))


def provenance(commit=None):
    return dict(
        seed=SEED,
        evidence="samples",
        tool="measure",
        tool_version=f"{VERSION}, sha256 {own_sha256()[:16]}",
        git_commit=commit or git_commit(),
        command=" ".join(["python3 measure", *map(shlex.quote, sys.argv[1:])]),
        python=platform.python_version(),
        kernel=f"{platform.system()} {platform.release().split('-')[0]}",
    )


def own_sha256():
    """Of this program's files, one after another in the order of their names: `cat *.py | sha256sum`."""
    digest = hashlib.sha256()
    for name in sorted(name for name in os.listdir(HERE) if name.endswith(".py")):
        with open(os.path.join(HERE, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def git_commit():
    """The commit that holds this program, if it is committed and unchanged since."""

    def git(*args):
        return subprocess.run(["git", "-C", HERE, *args], capture_output=True, text=True)

    try:
        if git("status", "--porcelain", "--", ".").stdout.strip() != "":
            return ""
        return git("log", "-1", "--format=%H", "--", ".").stdout.strip()
    except OSError:
        return ""

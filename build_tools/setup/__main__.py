"""`python3 -m build_tools.setup LEVEL`: see the package's docstring."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path

from build_tools.setup.editions import named_editions
from build_tools.setup.environment import LOCKS, provide_environment
from build_tools.setup.packages import provide_packages
from build_tools.setup.profile import provide_profile
from build_tools.setup.system import PartsMissing, provide_parts, provide_parts_of

LEVELS = {"build": ("build",), "test": ("build", "test"), "check": ("build", "test", "check")}
NEEDED_IS_MISSING = 3
OLDEST_PYTHON = (3, 11)


def main(level: str) -> int:
    """Install what the level needs and is not there yet; return the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        print("Tandem needs Python 3.11 or later. If you have one: make PYTHON=python3.12 …")
        return NEEDED_IS_MISSING
    with Path(__file__).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once: the second waits
        try:
            provide_parts(LEVELS[level])
            provide_environment(name for name in LEVELS[level] if name in LOCKS)
            # The tests make every edition.
            named = () if "test" in LEVELS[level] else named_editions()
            provide_parts_of(named, LEVELS[level])
            provide_profile()
            if "check" in LEVELS[level]:
                provide_packages()
        except PartsMissing as error:
            print(error, file=sys.stderr)
            return NEEDED_IS_MISSING
        except subprocess.CalledProcessError as error:
            print(f"Not installed, see above: {error}", file=sys.stderr)
            return NEEDED_IS_MISSING
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""2,000 broken inputs: each is read, or refused with a true place, words and exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.inputs import CONTENT, LOOK, broken

ROOT = Path(__file__).parents[2]
INPUTS, BATCHES = 2_000, 4


@pytest.mark.slow
@pytest.mark.parametrize("first", range(BATCHES))
def test_no_input_breaks_tandem(tmp_path, first):
    """None ends with a traceback or exit 70, takes over 20 s or 500 MB, or misleads an editor.

    An input that takes too long ends the process; `now` names it.
    """
    command = [
        sys.executable, str(ROOT / "tests" / "hostile" / "child.py"),
        str(tmp_path), str(first), str(BATCHES), str(INPUTS // BATCHES),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stderr}\nseed {(tmp_path / 'now').read_text()}"
    *faults, last = done.stdout.splitlines()
    assert faults == []
    assert last.startswith(f"done {INPUTS // BATCHES},")


def test_a_seed_is_always_the_same_input():
    assert [broken(CONTENT, seed) for seed in range(50)] == [
        broken(CONTENT, seed) for seed in range(50)
    ]
    assert sum(broken(LOOK, seed) == LOOK for seed in range(200)) < 20

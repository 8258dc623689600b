"""What is installed is what was locked, wherever it is downloaded from."""

import re
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[2] / "build_tools" / "setup"
PIN = re.compile(r"^([\w-]+)==(\S+)", re.MULTILINE)


@pytest.mark.parametrize("lock", ["build.lock", "test.lock"])
def test_a_lock_holds_versions_and_hashes_and_nothing_else(lock: str) -> None:
    pins = (SETUP / lock).read_text().replace(" \\\n", " ").splitlines()
    for pin in pins:
        assert re.fullmatch(r"[\w-]+==\S+( ; [^\\]+?)?( +--hash=sha256:[0-9a-f]{64})+", pin)


def test_the_tests_run_on_the_versions_that_build() -> None:
    build, test = (
        dict(PIN.findall((SETUP / f"{name}.lock").read_text())) for name in ("build", "test")
    )
    assert build.items() <= test.items()

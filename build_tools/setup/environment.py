"""The virtual environment: made from the locks, and never believed complete when it is not."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
VENV = ROOT / ".venv"
STAMP = VENV / "complete"  # a line for each finished step: its name and fingerprint


@dataclass(frozen=True)
class Step:
    """One call of pip, and the file that says whether it must be made again."""

    source: Path
    options: tuple[str, ...]

    def fingerprint(self) -> str:
        """Return a digest of all that the result depends on: the scripts in .venv name ROOT.

        Not Python's full version: .venv follows its patch releases, and apt may bring one.
        """
        python = f"{sys.implementation.cache_tag} {sys.base_prefix} {ROOT}"
        basis = python.encode() + self.source.read_bytes()
        return hashlib.sha256(basis).hexdigest()


def _locked(name: str) -> Step:
    # A lock is complete: pip has nothing to choose, nothing to compile, nothing to take on trust.
    lock = ROOT / "build_tools" / "setup" / f"{name}.lock"
    return Step(lock, ("--require-hashes", "--only-binary=:all:", f"--requirement={lock}"))


STEPS = {
    "build": _locked("build"),
    "test": _locked("test"),
    # In place, so that an edit counts at once; the build backend comes from the lock.
    "project": Step(ROOT / "pyproject.toml", ("--no-build-isolation", f"--editable={ROOT}")),
}
LOCKS = ("build", "test")


def provide_environment(levels: Iterable[str]) -> None:
    """Take the steps of these levels that are not done yet, then the project's own.

    A lock's step takes the stamp away and brings it back when it is finished, so an
    installation that was cut off at any moment begins again from nothing.
    """
    current = {name: step.fingerprint() for name, step in STEPS.items()}
    done = _finished_steps()
    if any(done.get(lock, current[lock]) != current[lock] for lock in LOCKS):
        done = {}  # pip would leave behind what a lock no longer names
    for name in (*levels, "project"):
        if done.get(name) == current[name]:
            continue
        print(f"Installing into .venv: {STEPS[name].source.relative_to(ROOT)}", flush=True)
        if name in LOCKS:
            STAMP.unlink(missing_ok=True)
        if not done:
            venv.create(VENV, clear=True, symlinks=True, with_pip=True)
        _pip("install", "--quiet", "--no-deps", *STEPS[name].options)
        done[name] = current[name]
        _record(done)


def _finished_steps() -> dict[str, str]:
    if not STAMP.exists():
        return {}
    return dict(line.split() for line in STAMP.read_text().splitlines())


def _record(done: dict[str, str]) -> None:
    partial = STAMP.with_suffix(".partial")
    partial.write_text("".join(f"{name} {done[name]}\n" for name in done))
    partial.replace(STAMP)


def _pip(*arguments: str) -> None:
    python = str(VENV / "bin" / "python")
    command = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    subprocess.run(command, check=True)

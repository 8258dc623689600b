"""The programs outside Python that look at pages: where they are, which version they have.

Those from npm are pinned in `package.json`; `python3 -m build_tools.setup check` installs all.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import build_tools
from build_tools.issues import ProgramMissing

PACKAGES = Path(build_tools.__file__).parents[1] / "node_modules"
REMEDY = "`python3 -m build_tools.setup check`"

CHROMIUM_OPTIONS = (
    "--no-sandbox",  # it reads our own pages only, and containers forbid it one
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
)


def chromium() -> Path:
    """Return the system's Chromium."""
    return program("chromium", "chromium-browser")


def browser() -> str:
    """Return the browser's name and version: "Chromium 156.0.8078.73"."""
    return " ".join(program_version(chromium()).split()[:2])


def program(*names: str) -> Path:
    """Return the first of these commands that there is, or raise `ProgramMissing`."""
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    raise ProgramMissing(f"{names[0]} is missing: {REMEDY}.")


def package(name: str) -> Path:
    """Return the folder of a package from npm, or raise `ProgramMissing`."""
    folder = PACKAGES / name
    if not (folder / "package.json").is_file():
        raise ProgramMissing(f"The npm package {name} is missing: {REMEDY}.")
    return folder


def package_version(name: str) -> str:
    """Return which version of a package from npm is installed."""
    read = json.loads((package(name) / "package.json").read_text(encoding="utf-8"))
    return str(read["version"])


def program_version(path: Path) -> str:
    """Return what a program says of its version."""
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    return told.stdout.strip()

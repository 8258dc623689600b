"""What has to come from the operating system: how to see that it is there, how to get it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterable
from ctypes.util import find_library
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True)
class SystemPart:
    """Something that pip can't install."""

    package: str  # its name in Debian and Ubuntu
    purpose: str
    probe: Callable[[], object]  # true when it is there, on whatever system
    edition: str = ""  # only for those who make this edition

    def is_missing(self) -> bool:
        """Look for the part itself, whatever package or system it came with."""
        return not self.probe()


def library(name: str) -> Callable[[], object]:
    """Return a probe for a shared library."""
    return lambda: find_library(name)


def program(name: str) -> Callable[[], object]:
    """Return a probe for a command; servers' are in folders that only root looks into."""
    return lambda: shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def _louis_tables() -> bool:
    """Look for the tables of Unified English Braille, where packages put them."""
    folders = ("/usr/share", "/usr/local/share", "/opt/homebrew/share")
    return any(Path(folder, "liblouis/tables/en-ueb-g2.ctb").exists() for folder in folders)


PARTS = {
    "build": (
        SystemPart("python3-venv", "makes .venv", lambda: find_spec("ensurepip")),
        SystemPart("libpango-1.0-0", "sets type", library("pango-1.0")),
        SystemPart("libpangoft2-1.0-0", "finds glyphs", library("pangoft2-1.0")),
        SystemPart("libharfbuzz-subset0", "embeds fonts", library("harfbuzz-subset")),
        SystemPart("liblouis20", "writes braille", library("louis"), edition="braille"),
        SystemPart("liblouis-data", "tells it how", _louis_tables, edition="braille"),
    ),
    "test": (
        SystemPart("default-jre-headless", "runs veraPDF and EPUBCheck", program("java")),
        SystemPart(
            "libjaxb-java",
            "lets veraPDF read its rules",
            Path("/usr/share/java/jaxb-runtime.jar").exists,
        ),
        SystemPart("ghostscript", "shows what each printing plate gets", program("gs")),
    ),
    "check": (
        SystemPart("chromium", "shows pages as readers see them", program("chromium")),
        SystemPart("nodejs", "runs pa11y and Ace", program("node")),
        SystemPart("npm", "installs pa11y, axe, Ace and vnu", program("npm")),
        SystemPart("nginx", "answers with the site's header settings", program("nginx")),
        SystemPart("apache2-bin", "answers with them too", program("apache2")),
        SystemPart("libreoffice-writer-nogui", "opens Word documents", program("soffice")),
    ),
}


class PartsMissing(Exception):
    """Parts are missing that only the person at the keyboard can install."""

    def __init__(self, parts: Iterable[SystemPart]) -> None:
        super().__init__("system parts are missing")
        self.parts = tuple(parts)

    def __str__(self) -> str:
        """Name each part, and the one command that installs them."""
        packages = " ".join(part.package for part in self.parts)
        return "\n".join(
            [
                "Tandem needs what pip can't install:",
                *(f"  {part.package} ({part.purpose})" for part in self.parts),
                "On Debian or Ubuntu, run this, then the same command as before:",
                f"  sudo apt-get install --no-install-recommends {packages}",
                "Elsewhere, install what carries the same libraries and programs.",
            ]
        )


def provide_parts(levels: Iterable[str]) -> None:
    """Install the missing parts that every edition needs through apt, or raise `PartsMissing`."""
    _provide(part for level in levels for part in PARTS[level] if not part.edition)


def provide_parts_of(editions: Collection[str], levels: Iterable[str]) -> None:
    """Install in the same way what only these editions need; none named: what any of them does."""
    _provide(
        part
        for level in levels
        for part in PARTS[level]
        if part.edition and (not editions or part.edition in editions)
    )


def _provide(parts: Iterable[SystemPart]) -> None:
    missing = [part for part in parts if part.is_missing()]
    if not missing:
        return
    prefix = root_without_questions()
    if prefix is None or not shutil.which("apt-get"):
        raise PartsMissing(missing)
    packages = [part.package for part in missing]
    print("Installing:", *packages, flush=True)
    for command in (
        ["dpkg", "--configure", "--pending"],  # finishes what was cut off
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages],
    ):
        # None has to succeed: what counts is whether the parts are there in the end.
        subprocess.run([*prefix, *command], check=False, stdout=subprocess.DEVNULL)
    if still_missing := [part for part in missing if part.is_missing()]:
        raise PartsMissing(still_missing)


def root_without_questions() -> list[str] | None:
    """Return what to put before a command so that it runs as root, if no password is needed."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    # The second variable: no server that is installed for tests is started.
    prefix += ["env", "DEBIAN_FRONTEND=noninteractive", "SYSTEMD_OFFLINE=1"]
    try:
        subprocess.run([*prefix, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return prefix

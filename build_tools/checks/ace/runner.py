"""Ace by DAISY, as a function with typed results.

What Ace 1.4 would let slip, and what is done about it here:

- Its exit code says nothing of what it found: the report is read.
- A document that axe gave no answer for has an empty list, like a faultless one; and of a file
  that is no e-book there is no report: each document of the container has to be in the report.
- It keeps settings and logs in the reader's own folders: it gets a home of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import BadZipFile, ZipFile

from build_tools.tools.answers import NoAnswer
from build_tools.tools.programs import chromium, package, program

PACKAGE = "@daisy/ace-cli"
SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule: its name, how bad it is, Ace's words with the markup, and the document."""

    rule: str
    impact: str
    words: str
    document: str


def look(path: Path) -> list[Finding]:
    """Return what is wrong with an e-book; raise `NoAnswer` or `ProgramMissing`."""
    script = package(PACKAGE) / "bin" / "ace.js"
    with TemporaryDirectory() as folder:
        report = Path(folder, "report", "report.json")
        options = ["--lang", "en", "--doNotReportMedia", "--outdir", str(report.parent)]
        command = [str(program("node", "nodejs")), str(script), *options, str(path.resolve())]
        homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR"), folder)
        environment = os.environ | homes | {"PUPPETEER_EXECUTABLE_PATH": str(chromium())}
        try:
            ended = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=False,
                timeout=SECONDS,
                env=environment,
                cwd=folder,
            )
        except subprocess.TimeoutExpired:
            raise NoAnswer(f"it took more than {SECONDS} seconds.") from None
        try:
            told = json.loads(report.read_text(encoding="utf-8"))
            found = list(_findings(told))
            seen = {
                PurePosixPath(one["earl:testSubject"]["url"]).name for one in told["assertions"]
            }
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise NoAnswer(f"{error} {ended.stdout[-500:]} {ended.stderr[-500:]}".strip()) from None
    if missing := sorted(_documents(path) - seen):
        raise NoAnswer(f"it did not look at {', '.join(missing)}.")
    failed = told.get("earl:result", {}).get("earl:outcome") != "pass"
    if failed != bool(found):
        raise NoAnswer("its outcome and its findings contradict each other.")
    return found


def _documents(path: Path) -> set[str]:
    """Return the names of the documents in a container."""
    try:
        with ZipFile(path) as archive:
            names = map(PurePosixPath, archive.namelist())
            return {name.name for name in names if name.suffix in (".xhtml", ".opf")}
    except (OSError, BadZipFile) as error:
        raise NoAnswer(f"{error}") from None


def _findings(told: Mapping[str, Any]) -> Iterator[Finding]:
    for subject in told["assertions"]:
        document = subject["earl:testSubject"]["url"]
        for one in subject["assertions"]:
            test, result = one["earl:test"], one["earl:result"]
            if result["earl:outcome"] == "pass":
                continue
            words = f"{result.get('dct:description', '')} {result.get('html', '')}"
            rule, impact = test["dct:title"], test.get("earl:impact", "")
            yield Finding(rule, impact, " ".join(words.split())[:500], document)

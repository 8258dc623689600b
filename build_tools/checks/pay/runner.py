"""pa11y-ci, as a function with typed results.

What pa11y-ci 4.1 would let slip, and what is done about it here:

- Its report comes last, so a page that hangs takes all answers with it: a reporter of ours
  (`reporter.js`) tells of each page when it is done, silence ends the process, and what has no
  answer is asked for again.
- An error of the browser counts as no error in its sum, and its exit code follows that sum: only
  what is said of a page itself counts, and an error is a `failure`.
- It answers by the address that the browser ended at, so a page that redirects seems to be
  missing: an address without answer is a `failure`.
- A page of an error (404) is looked at like any other: the caller has to know what was sent.
- Given no address it ends at once, with success and no report: here that is no result.
- Looking at several pages at once fails with a private context each, so there is none.
- axe's "needs review" counts as an error: capped to a warning, for axe itself is asked too.
- One browser for all pages grows with each: there is a new one after some pages.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from build_tools.tools.programs import CHROMIUM_OPTIONS, chromium, package, program

PACKAGE = "pa11y-ci"
REPORTER = Path(__file__).with_name("reporter.js")

PAGES_A_BROWSER = 25
POLL = 0.1
"""Seconds between two looks for answers."""
GRACE = 10
"""Seconds in which it may end its browser."""

Kind = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one runner ("axe", "htmlcs") found at one spot."""

    kind: Kind
    rule: str
    message: str
    context: str
    selector: str
    runner: str


@dataclass(frozen=True, slots=True)
class Result:
    """What is known of a page; `failure` says why nothing is."""

    address: str
    findings: tuple[Finding, ...] = ()
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What pa11y-ci is asked for. Warnings and notices are questions, not faults."""

    standard: Literal["WCAG2A", "WCAG2AA", "WCAG2AAA"] = "WCAG2AA"
    runners: tuple[str, ...] = ("axe", "htmlcs")
    warnings: bool = False
    concurrency: int = 1
    page_seconds: int = 60
    silence_seconds: int = 180

    def configuration(self, addresses: Sequence[str]) -> dict[str, Any]:
        """Return pa11y-ci's configuration, but for the places on this machine."""
        defaults = {
            "standard": self.standard,
            "runners": self.runners,
            "includeWarnings": self.warnings,
            "levelCapWhenNeedsReview": "warning",
            "concurrency": self.concurrency,
            "useIncognitoBrowserContext": False,
            "timeout": self.page_seconds * 1000,
        }
        return {"defaults": defaults, "urls": list(addresses)}


def run(addresses: Iterable[str], settings: Settings | None = None) -> Iterator[Result]:
    """Look at each address once; yield each result as soon as it is there.

    A page without an answer is asked for once more, alone, unless no page had one. Raises
    `ProgramMissing`.
    """
    settings = settings or Settings()
    wanted = list(dict.fromkeys(addresses))
    failed = []
    for start in range(0, len(wanted), PAGES_A_BROWSER):
        for result in _ask(wanted[start : start + PAGES_A_BROWSER], settings):
            if result.failure:
                failed.append(result)
            else:
                yield result
    alone = len(failed) < len(wanted)
    for result in failed:
        yield from _ask([result.address], settings) if alone else [result]


def _ask(addresses: Sequence[str], settings: Settings) -> Iterator[Result]:
    """Let one process and its browser look at pages; yield a result of each."""
    configuration = settings.configuration(addresses)
    left = dict.fromkeys(addresses)
    with TemporaryDirectory() as folder:
        report, file, log = (Path(folder, name) for name in ("report", "configuration", "log"))
        report.touch()
        configuration["defaults"] |= {
            "reporters": [[str(REPORTER), {"file": str(report)}]],
            "chromeLaunchConfig": {"executablePath": str(chromium()), "args": CHROMIUM_OPTIONS},
        }
        file.write_text(json.dumps(configuration), encoding="utf-8")
        script = package(PACKAGE) / "bin" / "pa11y-ci.js"
        with log.open("wb") as told:
            process = subprocess.Popen(
                [program("node", "nodejs"), script, "--config", file],
                stdin=subprocess.PIPE,  # its end tells the reporter that we are gone
                stdout=subprocess.DEVNULL,
                stderr=told,
            )
        why = "it gave no answer; does the page redirect?"
        with _ended(process):
            try:
                for line in _lines(report, process, settings.silence_seconds):
                    result = _result(json.loads(line))
                    if result.address in left:
                        del left[result.address]
                        yield result
            except TimeoutError as error:
                why = str(error)
        why = log.read_text(encoding="utf-8", errors="replace").strip() or why
    for address in left:
        yield Result(address, failure=why)


def _lines(report: Path, process: subprocess.Popen[bytes], seconds: int) -> Iterator[str]:
    """Iterate over a file's lines as they are written, until the process ends.

    Raises `TimeoutError` when there is none for so many seconds.
    """
    with report.open(encoding="utf-8") as file:
        begun, silent, working = "", 0.0, True
        while working:
            with suppress(subprocess.TimeoutExpired):
                process.wait(POLL)
            working = process.poll() is None
            more = file.read()
            silent = 0 if more else silent + POLL
            *lines, begun = (begun + more).split("\n")
            yield from lines
            if silent > seconds:
                raise TimeoutError(f"it said nothing for {seconds} seconds")


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End a process that is still there when it is not needed any more, with its browser."""
    try:
        yield
    finally:
        process.terminate()
        try:
            process.communicate(timeout=GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _result(told: Mapping[str, Any]) -> Result:
    address = told["address"]
    if "failure" in told:
        return Result(address, failure=told["failure"] or "pa11y does not say why")
    return Result(
        address,
        tuple(
            Finding(
                entry["type"],
                entry["code"],
                entry["message"],
                entry.get("context") or "",
                entry.get("selector") or "",
                entry.get("runner") or "",
            )
            for entry in told["issues"]
        ),
    )

"""pa11y-ci, as a function with typed results.

What pa11y-ci 4.1 would let slip, and what is done about it here:

- An error of the browser counts as no error in its sum, so its exit code can't be trusted
  alone: a result without code and type is a `failure`.
- It answers by the address that the browser ended at, so a page that redirects seems to be
  missing: an address without answer is a `failure`.
- A page of an error (404) is looked at like any other: the caller has to know what was sent.
- Given no address it ends at once, with success and no report: here that is no result.
- Looking at several pages at once fails with a private context each, so there is none.
- axe's "needs review" counts as an error: capped to a warning, for axe itself is asked too.
- Its report on the terminal can be cut off when it exits, so it writes a file.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, get_args

from build_tools.checks.programs import CHROMIUM_OPTIONS, chromium, package, program

PACKAGE = "pa11y-ci"
CLEAN, FOUND = 0, 2
"""Its exit codes that go with a report."""

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


def run(addresses: Iterable[str], settings: Settings | None = None) -> tuple[Result, ...]:
    """Look at each address once, in this order; raise `ProgramMissing` when that can't be done."""
    wanted = list(dict.fromkeys(addresses))
    if not wanted:
        return ()
    settings = settings or Settings()
    configuration = settings.configuration(wanted)
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        configuration["defaults"] |= {
            "reporters": [["json", {"fileName": str(report)}]],
            "chromeLaunchConfig": {"executablePath": str(chromium()), "args": CHROMIUM_OPTIONS},
        }
        file = Path(folder, "configuration.json")
        file.write_text(json.dumps(configuration), encoding="utf-8")
        script = package(PACKAGE) / "bin" / "pa11y-ci.js"
        try:
            ended = subprocess.run(
                [program("node", "nodejs"), script, "--config", file],
                capture_output=True,
                text=True,
                check=False,
                timeout=60 + settings.page_seconds * len(wanted),
            )
            raw = json.loads(report.read_bytes()) if report.is_file() else {}
        except (subprocess.TimeoutExpired, ValueError) as error:
            return tuple(Result(address, failure=str(error)) for address in wanted)
    if ended.returncode not in (CLEAN, FOUND) or not raw:
        words = ended.stderr.strip() or f"pa11y-ci ended with {ended.returncode} and no report."
        return tuple(Result(address, failure=words) for address in wanted)
    return tuple(_result(address, raw.get("results", {})) for address in wanted)


def _result(address: str, results: Mapping[str, Any]) -> Result:
    raw = results.get(address)
    if raw is None:
        return Result(address, failure="pa11y-ci gave no answer for it; does it redirect?")
    findings = []
    for entry in raw:
        if entry.get("type") not in get_args(Kind):
            return Result(address, failure=entry.get("message") or "pa11y-ci does not say why.")
        findings.append(
            Finding(
                entry["type"],
                entry["code"],
                entry["message"],
                entry.get("context") or "",
                entry.get("selector") or "",
                entry.get("runner") or "",
            )
        )
    return Result(address, tuple(findings))

"""outloud, as a function with typed results. It never fails: that it has not looked has to be seen.

- A file that it can't read has no findings, and an error beside them.
- A rule that breaks is noted, and the others go on.
- Without PyMuPDF some rules find nothing.
- Some rules compare with another file, or are only planned: these may be left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from build_tools.issues import ProgramMissing

PACKAGE = "outloud"

LEFT_OUT = frozenset({"not-implemented", "not-applicable"})
COMPARING = "SEM-"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule ("TBL-010") found; `page` counts from 1, and is None for the whole file."""

    rule: str
    severity: Literal["error", "warning", "info"]
    message: str
    page: int | None
    evidence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What outloud says of a file; `failures` say of what it says nothing, and why."""

    findings: tuple[Finding, ...]
    failures: tuple[str, ...]


def listen(path: Path) -> Answer:
    """Ask outloud about a PDF file; raise `ProgramMissing` when it is not installed."""
    try:
        import outloud
        import pymupdf  # noqa: F401  (outloud goes on without it, and finds less)
        from outloud.registry import load_catalogue
    except ImportError as error:
        raise ProgramMissing(f"{error}: `make setup-test`.") from None
    result = outloud.check(str(path))
    failures = [result.error] if result.error else []
    for run in result.runs:
        compares = run.status == "skipped" and run.rule.startswith(COMPARING)
        if run.status != "ran" and run.status not in LEFT_OUT and not compares:
            failures.append(f"{run.rule} {run.status}: {run.reason}")
    if not failures and not any(run.status == "ran" for run in result.runs):
        failures.append("no rule was tried")
    rules = load_catalogue()
    findings = (
        Finding(
            found.rule,
            found.severity,
            found.message,
            found.page,
            found.evidence or "",
            rules[found.rule].fix or "",
        )
        for found in result.findings
    )
    return Answer(tuple(findings), tuple(failures))

"""OUT: the accessible PDF says out loud what its pages show, as far as outloud can tell.

Besides PDF/UA-1, outloud looks for what conforms and is still wrong: headings without words, prose
that is no part of the structure, an alternative text that is a file's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import ClassVar

from build_tools.checks import Artefacts, Plan
from build_tools.checks.out import refuted, runner
from build_tools.checks.out.runner import PACKAGE, Finding, listen
from build_tools.formats.pdf import NotTagged, TaggedPdf, read_tagged
from build_tools.issues import Issue, ProgramMissing, Severity, SourceSpan
from build_tools.publication import Publication
from build_tools.tools.answers import Answer, answers

SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING}
"""What it says as "info" asks for nothing."""
CODES = {"error": "OUT-001", "warning": "OUT-002"}


class SpeaksOutLoud:
    """OUT-001: an error; OUT-002: a warning; OUT-003: outloud gave no answer."""

    code: ClassVar[str] = "OUT"
    subject: ClassVar[str] = "Accessible PDFs read well aloud, as far as a program can tell"
    applies_to: ClassVar[frozenset[str]] = frozenset({"tagged-pdf"})
    plan: ClassVar[Plan] = "full"
    cost: ClassVar[int] = 31

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with its version."""
        return (f"outloud {_version()}",)

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Ask about every PDF of the edition; an answer holds as long as file and tool do."""
        judges = (Path(file).read_bytes() for file in (runner.__file__, refuted.__file__))
        return answers(artefacts, "tagged-pdf", (f"outloud {_version()}", *judges), _ask)


def _ask(file: Path, span: SourceSpan) -> Answer:
    heard = listen(file)
    silences = tuple(
        Issue("OUT-003", span, f"outloud gave no answer: {why}.") for why in heard.failures
    )
    return Answer((*_issues(heard.findings, file, span), *silences), is_whole=not silences)


def _issues(findings: tuple[Finding, ...], file: Path, span: SourceSpan) -> Iterator[Issue]:
    tagged: TaggedPdf | None = None
    for found in findings:
        if found.severity not in CODES:
            continue
        if found.rule in refuted.RULES:
            tagged = tagged or _tagged(file)
            if tagged and refuted.is_refuted(found, file, tagged):
                continue
        yield Issue(
            CODES[found.severity],
            span,
            f"{found.rule}: {found.message}. {found.evidence}".strip(),
            found.remedy,
            SEVERITIES[found.severity],
            place=f"page {found.page}" if found.page else "",
        )


def _tagged(file: Path) -> TaggedPdf | None:
    try:
        return read_tagged(file)
    except NotTagged:
        return None


def _version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        raise ProgramMissing(
            f"The Python package {PACKAGE} is missing: `make setup-test`."
        ) from None

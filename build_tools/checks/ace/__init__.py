"""The e-book keeps the rules of EPUB Accessibility that a program can test: Ace by DAISY.

Ace looks at each document in a browser with axe, and with rules of its own at the package: the
metadata, the page list, the contents' order, and whether semantics are said to aids too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

from build_tools.checks import Artefacts
from build_tools.checks.ace.runner import PACKAGE, Finding, look
from build_tools.issues import Issue, SourceSpan
from build_tools.publication import Publication
from build_tools.tools.answers import Answer, answers
from build_tools.tools.programs import browser, chromium, package_version, program_version

REMEDY = "Mend the words if they are at fault, else the template in themes/epub/."


class PassesAce:
    """ACE-001: a rule is broken; ACE-002: no answer."""

    code: ClassVar[str] = "ACE"
    subject: ClassVar[str] = (
        "The e-book breaks no rule of EPUB Accessibility 1.1 that a program can test"
    )
    applies_to: ClassVar[frozenset[str]] = frozenset({"epub"})
    plan: ClassVar[Literal["full"]] = "full"
    cost: ClassVar[int] = 110

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with versions."""
        return f"Ace {package_version(PACKAGE)}", browser()

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Look at every e-book; an answer holds as long as file and tools do."""
        versions = f"{package_version(PACKAGE)} {program_version(chromium())}"
        return answers(artefacts, "epub", ("Ace", versions), _ask, "ACE-002")


def _ask(file: Path, span: SourceSpan) -> Answer:
    return Answer(tuple(_issue(finding, span) for finding in look(file)))


def _issue(finding: Finding, span: SourceSpan) -> Issue:
    problem = f"{finding.rule} ({finding.impact}): {finding.words}"
    return Issue("ACE-001", span, problem, REMEDY, place=finding.document)

"""The e-book keeps the rules of EPUB Accessibility that a program can test: Ace by DAISY.

Ace looks at each document in a browser with axe, and with rules of its own at the package: the
metadata, the page list, the contents' order, and whether semantics are said to aids too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from build_tools.checks import Artefacts
from build_tools.checks.ace.runner import PACKAGE, Finding, NoAnswer, look
from build_tools.checks.cache import hash_of
from build_tools.checks.programs import browser, chromium, package_version, program_version
from build_tools.issues import Issue, SourceSpan
from build_tools.publication import Publication

REMEDY = "Mend the words if they are at fault, else the template in themes/epub/."


class PassesAce:
    """ACE-001: a rule is broken; ACE-002: no answer."""

    code: ClassVar[str] = "ACE"
    subject: ClassVar[str] = (
        "The e-book breaks no rule of EPUB Accessibility 1.1 that a program can test"
    )
    applies_to: ClassVar[frozenset[str]] = frozenset({"epub"})
    plan: ClassVar[Literal["full"]] = "full"

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with versions."""
        return f"Ace by DAISY {package_version(PACKAGE)}", browser()

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Look at every e-book; an answer holds as long as file and tools do."""
        tool = f"{package_version(PACKAGE)} {program_version(chromium())}"
        for edition, path in artefacts.files_of("epub"):
            yield from _of_file(artefacts, edition, path, tool)


def _of_file(artefacts: Artefacts, edition: str, path: str, tool: str) -> tuple[Issue, ...]:
    file, span = artefacts.file(edition, path), artefacts.span(edition, path)
    data = file.read_bytes() if file.is_file() else b""
    key = hash_of("Ace", tool, str(span), data)
    found = artefacts.cache.recall(key)
    if found is None:
        try:
            found = tuple(_issue(finding, span) for finding in look(file))
        except NoAnswer as why:
            return (Issue("ACE-002", span, f"Ace gave no answer: {why}", "Run it again."),)
        artefacts.cache.keep(key, found)
    return found


def _issue(finding: Finding, span: SourceSpan) -> Issue:
    problem = f"{finding.rule} ({finding.impact}): {finding.words}"
    return Issue("ACE-001", span, problem, REMEDY, place=finding.document)

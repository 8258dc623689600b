"""VNU: every page is HTML as the standard has it: the Nu checker says no error and no warning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from build_tools.checks import Artefacts, Plan
from build_tools.checks.vnu.checker import PACKAGE, Message, check
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.tools.pages import PAGED, Finding, examine
from build_tools.tools.programs import package_version


class IsValidHtml:
    """VNU-001: an error; VNU-002: a warning."""

    code: ClassVar[str] = "VNU"
    subject: ClassVar[str] = "Every web page is valid HTML"
    applies_to: ClassVar[frozenset[str]] = PAGED
    plan: ClassVar[Plan] = "full"
    cost: ClassVar[int] = 26

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with versions."""
        return (f"the Nu HTML checker {package_version(PACKAGE)}",)

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Check every page that has changed since it was checked last."""
        return examine(self.code, package_version(PACKAGE), _look, publication, artefacts)


def _look(pages: Mapping[str, str]) -> Iterator[tuple[str, list[Finding]]]:
    answers = check(pages.values())
    for path, address in pages.items():
        if address in answers:
            yield path, [_finding(message) for message in answers[address]]


def _finding(message: Message) -> Finding:
    return Finding(
        "HTML",
        f"{message.words} {message.extract}".strip(),
        "Mend the template in themes/, or what writes the element.",
        line=message.line,
        certain=message.kind == "error",
    )

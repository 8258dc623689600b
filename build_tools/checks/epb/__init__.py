"""The e-book is EPUB 3.3: EPUBCheck says nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

from build_tools.checks import Artefacts
from build_tools.checks.epb.validator import Message, validate, version
from build_tools.issues import Issue, Severity, SourceSpan
from build_tools.publication import Publication
from build_tools.tools.answers import Answer, answers

CODES = {"FATAL": "EPB-001", "ERROR": "EPB-001", "WARNING": "EPB-002"}
"""What it calls a message → our code; advice ("usage", "info") has the last one."""
REMEDY = "Mend the picture if it is at fault, else the template in themes/epub/."


class IsValidEpub:
    """EPB-001: an error; 002: a warning; 003: advice, which stops no release; 004: no answer."""

    code: ClassVar[str] = "EPB"
    subject: ClassVar[str] = "The e-book keeps every rule of EPUB 3 that a program can test"
    applies_to: ClassVar[frozenset[str]] = frozenset({"epub"})
    plan: ClassVar[Literal["full"]] = "full"
    cost: ClassVar[int] = 15

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with versions."""
        return (f"EPUBCheck {version()}",)

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Validate every e-book; an answer holds as long as file and tool do."""
        return answers(artefacts, "epub", ("EPUBCheck", version()), _ask, "EPB-004")


def _ask(file: Path, span: SourceSpan) -> Answer:
    return Answer(tuple(_issue(message, span) for message in validate(file)))


def _issue(message: Message, span: SourceSpan) -> Issue:
    code = CODES.get(message.severity, "EPB-003")
    severity = Severity.WARNING if code == "EPB-003" else Severity.ERROR
    problem = f"{message.id}: {message.words}"
    return Issue(code, span, problem, REMEDY, severity, place=message.place)

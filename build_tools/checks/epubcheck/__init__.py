"""The e-book is EPUB 3.3: EPUBCheck says nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from build_tools.checks import Artefacts
from build_tools.checks.cache import hash_of
from build_tools.checks.epubcheck.validator import Message, NoAnswer, validate, version
from build_tools.issues import Issue, Severity, SourceSpan
from build_tools.publication import Publication

CODES = {"FATAL": "EPB-001", "ERROR": "EPB-001", "WARNING": "EPB-002"}
"""What it calls a message → our code; advice ("usage", "info") has the last one."""
REMEDY = "Mend the picture if it is at fault, else the template in themes/epub/."


class IsValidEpub:
    """EPB-001: an error; 002: a warning; 003: advice, which stops no release; 004: no answer."""

    code: ClassVar[str] = "EPB"
    subject: ClassVar[str] = "The e-book keeps every rule of EPUB 3 that a program can test"
    applies_to: ClassVar[frozenset[str]] = frozenset({"epub"})
    plan: ClassVar[Literal["full"]] = "full"

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with versions."""
        return (f"EPUBCheck {version()}",)

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Validate every e-book; an answer holds as long as file and tool do."""
        for edition, path in artefacts.files_of("epub"):
            yield from _of_file(artefacts, edition, path)


def _of_file(artefacts: Artefacts, edition: str, path: str) -> tuple[Issue, ...]:
    file, span = artefacts.file(edition, path), artefacts.span(edition, path)
    data = file.read_bytes() if file.is_file() else b""
    key = hash_of("EPUBCheck", version(), str(span), data)
    found = artefacts.cache.recall(key)
    if found is None:
        try:
            found = tuple(_issue(message, span) for message in validate(file))
        except NoAnswer as why:
            return (Issue("EPB-004", span, f"EPUBCheck gave no answer: {why}", "Run it again."),)
        artefacts.cache.keep(key, found)
    return found


def _issue(message: Message, span: SourceSpan) -> Issue:
    code = CODES.get(message.severity, "EPB-003")
    severity = Severity.WARNING if code == "EPB-003" else Severity.ERROR
    problem = f"{message.id}: {message.words}"
    return Issue(code, span, problem, REMEDY, severity, place=message.place)

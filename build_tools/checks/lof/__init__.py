"""LibreOffice opens each Word document, and shows all of its words.

    document ──▶ office.py ──▶ PDF ──▶ words.py ──▶ words that are not shown
                 LibreOffice

It is the one word processor that a machine without a screen can ask. Which words, how often, and
in which order the titles of sections come: where a line or a page ends is its own business.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

from build_tools.checks import Artefacts
from build_tools.checks.lof.office import NotOpened, to_pdf, version
from build_tools.checks.lof.words import faults
from build_tools.issues import Issue, SourceSpan
from build_tools.publication import Publication
from build_tools.tools.answers import Answer, answers

_FORM = "1"
"""Of what is asked here: kept answers of another form are none."""


class OpensInLibreOffice:
    """LOF: LibreOffice opens the document, and its words are there."""

    code: ClassVar[str] = "LOF"
    subject: ClassVar[str] = "Word documents open in LibreOffice with all of their words"
    applies_to: ClassVar[frozenset[str]] = frozenset({"word"})
    plan: ClassVar[Literal["full"]] = "full"
    cost: ClassVar[int] = 10

    def tools(self) -> tuple[str, ...]:
        """Return what opens it, with its version."""
        return (version(),)

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Open every document; an answer holds as long as file, publication and program do."""

        def ask(file: Path, span: SourceSpan) -> Answer:
            try:
                shown = to_pdf(file)
            except NotOpened as error:
                return Answer((Issue("LOF-001", span, str(error)),))
            problems = faults(publication, shown)
            return Answer(tuple(Issue("LOF-002", span, problem) for problem in problems))

        tool = ("LibreOffice", _FORM, version(), publication.digest)
        return answers(artefacts, "word", tool, ask)

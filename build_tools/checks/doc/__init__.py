"""A Word document serves readers and editors: what Word's accessibility checker asks, and more.

    package.py      its parts, types and relationships
    properties.py   title, publisher, dates, language
    styles.py       styles; contrast and size of the words
    text.py         headings, lists, links, blank paragraphs, what somebody left behind
    objects.py      tables, pictures, contents, footnotes, bookmarks, header and footer
    order.py        the schema's order, on which Word insists

Every rule has its page in `reports/rules/DOC.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

from build_tools.checks import Artefacts
from build_tools.checks.doc.findings import Finding
from build_tools.checks.doc.objects import object_findings
from build_tools.checks.doc.order import order_findings
from build_tools.checks.doc.package import package_findings
from build_tools.checks.doc.properties import language_findings, property_findings
from build_tools.checks.doc.styles import look_findings, style_findings
from build_tools.checks.doc.text import text_findings
from build_tools.formats.docx import NotWord, open_word
from build_tools.issues import Issue
from build_tools.publication import Publication


class WordServesReaders:
    """DOC: every property that readers and editors need is in the finished file."""

    code: ClassVar[str] = "DOC"
    subject: ClassVar[str] = (
        "Word documents have what readers with assistive technology and editors need"
    )
    applies_to: ClassVar[frozenset[str]] = frozenset({"word"})
    plan: ClassVar[Literal["quick"]] = "quick"

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Look at each of the edition's files."""
        for edition, path in artefacts.files_of("word"):
            span = artefacts.span(edition, path)
            for found in _findings(publication, artefacts.file(edition, path)):
                yield Issue(found.code, span, found.problem, found.remedy, place=found.place)


def _findings(publication: Publication, path: Path) -> Iterator[Finding]:
    try:
        word = open_word(path)
        yield from package_findings(word)
        yield from property_findings(word, publication)
        yield from language_findings(word, publication)
        yield from style_findings(word)
        yield from look_findings(word)
        yield from text_findings(word)
        yield from object_findings(word)
        yield from order_findings(word)
    except NotWord as error:
        yield Finding("DOC-001", str(error))

"""The accessible PDF is built as a screen reader needs it, beyond what veraPDF can see.

    file.py       the file: title, language, fonts, tab order, bookmarks
    tree.py       its elements: headings, tables, rows, lists, notes, contents, links, pictures
    blocks.py     its elements against the publication: each block once, in order, in its language
    marks.py      its pages: all is tagged or an artifact, and nothing is both
    type.py       its pages: type is large enough, does not run off, and is never over other type

Every rule has its page in `reports/rules/PDF.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

import pikepdf

from build_tools.checks import Artefacts
from build_tools.checks.pdf.blocks import block_findings
from build_tools.checks.pdf.file import file_findings
from build_tools.checks.pdf.findings import Finding
from build_tools.checks.pdf.marks import mark_findings
from build_tools.checks.pdf.tree import tree_findings
from build_tools.checks.pdf.type import type_findings
from build_tools.formats.pdf import NotTagged, read_tagged
from build_tools.issues import Issue
from build_tools.publication import Publication


class StructureServesReaders:
    """PDF: every property that a screen reader needs is in the finished file."""

    code: ClassVar[str] = "PDF"
    subject: ClassVar[str] = "The structure of accessible PDFs serves screen readers"
    applies_to: ClassVar[frozenset[str]] = frozenset({"tagged-pdf"})
    plan: ClassVar[Literal["quick"]] = "quick"
    cost: ClassVar[int] = 18

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Look at each of the edition's files."""
        for edition, path in artefacts.files_of("tagged-pdf"):
            span = artefacts.span(edition, path)
            for found in _findings(publication, artefacts.file(edition, path)):
                place = "" if found.page is None else f"page {found.page + 1}"
                yield Issue(found.code, span, found.problem, found.remedy, place=place)


def _findings(publication: Publication, path: Path) -> Iterator[Finding]:
    try:
        tagged = read_tagged(path)
    except NotTagged as error:
        yield Finding("PDF-001", str(error))
        return
    with pikepdf.open(path) as pdf:
        yield from file_findings(pdf, publication, tagged)
        sheets = {number: float(page.mediabox[3]) for number, page in enumerate(pdf.pages)}
    yield from tree_findings(tagged, sheets)
    yield from block_findings(tagged, publication)
    yield from mark_findings(path, tagged)
    yield from type_findings(path)

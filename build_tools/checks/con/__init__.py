"""Text in tagged PDFs stands out from what is painted behind it, charts too.

Measured on rendered pages: one of each kind, that is, each page on which a kind of element
appears for the first time. WCAG 2.2, 1.4.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

import pypdfium2

from build_tools.checks import Artefacts
from build_tools.checks.con.page import Faint, faint_text
from build_tools.formats.pdf import NotTagged, read_tagged, sample
from build_tools.issues import BUILD_AGAIN, Issue, SourceSpan
from build_tools.publication import Publication

REMEDY = "Choose a darker colour for the text, or a lighter ground, in themes/brand.yml."


class TextStandsOut:
    """CON: text has a contrast of 4.5 to 1, or of 3 to 1 when it is large."""

    code: ClassVar[str] = "CON"
    subject: ClassVar[str] = "Text in accessible PDFs stands out from what is behind it"
    applies_to: ClassVar[frozenset[str]] = frozenset({"tagged-pdf"})
    plan: ClassVar[Literal["full"]] = "full"
    cost: ClassVar[int] = 12

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Render pages and look behind each character; each colour is named once a page."""
        for edition, path in artefacts.files_of("tagged-pdf"):
            yield from _of_file(artefacts.file(edition, path), artefacts.span(edition, path))


def _of_file(path: Path, span: SourceSpan) -> Iterator[Issue]:
    try:
        pages = sample(read_tagged(path))
    except NotTagged as error:
        yield Issue("CON-002", span, str(error), BUILD_AGAIN)
        return
    seen = 0
    with pypdfium2.PdfDocument(path) as opened:
        for number in pages:
            looked_at, faint = faint_text(opened[number])
            seen += looked_at
            for found in faint:
                place = f"page {number + 1}"
                yield Issue("CON-001", span, _problem(found), REMEDY, place=place)
    if not seen:
        yield Issue("CON-002", span, "No text was found to look at.")


def _problem(found: Faint) -> str:
    return (
        f"'{found.text}' in {found.colour} on {found.ground} has a contrast of "
        f"{found.contrast:.1f} to 1, and needs {found.needed:g} to 1."
    )

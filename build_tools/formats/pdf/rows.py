"""Rows of tables that are torn though a page has room for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.formats.pdf.elements import Element
from build_tools.formats.pdf.structure import TaggedPdf

LINE = 16.0
"""Points that a line is high at least."""
SHARE = 0.5
"""The share of a sheet that a row may fill with others above it: margins, a heading, a caption."""


TEXTS = frozenset({"P", "LBody", "TD", "Figure"})
"""Elements that are more than a heading, a caption or the header of a table."""
HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})


def torn_rows(tagged: TaggedPdf, sheets: Mapping[int, float]) -> Iterator[tuple[Element, int]]:
    """Iterate over rows that lie on several pages though one has room; and the first of these.

    `sheets` has the height of each page in points, by its number from 0.
    """
    for row in tagged.document.all("TR"):
        lines: dict[int, list[float]] = {}
        for piece in row.pieces():
            if piece.text.strip():
                lines.setdefault(piece.page, []).append(piece.baseline)
        if len(lines) < 2:  # noqa: PLR2004
            continue
        height = sum(max(found) - min(found) + LINE for found in lines.values())
        page = min(lines)
        if height < SHARE * sheets.get(page, 0) and not _leads(row, page, tagged.document):
            yield row, page


def _leads(row: Element, page: int, document: Element) -> bool:
    """Whether nothing stands above a row on its page but headings and its table's own.

    These stay together: were the row whole, they would stand alone.
    """
    before = ""
    for element in document.all():
        if element is row:
            return True
        is_summary = element.role == "P" and before in ("H2", "H3")
        is_text = element.role in TEXTS and not is_summary
        if is_text and any(one.page == page and one.text.strip() for one in element.pieces()):
            return False
        if element.role in HEADINGS or element.role == "P":
            before = element.role
    return False

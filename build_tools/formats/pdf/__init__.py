"""A tagged PDF → typed elements, as a screen reader finds them in the finished file.

    pikepdf ──▶ structure tree ─┐
                                ├─▶ elements with their words, pages, languages and links
    PDFium ───▶ text ───────────┘   joined by page and number of marked content

It knows nothing of what wrote the file. PDF 32000-1, 14.7 (logical structure), 14.8 (tagged PDF).
"""

from build_tools.formats.pdf.elements import LINE_JOIN, Element, LinkArea, Piece, join
from build_tools.formats.pdf.rows import torn_rows
from build_tools.formats.pdf.sample import sample
from build_tools.formats.pdf.structure import NotTagged, TaggedPdf, read_tagged

__all__ = [
    "LINE_JOIN",
    "Element",
    "LinkArea",
    "NotTagged",
    "Piece",
    "TaggedPdf",
    "join",
    "read_tagged",
    "sample",
    "torn_rows",
]

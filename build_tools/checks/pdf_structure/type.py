"""Type is large enough to read: 12 pt at least, on every page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from build_tools.checks.pdf_structure.findings import Finding, shown

LEAST = 12.0
"""Points. UK Association for Accessible Formats, clear print; ROUNDING is the layout's own."""
ROUNDING = 0.05

REMEDY = "In a picture, draw its words larger; elsewhere, see the style sheets in themes/paged/."


def size_findings(path: Path) -> Iterator[Finding]:
    """Find pages with text below the least size; the raised number that calls a note may be."""
    with pypdfium2.PdfDocument(path) as opened:
        for number, page in enumerate(opened):
            if small := list(_small(page)):
                size = min(size for size, _ in small)
                words = shown("".join(words for _, words in small))
                problem = f"“{words}” is set in {size:.1f} pt; the least is {LEAST:g} pt."
                yield Finding("PDF-022", problem, number, REMEDY)


def _small(page: pypdfium2.PdfPage) -> Iterator[tuple[float, str]]:
    text_page = page.get_textpage()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=9):
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(item.raw, size)
        matrix = item.get_matrix()
        points = size.value * (matrix.b**2 + matrix.d**2) ** 0.5
        words = _text(item, text_page).strip()
        if words and not words.isdecimal() and points < LEAST - ROUNDING:
            yield points, words


def _text(item: pypdfium2.PdfObject, text_page: pypdfium2.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    letters = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFTextObj_GetText(item.raw, text_page.raw, letters, length)
    return buffer.raw.decode("utf-16-le").split("\0")[0]

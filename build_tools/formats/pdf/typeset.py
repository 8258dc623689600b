"""A PDF's pages → the pieces of text on them: how large they are, and how far they reach."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

DEEPEST = 9
"""Levels of forms in which text is looked for."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """Text that was painted in one go. `size` and the edges of its letters are in points.

    Edges count from the media box's lower left corner. Text in a form (`in_drawing`) has no place
    of its own: its edges are those inside the form.
    """

    words: str
    size: float
    left: float
    bottom: float
    right: float
    top: float
    in_drawing: bool = False
    mark: int = -1
    """The number of its marked content on its page."""


@dataclass(frozen=True, slots=True)
class TypesetPage:
    """A page: its number from 0, its width and height in points, and its text."""

    number: int
    width: float
    height: float
    text: tuple[Typeset, ...]


def typeset_pages(path: Path) -> Iterator[TypesetPage]:
    """Iterate over the pages of a PDF; text without letters is left out."""
    with pypdfium2.PdfDocument(path) as opened:
        for number, page in enumerate(opened):
            text = tuple(one for one in _typeset(page) if one.words)
            left, bottom, right, top = page.get_mediabox()
            yield TypesetPage(number, right - left, top - bottom, text)


ACROSS, DOWN = 2.0, 0.4
"""Points across, and the share of the lower one's height, by which texts may touch: letters lean
and hang over."""


def overlapping(page: TypesetPage) -> Iterator[tuple[Typeset, Typeset]]:
    """Iterate over pairs of texts that are painted over each other.

    The words of a drawing are left out, and what one piece of marked content paints: the marks of
    many scripts stand above or below their letters.
    """
    placed = sorted((one for one in page.text if not one.in_drawing), key=lambda one: -one.top)
    for place, upper in enumerate(placed):
        for lower in placed[place + 1 :]:
            if lower.top <= upper.bottom:
                break
            if (upper.mark != lower.mark or upper.mark < 0) and _meet(upper, lower):
                yield upper, lower


def _meet(one: Typeset, other: Typeset) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.top, other.top) - max(one.bottom, other.bottom)
    height = min(one.top - one.bottom, other.top - other.bottom)
    return across > ACROSS and down > DOWN * height


def _typeset(page: pypdfium2.PdfPage) -> Iterator[Typeset]:
    text_page = page.get_textpage()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST):
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(item.raw, size)
        matrix = item.get_matrix()
        points = size.value * (matrix.b**2 + matrix.d**2) ** 0.5
        left, bottom, right, top = item.get_bounds()
        words = _text(item, text_page).strip()
        mark = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        yield Typeset(words, points, left, bottom, right, top, item.level > 0, mark)


def _text(item: pypdfium2.PdfObject, text_page: pypdfium2.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    letters = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFTextObj_GetText(item.raw, text_page.raw, letters, length)
    return buffer.raw.decode("utf-16-le").split("\0")[0]

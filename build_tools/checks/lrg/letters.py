"""A PDF → what is written on its pages: text as it was painted, measured by PDFium.

It knows nothing of what wrote the file. A piece of text keeps the number of its marked content, so
that its element can be found (PDF 32000-1, 14.7.4).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from build_tools.formats.pdf.said import actual_text
from build_tools.formats.pdf.text import address_of

HYPHENS = {"\x02": "-", "\xad": "-", "‐": "-"}
"""What PDFium gives for a hyphen at a line's end, and the hyphens that nobody typed."""

DEEPEST = 9
"""Levels of forms in which text is looked for."""

Colour = tuple[int, int, int]


@dataclass(slots=True)
class Written:
    """Text that was painted in one go: at most a line, in one face and size.

    `size` is in points as it is seen, `left` and `baseline` in points from the page's lower left
    corner, `spaces` how wide each space inside is, in ems. `is_apart` is text that is some way
    from what was painted before it.
    """

    mcid: int
    left: float
    baseline: float
    size: float
    colour: Colour
    text: str = ""
    is_apart: bool = False
    spaces: list[float] = field(default_factory=list)


Page = tuple[Written, ...]
"""A page's text in the order of painting."""


def read_pages(path: Path) -> list[Page]:
    """Read all pages; of spaces that PDFium guesses it is only said that there is some room."""
    with pypdfium2.PdfDocument(path) as opened:
        return [tuple(_written(page)) for page in opened]


def _written(page: pypdfium2.PdfPage) -> Iterator[Written]:
    opened = page.get_textpage()
    text = opened.raw
    inside = _marks_of_forms(page)
    x, y = ctypes.c_double(), ctypes.c_double()
    run: Written | None = None
    home: int | None = None
    space: float | None = None
    guessed, said = False, ""
    whole: dict[tuple[int, str], Written] = {}
    """What marked content says itself: it may be painted in any order."""
    for place in range(opened.count_chars()):
        if raw.FPDFText_IsGenerated(text, place) == 1:
            guessed = True
            continue
        here = address_of(text, place)
        raw.FPDFText_GetCharOrigin(text, place, x, y)
        if run is None or here != home:
            item = raw.FPDFText_GetTextObject(text, place)
            if run and (run.mcid, run.text) not in whole:
                yield run
            said, home = actual_text(item), here
            run, space = whole.get((_mark(item), said)), None
        if run is None:
            run = _begun(text, place, item, x.value, y.value)
            run.mcid, run.is_apart, guessed = inside.get(here, run.mcid), guessed, False
            if said:
                run.text = said
                whole[run.mcid, said] = run
        if said:
            run.left = min(run.left, x.value)
            continue
        if space is not None:
            run.spaces.append((x.value - space) / run.size)
        char = chr(raw.FPDFText_GetUnicode(text, place))
        space = x.value if char == " " else None
        run.text += HYPHENS.get(char, char)
    if run and (run.mcid, run.text) not in whole:
        yield run
    yield from whole.values()


def _begun(
    text: raw.FPDF_TEXTPAGE, place: int, item: raw.FPDF_PAGEOBJECT, left: float, baseline: float
) -> Written:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, place, matrix)
    # The matrix of the text and of the drawing that it stands in; the smaller way counts.
    scale = min(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(text, place, red, green, blue, alpha)
    return Written(
        mcid=_mark(item),
        left=left,
        baseline=baseline,
        size=raw.FPDFText_GetFontSize(text, place) * scale,
        colour=(red.value, green.value, blue.value),
    )


def _mark(item: raw.FPDF_PAGEOBJECT) -> int:
    return int(raw.FPDFPageObj_GetMarkedContentID(item))


def _marks_of_forms(page: pypdfium2.PdfPage) -> dict[int | None, int]:
    """Return, for text in a form, the number of the marked content that the form is in."""
    found: dict[int | None, int] = {}
    outer = -1
    for item in page.get_objects(max_depth=DEEPEST):
        if item.level == 0:
            outer = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            found[ctypes.cast(item.raw, ctypes.c_void_p).value] = outer
    return found

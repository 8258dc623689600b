"""The colour of each character of a page, and of what is behind it."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from build_tools.formats.pdf.colour import Colour, contrast

SCALE = 2
"""Pixels a point."""

LARGE, LARGE_BOLD, BOLD = 18, 14, 700
"""Points from which text is large, and bold text; the weight from which it is bold."""

SMALL_RATIO, LARGE_RATIO = 4.5, 3.0
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Faint:
    """Text that does not stand out; colours are written as in CSS."""

    text: str
    colour: str
    ground: str
    contrast: float
    needed: float


def faint_text(page: pypdfium2.PdfPage) -> tuple[int, list[Faint]]:
    """Return how many characters were looked at, and text that does not stand out.

    Text of the same colours is named once, by its beginning.
    """
    picture = page.render(scale=SCALE).to_pil().convert("RGB")
    texts: dict[tuple[Colour, Colour, float], str] = {}
    looked_at = 0
    for char, colour, ground, needed in _characters(page, picture):
        looked_at += 1
        if contrast(colour, ground) < needed:
            key = colour, ground, needed
            texts[key] = texts.get(key, "") + char
    return looked_at, [
        Faint(text[:LONGEST], _css(colour), _css(ground), contrast(colour, ground), needed)
        for (colour, ground, needed), text in texts.items()
    ]


def _characters(
    page: pypdfium2.PdfPage, picture: Image.Image
) -> Iterator[tuple[str, Colour, Colour, float]]:
    opened = page.get_textpage()
    text = opened.raw
    for place in range(opened.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, place))
        if char.isspace() or raw.FPDFText_IsGenerated(text, place) == 1:
            continue
        left, bottom, right, top = opened.get_charbox(place)
        box = (left, page.get_height() - top, right, page.get_height() - bottom)
        ground = _ground(picture, box)
        if ground is not None:
            yield char, _fill(text, place), ground, _needed(text, place)


def _fill(text: raw.FPDF_TEXTPAGE, place: int) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(text, place, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _needed(text: raw.FPDF_TEXTPAGE, place: int) -> float:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, place, matrix)
    size = raw.FPDFText_GetFontSize(text, place) * math.hypot(matrix.b, matrix.d)
    is_bold = raw.FPDFText_GetFontWeight(text, place) >= BOLD
    return LARGE_RATIO if size >= (LARGE_BOLD if is_bold else LARGE) else SMALL_RATIO


def _ground(picture: Image.Image, box: tuple[float, float, float, float]) -> Colour | None:
    """Return the commonest colour on a line around a character; None: it is off the page."""
    left, top, right, bottom = box
    edges = (
        max(math.floor(left * SCALE) - 1, 0),
        max(math.floor(top * SCALE) - 1, 0),
        min(math.ceil(right * SCALE) + 1, picture.width),
        min(math.ceil(bottom * SCALE) + 1, picture.height),
    )
    if edges[0] >= edges[2] or edges[1] >= edges[3]:
        return None
    around: Counter[Colour] = Counter()
    for strip in (
        (edges[0], edges[1], edges[2], edges[1] + 1),
        (edges[0], edges[3] - 1, edges[2], edges[3]),
        (edges[0], edges[1], edges[0] + 1, edges[3]),
        (edges[2] - 1, edges[1], edges[2], edges[3]),
    ):
        for count, colour in picture.crop(strip).getcolors() or ():
            around[colour] += count  # type: ignore[index]  # an RGB picture has triples
    return around.most_common(1)[0][0]


def _css(colour: Colour) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)

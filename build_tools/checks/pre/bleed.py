"""Colour that touches the trim's edge goes on to the bleed's: seen on the rendered page.

Knives cut a little aside; what ends at the trim would then leave a white edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from PIL import Image, ImageChops

from build_tools.checks.pre.painting import Box, Painted, holds, meets
from build_tools.checks.pre.rules import Fault

_SCALE = 1.5
"""Pixels a point."""
_NEAR = 1.0
"""Points: as close to an edge as touches it."""
_ASIDE = 14
"""Pixels along the edge in which the bleed may have its colour, for what crosses it slantwise."""
_SHORTEST = 4
"""Pixels of edge that are a fault."""
_PAPER = 253
"""The least level of every colour that is paper."""
_INSIDE = 1
"""Pixels from an edge, for it may fall within one."""
_SIDES = ("left", "bottom", "right", "top")


def reaches_edge(painted: Iterable[Painted], trim: Box) -> bool:
    """Whether anything with ink touches or crosses the trim's edge."""
    left, bottom, right, top = trim
    inside = (left + _NEAR, bottom + _NEAR, right - _NEAR, top - _NEAR)
    return any(
        meets(mark.box, trim) and not holds(inside, mark.box)
        for mark in painted
        if mark.colour.total or not mark.colour.inks
    )


def bleed_faults(file: Path, pages: Mapping[int, tuple[Box, Box, Box]]) -> Iterator[Fault]:
    """Iterate over edges where colour ends before the bleed does.

    `pages` has trim, bleed and media box of each page, in points.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        for number, (trim, bleed, media) in pages.items():
            shown = document[number - 1].render(scale=_SCALE).to_pil().convert("RGB")
            darkest = ImageChops.darker(ImageChops.darker(*shown.split()[:2]), shown.split()[2])
            for side in _SIDES:
                bare = _bare(_edge(darkest, side, trim, trim, media),
                             _edge(darkest, side, bleed, trim, media))  # fmt: skip
                if bare >= _SHORTEST:
                    length = bare / _SCALE * 25.4 / 72
                    problem = f"At the {side}, {length:.0f} mm of colour end before the bleed does."
                    yield Fault("PRE-025", problem, number)
    finally:
        document.close()


def _edge(shown: Image.Image, side: str, box: Box, trim: Box, media: Box) -> list[bool]:
    """Return where there is ink just inside one side of a box, between the trim's corners."""
    left, top, right, bottom = (
        round((box[0] - media[0]) * _SCALE), round((media[3] - box[3]) * _SCALE),
        round((box[2] - media[0]) * _SCALE), round((media[3] - box[1]) * _SCALE),
    )  # fmt: skip
    first, last = round((trim[0] - media[0]) * _SCALE), round((trim[2] - media[0]) * _SCALE)
    highest, lowest = round((media[3] - trim[3]) * _SCALE), round((media[3] - trim[1]) * _SCALE)
    line = {
        "left": (left + _INSIDE, highest, left + _INSIDE + 1, lowest),
        "right": (right - _INSIDE - 1, highest, right - _INSIDE, lowest),
        "top": (first, top + _INSIDE, last, top + _INSIDE + 1),
        "bottom": (first, bottom - _INSIDE - 1, last, bottom - _INSIDE),
    }[side]
    return [level < _PAPER for level in shown.crop(line).tobytes()]


def _bare(trim: list[bool], bleed: list[bool]) -> int:
    """Return how many pixels have ink at the trim, and none beside them at the bleed's edge."""
    return sum(
        inked and not any(bleed[max(at - _ASIDE, 0) : at + _ASIDE + 1])
        for at, inked in enumerate(trim)
    )

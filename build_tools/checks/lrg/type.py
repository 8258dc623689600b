"""Rules about letters: large enough, dark enough, on plain paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
from PIL import Image

from build_tools.checks.lrg.findings import Finding, shown
from build_tools.checks.lrg.letters import Colour, Page, Written
from build_tools.checks.lrg.lines import Key
from build_tools.formats.pdf.colour import contrast

ROUNDING = 0.05
"""Points that the layout may lose."""
WHITE = (255, 255, 255)
STRONG = 7.0
"""Contrast to 1 (WCAG 2.2, 1.4.6); what is drawn in a picture is the business of CON."""


def size_findings(pages: list[Page], promised: float) -> Iterator[Finding]:
    """Find type below the size that the file promises, in drawings and margins too."""
    for number, page in enumerate(pages):
        small = [one for one in page if one.text.strip() and one.size < promised - ROUNDING]
        if small:
            least = min(one.size for one in small)
            problem = f"“{_said(small)}” is set in {least:.1f} pt; the file promises "
            yield Finding("LRG-002", f"{problem}{promised:g} pt.", number)


def ink_findings(pages: list[Page], drawn: frozenset[Key]) -> Iterator[Finding]:
    """Find type outside drawings that is not dark on white."""
    for number, page in enumerate(pages):
        plain = _plain(page, number, drawn)
        if faint := [one for one in plain if contrast(one.colour, WHITE) < STRONG]:
            ratio = min(contrast(one.colour, WHITE) for one in faint)
            problem = f"“{_said(faint)}” has a contrast of {ratio:.1f} to 1, and needs "
            yield Finding("LRG-011", f"{problem}{STRONG:g} to 1.", number)


def paper_findings(
    path: Path, pages: list[Page], sample: Iterable[int], drawn: frozenset[Key]
) -> Iterator[Finding]:
    """Find type outside drawings that stands on a tint or a picture; these pages are rendered."""
    with pypdfium2.PdfDocument(path) as opened:
        for number in sample:
            picture = opened[number].render(scale=1).to_pil().convert("RGB")
            plain = _plain(pages[number], number, drawn)
            if over := [one for one in plain if _ground(picture, one) != WHITE]:
                problem = f"“{_said(over)}” stands on a tint or a picture."
                yield Finding("LRG-010", problem, number)


def _plain(page: Page, number: int, drawn: frozenset[Key]) -> list[Written]:
    return [one for one in page if one.text.strip() and (number, one.mcid) not in drawn]


def _said(written: Iterable[Written]) -> str:
    return shown(" ".join(one.text.strip() for one in written))


def _ground(picture: Image.Image, one: Written) -> Colour:
    """Return the commonest colour in the square of the first letter, less the letter's own."""
    top = picture.height - one.baseline - one.size
    left, right = round(one.left - 2), round(one.left + one.size)
    square = (left, round(top), right, round(top + one.size * 1.3))
    colours = picture.crop(square).getcolors(1 << 16) or ()
    counted: Counter[Colour] = Counter({colour: count for count, colour in colours})  # type: ignore[misc]  # an RGB picture has triples
    return next((found for found, _ in counted.most_common() if found != one.colour), WHITE)

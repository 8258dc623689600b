"""Type is large enough to read, on the page and never painted over: whatever paints it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.checks.pdf.findings import Finding, shown
from build_tools.formats.pdf.typeset import Typeset, TypesetPage, overlapping, typeset_pages

LEAST = 12.0
"""Points. UK Association for Accessible Formats, clear print; ROUNDING is the layout's own."""
ROUNDING = 0.05
EDGE = 14.0
"""Points: what most printers for desks leave white at the edges of paper, 5 mm."""

REMEDY = "In a picture, draw its words larger; elsewhere, see the style sheets in themes/paged/."
SHORTER = "Write it with a space or a hyphen where it may break, or shorter."


def type_findings(path: Path) -> Iterator[Finding]:
    """Find pages with text that is too small, or too near to their edges."""
    for page in typeset_pages(path):
        yield from _small(page)
        yield from _off(page)
        yield from _over(page)


def _small(page: TypesetPage) -> Iterator[Finding]:
    """Yield text below the least size; the raised number that calls a note may be."""
    small = [one for one in page.text if one.size < LEAST - ROUNDING and not one.words.isdecimal()]
    if small:
        words = shown("".join(one.words for one in small))
        size = min(one.size for one in small)
        problem = f"“{words}” is set in {size:.1f} pt; the least is {LEAST:g} pt."
        yield Finding("PDF-022", problem, page.number, REMEDY)


def _off(page: TypesetPage) -> Iterator[Finding]:
    """Yield the text that is nearest to an edge, if it is too near."""
    placed = [(_room(one, page), one.words) for one in page.text if not one.in_drawing]
    room, words = min(placed, default=(EDGE, ""))
    if room < EDGE:
        where = "runs off the page" if room < 0 else f"ends {room:.0f} points from its edge"
        yield Finding("PDF-023", f"“{shown(words)}” {where}.", page.number, SHORTER)


def _over(page: TypesetPage) -> Iterator[Finding]:
    """Yield the first text that is painted over another."""
    for one, other in overlapping(page):
        problem = f"“{shown(one.words)}” and “{shown(other.words)}” are printed over each other."
        yield Finding("PDF-024", problem, page.number, SHORTER)
        return


def _room(one: Typeset, page: TypesetPage) -> float:
    return min(one.left, one.bottom, page.width - one.right, page.height - one.top)

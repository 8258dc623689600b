"""Pages of volumes → the paragraphs of the display's file that stand on them.

A page's line with its number is taken off, then each paragraph of the display's file is looked for
row by row: its words in the same cells, with line ends where there is a space, or after the line
continuation indicator. So what is on paper is the display's file, word for word and
paragraph by paragraph, or what differs is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from build_tools.formats.braille.signs import DIGITS
from build_tools.formats.braille.words import SPACE

CONTINUED = "⠐"
_AHEAD = 60
"""So many paragraphs, at most, are passed over to find where the pages go on."""

Pages = Sequence[Sequence[str]]
"""The rows of each page, without the line that has its number."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph of the display's file (its place there), or rows that are none (-1)."""

    paragraph: int
    cells: str
    volume: int
    page: int
    row: int


@dataclass(slots=True)
class PaperReading:
    """All volumes: what stands in front of each, in cells, and the body."""

    fronts: list[str] = field(default_factory=list)
    body: list[Placed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    cells: str
    volume: int
    page: int
    row: int


def number_cells(number: int) -> str:
    """Return a number in cells."""
    return "⠼" + "".join(DIGITS[digit] for digit in str(number))


def read_volumes(volumes: Sequence[Pages], paragraphs: Sequence[str]) -> PaperReading:
    """Find the paragraphs of a body on the pages of volumes; pages count through them."""
    reading = PaperReading()
    at = first = 0
    for number, pages in enumerate(volumes, start=1):
        start = _body_starts(pages, paragraphs, at)
        reading.fronts.append(joined([row for page in pages[:start] for row in page]))
        rows = [
            _Row(row.strip(SPACE), number, first + place, line)
            for place, page in enumerate(pages[start:], start=start + 1)
            for line, row in enumerate(page, start=1)
            if row.strip(SPACE)
        ]
        first += len(pages)
        for placed in _aligned(rows, paragraphs, at):
            reading.body.append(placed)
            at = max(at, placed.paragraph + 1)
    return reading


def _body_starts(pages: Pages, paragraphs: Sequence[str], at: int) -> int:
    """Return on which page the body goes on with the paragraph that is next."""
    for place, page in enumerate(pages):
        rows = [_Row(row.strip(SPACE), 0, 0, 0) for row in page if row.strip(SPACE)]
        rows += [
            _Row(row.strip(SPACE), 0, 0, 0)
            for later in pages[place + 1 : place + 3]
            for row in later
            if row.strip(SPACE)
        ]
        if place and at < len(paragraphs) and _taken(rows, 0, paragraphs[at]):
            return place
    # The first paragraph is wrong or missing: title page, contents and notes are short pages.
    return min(2, len(pages))


def _aligned(rows: Sequence[_Row], paragraphs: Sequence[str], at: int) -> Iterator[Placed]:
    place = 0
    while place < len(rows):
        here = rows[place]
        ahead = range(at, min(at + _AHEAD, len(paragraphs)))
        found = next(
            ((to, end) for to in ahead if (end := _taken(rows, place, paragraphs[to]))), None
        )
        if found is None:
            yield Placed(-1, here.cells, here.volume, here.page, here.row)
            place += 1
            continue
        at, place = found[0] + 1, found[1]
        yield Placed(found[0], paragraphs[found[0]], here.volume, here.page, here.row)


def _taken(rows: Sequence[_Row], place: int, paragraph: str) -> int:
    """Return the place after the rows that a paragraph fills; 0 if it does not stand there."""
    rest = paragraph
    while place < len(rows):
        row = rows[place].cells
        if rest == row or rest.startswith(row + SPACE):
            rest = rest[len(row) :].removeprefix(SPACE)
        elif row.endswith(CONTINUED) and rest.startswith(row[:-1]) and len(rest) >= len(row):
            rest = rest[len(row) - 1 :]
        else:
            return 0
        place += 1
        if not rest:
            return place
    return 0


def joined(rows: Sequence[str]) -> str:
    """Return rows as one line; guide dots between a title and its page are a space."""
    cells = ""
    for row in rows:
        bare = re.sub(f"{SPACE}{CONTINUED}{{2,}}{SPACE}(?=⠼[^{SPACE}]+$)", SPACE, row.strip(SPACE))
        if not bare:
            continue
        if cells.endswith(CONTINUED):
            cells = cells[:-1] + bare
        else:
            cells = f"{cells}{SPACE}{bare}" if cells else bare
    return re.sub(f"{SPACE}+", SPACE, cells)

"""Lines → rows of paper: indents, blank rows, and where a row ends.

Layout follows the UK Association for Accessible Formats: headings are centred or begin in cell 5
or 7, a paragraph's first row is indented by two cells, an entry's further rows are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.editions.braille.lines import BREAK, HEADINGS, Line
from build_tools.editions.braille.ueb import SPACE

CONTINUED = "⠐"
"""Line continuation indicator (UEB 6.10): the word goes on in the next row, without a space."""

GUIDE = "⠐"
"""Guide dots, between a title and its page."""

_SIDES = 3
"""Cells left free on both sides of a title."""
_DEEPEST = 6
"""Entries that stand deeper are not indented further."""
_LEAST = 10
"""A word that is longer than a row begins in this one if so many cells are left."""
_NUMBER = 7
"""Cells kept for a page's number and what sets it off."""

_PREFIX = "⠈⠐⠘⠨⠰⠸⠠⠼"
"""A sign goes on after each of these."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of paper. `keep`: the next row is on the same page. `anchor`: what begins here."""

    cells: str
    keep: bool = False
    anchor: str = ""


BLANK = Row("")


def rows_of(lines: Iterable[Line], width: int, anchors: Sequence[str] = ()) -> Iterator[Row]:
    """Iterate over the rows of lines; the first titles begin what `anchors` names."""
    names = iter(anchors)
    last: Line | None = None
    for line in lines:
        if last and _is_set_apart(last, line):
            yield BLANK
        anchor = next(names, "") if line.form == "title" else ""
        for place, cells in enumerate(_filled(line, width)):
            yield Row(cells, keep=line.form in HEADINGS, anchor="" if place else anchor)
        last = line


def _is_set_apart(last: Line, line: Line) -> bool:
    """Whether a blank row stands between: around titles and lists, and above headings."""
    if line.form in HEADINGS or last.form == "title":
        return not (line.form in HEADINGS and last.form in ("heading", "subheading"))
    entries = ("entry", "more")
    if line.form in entries or last.form in entries:
        return (line.form in entries) != (last.form in entries) and line.depth <= last.depth
    return False


def _filled(line: Line, width: int) -> Iterator[str]:
    margin = 2 * min(line.depth, _DEEPEST)
    match line.form:
        case "title":
            yield from centred(line.cells, width)
        case "heading":
            yield from wrapped(line.cells, width, 4, 4)
        case "subheading":
            yield from wrapped(line.cells, width, 6, 6)
        case "entry":
            yield from wrapped(line.cells, width, margin, margin + 2)
        case "more":
            yield from wrapped(line.cells, width, margin + 2, margin + 4)
        case "paragraph":
            yield from wrapped(line.cells, width, margin + 2, margin)


def centred(cells: str, width: int) -> Iterator[str]:
    """Iterate over centred rows."""
    for row in wrapped(cells, width - 2 * _SIDES, 0, 0):
        yield SPACE * ((width - len(row)) // 2) + row


def wrapped(cells: str, width: int, first: int, rest: int) -> Iterator[str]:
    """Iterate over the rows that words fill; `first` and `rest` are indents."""
    row, indent = "", first
    for forced in cells.split(BREAK):
        for word in forced.split(SPACE):
            given = word
            while True:
                glue = SPACE if row else SPACE * indent
                room = width - len(row) - len(glue)
                if len(given) <= room:
                    row += glue + given
                    break
                cut = _cut(given, room) if len(given) > width - rest and room >= _LEAST else 0
                if cut:
                    row += glue + given[:cut] + CONTINUED
                    given = given[cut:]
                yield row
                row, indent = "", rest
        if row:
            yield row
        row, indent = "", rest


def _cut(word: str, room: int) -> int:
    """Return after how many cells a word is cut: after a stroke, stop or hyphen, else a sign."""
    places = [found.end() for found in re.finditer("⠸⠌|(?<![⠠⠨⠐⠘⠸⠈])[⠤⠲]", word)]
    good = [place for place in places if _LEAST <= place < room]
    if good:
        return good[-1]
    return next(
        (place for place in range(room - 1, 0, -1) if word[place - 1] not in _PREFIX), room - 1
    )


def contents_rows(title: str, page: str, width: int, indent: int) -> Iterator[Row]:
    """Iterate over the rows of an entry of the contents, the page's number at the right."""
    *before, last = wrapped(title.replace(BREAK, SPACE), width - _NUMBER, indent, indent + 2)
    yield from map(Row, before)
    free = width - len(last) - len(page) - 2
    guide = GUIDE * free if free > 1 else SPACE * free
    yield Row(f"{last}{SPACE}{guide}{SPACE}{page}")


def pages_of(rows: Iterable[Row], height: int) -> list[list[Row]]:
    """Divide rows among pages; a heading stays with what follows it."""
    pages: list[list[Row]] = [[]]
    for row in rows:
        page = pages[-1]
        if not page and row == BLANK:
            continue
        if len(page) == height:
            kept = len(page)
            while kept and (page[kept - 1].keep or page[kept - 1] == BLANK):
                kept -= 1
            over = page[kept:] if kept else []
            del page[kept or height :]
            while over and over[0] == BLANK:
                over.pop(0)
            pages.append(over)
            if not over and row == BLANK:
                continue
        pages[-1].append(row)
    return [page for page in pages if page]

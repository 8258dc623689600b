"""The pages of a volume: size, numbers, title page, contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.checks.brl.volumes import Fault, Paper, Volume
from build_tools.formats.braille.paper import joined, number_cells
from build_tools.formats.braille.words import SPACE, can_be_read
from build_tools.formats.furniture import braille_checked
from build_tools.formats.units import normalise
from build_tools.publication import Publication

Page = tuple[str, ...]

_GUIDE = "⠐⠐"
_NUMBER = re.compile(f"^(.*[^{SPACE}⠐]){SPACE}(?:⠐{{2,}})?{SPACE}+(⠼[⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚]+)$")
"""An entry of the contents ends in guide dots or two spaces, and its page; "Volume 2" does not."""


def volume_faults(  # noqa: PLR0913, PLR0917
    publication: Publication,
    volume: Volume,
    paper: Paper,
    grade: int,
    before: int,
    count: int,
    every: Sequence[Page],
) -> Iterator[Fault]:
    """Iterate over what is wrong with a volume; `before` pages are in those before it.

    `every` has the pages of all volumes.
    """
    yield from volume.faults
    for number, page in enumerate(volume.pages, start=before + 1):
        yield from _page_faults(page, number, paper)
    if len(volume.pages) > paper.volume_pages:
        problem = f"It has {len(volume.pages)} pages; a volume holds {paper.volume_pages}."
        yield Fault("BRL-015", problem)
    bodies = [_body(page, paper) for page in volume.pages]
    yield from _title_faults(publication, bodies, grade, volume.number, count)
    contents = list(_contents(bodies, grade))
    if not contents:
        yield Fault("BRL-017", "There is no contents after the title page.")
    for title, page_number in contents:
        if not _stands_on(title, page_number, [_body(page, paper) for page in every]):
            problem = f"The contents say page {page_number}, and what they name is not there."
            yield Fault("BRL-017", f"{problem} [{title}]")


def _page_faults(page: Page, number: int, paper: Paper) -> Iterator[Fault]:
    place = f"braille page {number}"
    if len(page) > paper.height:
        problem = f"The page has {len(page)} rows; the paper has {paper.height}."
        yield Fault("BRL-013", problem, place)
    for line, row in enumerate(page, start=1):
        if len(row) > paper.width:
            problem = f"The row has {len(row)} cells; the paper has {paper.width}."
            yield Fault("BRL-012", problem, f"{place}, row {line}")
    rows = page[:1] if paper.top else page[paper.height - 1 : paper.height]
    line_number = rows[0] if rows else ""
    if len(line_number) != paper.width or not line_number.endswith(SPACE + number_cells(number)):
        where = "first" if paper.top else "last"
        problem = f"The {where} row does not end in the page's number, {number}."
        yield Fault("BRL-014", problem, place)


def _body(page: Page, paper: Paper) -> list[str]:
    return list(page[1:] if paper.top else page[:-1])


def _title_faults(
    publication: Publication, bodies: Sequence[list[str]], grade: int, number: int, count: int
) -> Iterator[Fault]:
    """Iterate over what a title page lacks."""
    checked = braille_checked(publication)
    end = next((i for i, body in enumerate(bodies) if _says(body[:1], "Contents", grade)), 1)
    rows = joined([row for body in bodies[:end] for row in body]).split(SPACE)
    title, volume = normalise(publication.title), f"Volume {number} of {count}"
    for words, code in ((title, "BRL-016"), (volume, "BRL-016"), (checked, "BRL-021")):
        length = len(words.split())
        if not any(
            can_be_read(SPACE.join(rows[at : at + length]), words, grade) for at in range(len(rows))
        ):
            yield Fault(code, f"The title page does not say “{words.partition('.')[0]}”.")


def _says(rows: Sequence[str], words: str, grade: int) -> bool:
    return can_be_read(joined(rows), words, grade)


def _contents(bodies: Sequence[list[str]], grade: int) -> Iterator[tuple[str, int]]:
    """Iterate over the entries of a volume's contents: title in cells, and page."""
    start = next((i for i, body in enumerate(bodies) if _says(body[:1], "Contents", grade)), None)
    if not start:
        return
    held: list[str] = []
    for place, body in enumerate(bodies[start:]):
        if place and not any(_GUIDE in row for row in body):
            return
        for row in body[1:] if place == 0 else body:
            if not row:
                held = []
            elif found := _NUMBER.match(row):
                yield joined([*held, found[1]]), _number(found[2])
                held = []
            else:
                held.append(row)


def _number(cells: str) -> int:
    digits = {number_cells(digit)[1]: str(digit) for digit in range(10)}
    return int("".join(digits[cell] for cell in cells[1:]))


def _stands_on(title: str, number: int, pages: Sequence[list[str]]) -> bool:
    """Whether a page has a title; where volumes begin, "Volume 2" may stand before it."""
    if not 0 < number <= len(pages):
        return False
    here = joined(pages[number - 1])
    after = joined(pages[number]) if number < len(pages) else ""
    words = title.split(SPACE)
    both = f"{here}{SPACE}{after}"
    for start in range(min(3, len(words))):  # a line above, such as "Volume 2", is no part of it
        wanted = SPACE.join(words[start:])
        if wanted in both and both.index(wanted) < len(here):
            return True
    return False

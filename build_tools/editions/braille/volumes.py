"""Sections → volumes of numbered pages, each with a title page and a contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from build_tools.editions.braille.document import Document
from build_tools.editions.braille.lines import HEADINGS, Line
from build_tools.editions.braille.rows import (
    BLANK,
    Row,
    centred,
    contents_rows,
    pages_of,
    rows_of,
    wrapped,
)
from build_tools.editions.braille.settings import EmbosserSettings
from build_tools.editions.braille.ueb import SPACE
from build_tools.publication import Section
from build_tools.rendering.targets import section_place

Page = tuple[str, ...]
"""The rows of a page, its number among them, without blank ones at its end."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume: its sections are the parts of it that begin on a page of their own."""

    number: int
    sections: tuple[tuple[Page, ...], ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages in order."""
        return tuple(page for section in self.sections for page in section)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents."""

    title: str
    anchor: str
    indent: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A section, or as much of one as a volume holds."""

    section: Section
    entries: tuple[_Entry, ...]
    pages: tuple[tuple[Row, ...], ...]


def volumes_of(document: Document, settings: EmbosserSettings) -> tuple[Volume, ...]:
    """Lay out a publication."""
    layout = _Layout(document, settings)
    pieces = list(layout.pieces())
    front = 2
    while True:
        groups = _groups(pieces, settings.volume_pages - front)
        volumes = layout.volumes(groups)
        longest = max(len(volume.pages) for volume in volumes)
        if longest <= settings.volume_pages or front >= settings.volume_pages // 2:
            return volumes
        front += longest - settings.volume_pages


def _groups(pieces: Sequence[_Piece], most: int) -> list[list[_Piece]]:
    """Divide pieces among as few volumes as hold them, about equally long."""
    left = sum(len(piece.pages) for piece in pieces)
    groups: list[list[_Piece]] = [[]]
    wanted = -(-left // most)
    size = 0
    for piece in pieces:
        length = len(piece.pages)
        share = left / max(wanted - len(groups) + 1, 1)
        if groups[-1] and (size + length > most or size + length / 2 > share):
            left -= size
            groups.append([])
            size = 0
        groups[-1].append(piece)
        size += length
    return groups


@dataclass(frozen=True, slots=True)
class _Layout:
    document: Document
    settings: EmbosserSettings

    @property
    def height(self) -> int:
        return self.settings.height - 1

    # --- The body ---------------------------------------------------------------------

    def pieces(self) -> Iterator[_Piece]:
        """Iterate over sections; one that no volume holds is divided at headings."""
        document = self.document
        for part in document.publication.parts:
            lines, entries = (
                list(document.part(part)),
                [_Entry(document.part_title(part), f"part {part.id}", 0)],
            )
            for section in part.sections:
                lines += document.section(section)
                title = document.section_title(section)
                entries.append(_Entry(title, f"section {section.id}", 2))
                anchors = [entry.anchor for entry in entries]
                for number, some in enumerate(self._divided(lines)):
                    names = () if number else anchors
                    pages = self._pages(some, names)
                    yield _Piece(section, () if number else tuple(entries), pages)
                lines, entries = [], []

    def _pages(self, lines: Iterable[Line], anchors: Sequence[str]) -> tuple[tuple[Row, ...], ...]:
        rows = rows_of(lines, self.settings.width, anchors)
        return tuple(map(tuple, pages_of(rows, self.height)))

    def _divided(self, lines: list[Line]) -> Iterator[list[Line]]:
        """Divide lines that fill too much of a volume: before a heading, if there is one in time.

        A quarter of a volume is left for title page and contents.
        """
        if len(self._pages(lines, ())) <= self.settings.volume_pages * 3 // 4:
            yield lines
            return
        most = self.settings.volume_pages // 2 * self.height
        held: list[Line] = []
        size = 0
        for line in lines:
            opens = line.form in HEADINGS and held and held[-1].form not in HEADINGS
            if size > most or (opens and size > most // 2):
                yield held
                held, size = [], 0
            held.append(line)
            size += 1 + sum(1 for _ in rows_of([line], self.settings.width))
        yield held

    # --- Volumes ----------------------------------------------------------------------

    def volumes(self, groups: Sequence[Sequence[_Piece]]) -> tuple[Volume, ...]:
        """Number the pages; contents and title pages take as many as they need."""
        fronts = [self._front(place, groups, {}, [1] * len(groups)) for place in range(len(groups))]
        lengths = [
            sum(map(len, front)) + sum(len(piece.pages) for piece in group)
            for front, group in zip(fronts, groups, strict=True)
        ]
        starts = [1, *(end + 1 for end in accumulate(lengths))]
        numbers: dict[str, int] = {}
        for front, group, start in zip(fronts, groups, starts, strict=False):
            page = start + sum(map(len, front))
            for rows in (rows for piece in group for rows in piece.pages):
                numbers |= {row.anchor: page for row in rows if row.anchor}
                page += 1
        return tuple(
            self._volume(place, self._front(place, groups, numbers, starts), group, starts[place])
            for place, group in enumerate(groups)
        )

    def _volume(
        self,
        place: int,
        front: Sequence[Sequence[Sequence[Row]]],
        group: Sequence[_Piece],
        page: int,
    ) -> Volume:
        sections = []
        for rows in (*front, *(piece.pages for piece in group)):
            numbers = range(page, page + len(rows))
            sections.append(tuple(map(self._numbered, rows, numbers)))
            page += len(rows)
        return Volume(place + 1, tuple(sections))

    def _numbered(self, rows: Sequence[Row], number: int) -> Page:
        """Return a page with its line of head and number."""
        cells = self.document.ueb.write(str(number))
        width = self.settings.width
        head = _shortened(self.document.ueb.write(self.document.publication.title), width - 10)
        line = f"{head}{SPACE * (width - len(head) - len(cells))}{cells}"
        body = [row.cells for row in rows]
        if self.settings.page_number == "top":
            return (line, *body)
        return (*body, *[""] * (self.height - len(body)), line)

    # --- Title page and contents --------------------------------------------------------

    def _front(
        self,
        place: int,
        groups: Sequence[Sequence[_Piece]],
        numbers: dict[str, int],
        starts: Sequence[int],
    ) -> tuple[list[list[Row]], ...]:
        """Return title page, contents and, in the first volume, the transcriber's notes."""
        title = list(self._title_rows(place, groups, starts))
        contents = list(self._contents_rows(place, groups, numbers))
        notes = list(rows_of(self.document.notes(), self.settings.width)) if place == 0 else []
        made = [pages_of(rows, self.height) for rows in (title, contents, notes) if rows]
        return tuple(made)

    def _title_rows(
        self, place: int, groups: Sequence[Sequence[_Piece]], starts: Sequence[int]
    ) -> Iterator[Row]:
        document, width = self.document, self.settings.width
        first, last = groups[place][0].section, groups[place][-1].section
        held = _range(first, last)
        *names, stamp, code, checked = document.title_lines()
        of = f"Volume {place + 1} of {len(groups)}"
        end = starts[place + 1] - 1 if place + 1 < len(starts) else 1
        pages = f"Braille pages {starts[place]} to {end}"
        # Blank rows between groups only: all has to fit one page.
        for group in (names[:1], names[1:], (stamp, code), (of, held, pages)):
            for words in group:
                yield from map(Row, centred(document.ueb.write(words), width))
            yield BLANK
        for words in (checked, *document.contact_lines()):
            yield from map(Row, wrapped(document.ueb.write(words), width, 2, 0))

    def _contents_rows(
        self, place: int, groups: Sequence[Sequence[_Piece]], numbers: dict[str, int]
    ) -> Iterator[Row]:
        """Iterate over the contents of a volume; the first has those of the others too."""
        document, width = self.document, self.settings.width
        yield from (Row(row, keep=True) for row in centred(document.ueb.write("Contents"), width))
        for other in range(len(groups)) if place == 0 else (place,):
            yield BLANK
            if len(groups) > 1:
                yield Row(document.ueb.write(f"Volume {other + 1}"), keep=True)
            for entry in (entry for piece in groups[other] for entry in piece.entries):
                page = document.ueb.write(str(numbers.get(entry.anchor, 1)))
                yield from contents_rows(entry.title, page, width, entry.indent)
            if not any(piece.entries for piece in groups[other]):
                words = f"{_upper(section_place(groups[other][0].section))}, continued"
                yield from map(Row, wrapped(document.ueb.write(words), width, 2, 4))


def _range(first: Section, last: Section) -> str:
    """Return which sections a volume holds: "Section 4", "Sections 4 to 9"."""
    if first is last:
        return _upper(section_place(first))
    if first.number.isdecimal() and last.number.isdecimal():
        return f"Sections {first.number} to {last.number}"
    return f"From {section_place(first)} to {section_place(last)}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _shortened(cells: str, width: int) -> str:
    """Return a title as it is; if it is too long, up to its colon or as many words as fit."""
    if len(cells) <= width:
        return cells
    name, colon, _ = cells.partition(f"⠒{SPACE}")
    if colon and len(name) <= width:
        return name
    words = cells.split(SPACE)
    while len(words) > 1 and len(SPACE.join(words)) > width:
        words.pop()
    return SPACE.join(words)[:width]

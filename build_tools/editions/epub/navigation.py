"""The navigation document (EPUB 3.3, 7): contents, page list and landmarks.

It is read in turn too, as the page of contents; the page list and the landmarks are for reading
systems alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from build_tools.editions.epub.addresses import CONTENTS, anchor, part_file, section_file
from build_tools.editions.epub.archive import Entry
from build_tools.editions.epub.documents import document
from build_tools.editions.epub.look import fill
from build_tools.editions.epub.marks import PageMarks, page_id
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import Heading, plain

DEEPEST = 3
"""The level of the last headings in the contents: those that have numbers."""


@dataclass(slots=True)
class Line:
    """A heading in the contents, with those below it."""

    href: str
    words: str
    lang: str
    below: list[Line]


def navigation(publication: Publication, themes: Path, marks: PageMarks) -> Entry:
    """Return the navigation document."""
    pages = [(page, f"{file}#{page_id(page)}") for page, file in sorted(marks.written.items())]
    markup = fill(
        themes,
        CONTENTS,
        publication=publication,
        lang=publication.lang,
        pages=pages,
        headings={
            section.id: _headings(section, section_file(publication, section))
            for section in publication.sections
        },
        part_file=partial(part_file, publication),
        section_file=partial(section_file, publication),
    )
    return document(CONTENTS, markup, key="contents", properties="nav")


def _headings(section: Section, file: str) -> list[Line]:
    """Return the headings of a section in its file, each below the one that it belongs to."""
    top: list[Line] = []
    open_at: list[tuple[int, list[Line]]] = [(0, top)]
    for block in section.blocks:
        if isinstance(block, Heading) and block.level <= DEEPEST:
            while open_at[-1][0] >= block.level:
                open_at.pop()
            words = f"{block.number} {plain(block.content)}".strip()
            href = f"{file}#{anchor(block.id)}"
            line = Line(href, words, block.lang, [])
            open_at[-1][1].append(line)
            open_at.append((block.level, line.below))
    return top

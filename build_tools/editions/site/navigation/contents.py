"""The full contents: parts, sections and headings, with their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from build_tools.editions.site.addresses import CONTENTS
from build_tools.editions.site.navigation.subjects import Subjects
from build_tools.editions.site.navigation.way import Way
from build_tools.publication import Part, Section
from build_tools.publication.blocks import Heading, plain

HEADING, SUBHEADING = 2, 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents, and those below it."""

    number: str
    title: str
    address: str
    lang: str
    inside: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listed:
    """A part with its entries."""

    part: Part
    entries: tuple[Entry, ...]


def pages(subjects: Subjects) -> Iterator[Way]:
    """Yield the page."""
    parts = tuple(
        Listed(part, tuple(map(_entry, part.sections))) for part in subjects.publication.parts
    )
    yield Way(CONTENTS, "Contents", "contents.html", parts)


def _entry(section: Section) -> Entry:
    entry = Entry(section.number, section.title, f"{section.path}/", section.lang)
    for block in section.blocks:
        if isinstance(block, Heading) and block.level <= SUBHEADING:
            above = entry.inside[-1] if block.level == SUBHEADING and entry.inside else entry
            words = plain(block.content)
            where = f"{section.path}/#{block.id}"
            above.inside.append(Entry(block.number, words, where, block.lang or section.lang))
    return entry

"""The one type that every stage shares: a publication, frozen, in reading order."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Address, Block, Node, Note, Reference, label_of, walk
from build_tools.publication.names import slug
from build_tools.publication.production import PREVIEW, Production
from build_tools.publication.records import (
    TAKEN_NAMES,
    Contact,
    Entry,
    Loc,
    PublicationRecord,
    Register,
    SectionRecord,
)

MetadataPlace = tuple[str, str, Loc]
"""Where a value of a record stands: ("registers", "commitments", ("entries", 3, "text")),
("sections", "memory-cafe", ("outcomes", 0)) or ("publication", "", ("other-formats",))."""

ANNEX = "Annex"
"""What the number of a section begins with that is an annex."""


def stem(number: str) -> str:
    """Return what the numbers in a section begin with: "4" in section 4, "A" in annex A."""
    return number.removeprefix(ANNEX).lstrip()


SectionKind = Literal["section", "case-study", "workshop", "update", "toolkit", "generated"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every edition bears, so that two copies can be told apart."""

    version: str
    status: str
    date: datetime.date
    digest: str
    notice: str = ""

    def __str__(self) -> str:
        """Return the stamp in words, on one line."""
        return f"{self.without_notice}. {self.notice}" if self.notice else self.without_notice

    @property
    def without_notice(self) -> str:
        """The stamp in words, for a place that has the notice beside it."""
        day = f"{self.date.day} {self.date:%B %Y}"
        return f"Version {self.version}, {self.status}, {day}, source {self.digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section.

    `number` is as readers see it: "4", or "Annex A"; empty where the publication gives it none.
    `path` is its address below the site's root without a suffix ("themes/connected");
    `folder` is the vocabulary that it is an entry of ("themes"), or empty.
    """

    id: str
    number: str
    title: str
    path: str
    span: SourceSpan
    kind: SectionKind = "section"
    folder: str = ""
    summary: str = ""
    lang: str = ""
    record: SectionRecord | None = None
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def annex(self) -> bool:
        """Whether it is an annex."""
        return self.number.startswith(ANNEX)

    @property
    def name(self) -> str:
        """Number and title: "4 Themes", "Annex A: Glossary", or "Foreword"."""
        return f"{self.number}{':' if self.annex else ''} {self.title}".lstrip()

    def nodes(self) -> Iterator[Node]:
        """Iterate over all nodes of the section in reading order, notes last."""
        yield from walk(self.blocks)
        yield from self.notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part: a title and its sections in reading order.

    `number` counts from 1; it is empty where the publication gives the part none.
    """

    id: str
    number: str
    title: str
    span: SourceSpan
    summary: str = ""
    sections: tuple[Section, ...] = ()

    @property
    def label(self) -> str:
        """What stands before its title: "Part 3", or nothing."""
        return f"Part {self.number}" if self.number else ""

    @property
    def name(self) -> str:
        """Number and title: "Part 3: Delivery", or "Welcome"."""
        return f"{self.label}: {self.title}" if self.number else self.title


@dataclass(frozen=True, kw_only=True)
class Publication:
    """The whole work."""

    record: PublicationRecord
    stamp: Stamp
    digest: str
    """The SHA-256 of the source; the stamp has its beginning."""
    parts: tuple[Part, ...]
    registers: Mapping[str, Register[Entry]] = field(default_factory=dict)
    prose: Mapping[MetadataPlace, tuple[Block, ...]] = field(default_factory=dict)
    """The prose of the records, read: its links lead where those of the text do."""
    passages: Mapping[MetadataPlace, Reference | Address] = field(default_factory=dict)
    """Where the records' links to passages lead."""
    places: Mapping[MetadataPlace, SourceSpan] = field(default_factory=dict)
    """Where each value of the records stands in its file."""
    production: Production = PREVIEW

    @property
    def title(self) -> str:
        """The publication's title."""
        return self.record.title

    @property
    def name(self) -> str:
        """What the publication's files are called, without a suffix."""
        name = self.record.name or slug(self.record.title)
        return f"{name}-publication" if name in TAKEN_NAMES else name

    @property
    def lang(self) -> str:
        """The publication's language, a BCP 47 tag."""
        return self.record.language

    @property
    def contact(self) -> Contact:
        """How to reach the publisher."""
        return self.record.contact

    def place(self, kind: str, name: str, *loc: str | int) -> SourceSpan:
        """Return where a value of a record stands, or else its file as a whole.

        The arguments are those of a `MetadataPlace`: ("publication", "", "title").
        """
        found = self.places.get((kind, name, loc))
        if found:
            return found
        file = self.parts[0].span.path
        if kind == "sections":
            file = self.section(name).span.path
        elif kind == "registers":
            file = posixpath.join(posixpath.dirname(file), "registers", f"{name}.yml")
        return SourceSpan(file)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections in reading order."""
        return tuple(section for part in self.parts for section in part.sections)

    @cached_property
    def _sections_by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {section.id: place for place, section in enumerate(self.sections, start=1)}

    @cached_property
    def _numbers(self) -> dict[Reference, str]:
        return {
            Reference(section.id, node.id): node.number or label_of(node)
            for section in self.sections
            for node in section.nodes()
            if node.id
        }

    def section(self, section_id: str) -> Section:
        """Return a section by its id; KeyError when there is none."""
        return self._sections_by_id[section_id]

    def position(self, section_id: str) -> int:
        """Return which section it is, counted from 1; those without a number count too."""
        return self._positions[section_id]

    def number(self, reference: Reference) -> str:
        """Return the number by which a reader finds a target: "4", "4A", "4.12" or "Annex A".

        That of a table or a figure is its label, "Table 3".

        A block without a number of its own is found by its section's, which may have none.
        """
        own = self._numbers[reference] if reference.block else ""
        return own or self.section(reference.section).number

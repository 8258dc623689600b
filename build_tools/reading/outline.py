"""All metadata of a publication, before any text: what generated sections draw from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from build_tools.issues import Issue, Report, SourceSpan
from build_tools.publication import Stamp
from build_tools.publication.blocks import Block, Inline, Link, Reference, Text
from build_tools.publication.production import Production
from build_tools.publication.records import (
    REGISTER_KINDS,
    Commitment,
    Measure,
    PublicationRecord,
    Record,
    Register,
    SectionRecord,
    Statement,
    Touches,
)
from build_tools.reading.documents import Documents
from build_tools.reading.metadata import Located
from build_tools.reading.spine import SpineEntry


@dataclass(frozen=True)
class SectionOutline:
    """The outside of a section made from a file: id, folder, and where its metadata stands."""

    id: str
    path: str
    folder: str
    located: Located[SectionRecord]

    @property
    def record(self) -> SectionRecord:
        """The section's metadata."""
        return self.located.record


@dataclass(frozen=True)
class Touching:
    """Something that is about entries of vocabularies: what it is called and where it stands."""

    target: Reference
    title: str
    touches: Touches
    illustrative: bool


@dataclass(frozen=True)
class Outline:
    """Everything but the sections' own text.

    `stamp` is what every edition bears, `production` how they are made and proved; `headings`
    are in reading order; `registers` by name; `shown` are the ids of generated
    sections that the spine has; `broken` the paths of files that could not be read;
    `read_prose` makes blocks of a value's Markdown.
    """

    publication: Located[PublicationRecord]
    stamp: Stamp
    production: Production
    headings: Mapping[str, SectionOutline]
    registers: Mapping[str, Located[Register[Any]]]
    shown: frozenset[str]
    broken: frozenset[str]
    read_prose: Callable[[Located[Any], tuple[str | int, ...]], tuple[Block, ...]]

    # --- Finding ---

    @cached_property
    def by_path(self) -> Mapping[str, SectionOutline]:
        """The sections made from files, by path below `content/`."""
        return {heading.path: heading for heading in self.headings.values()}

    def folder(self, name: str) -> Iterator[SectionOutline]:
        """Iterate over the sections of a folder in reading order."""
        return (heading for heading in self.headings.values() if heading.folder == name)

    def entries(self, register: str) -> Iterator[tuple[int, Any]]:
        """Iterate over a register's entries with their positions; none if there is no register."""
        if register in self.registers:
            yield from enumerate(self.registers[register].record.entries)

    def entry(self, register: str, entry_id: str) -> tuple[int, Any] | None:
        """Return an entry with its position, or None."""
        found = (pair for pair in self.entries(register) if pair[1].id == entry_id)
        return next(found, None)

    def entry_span(self, register: str, index: int) -> SourceSpan:
        """Return the place of an entry."""
        return self.registers[register].span("entries", index)

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """Name of each register → its entries' ids with what readers call them."""
        return {name: located.record.names for name, located in self.registers.items()}

    def groups(self, register: str) -> Iterator[tuple[int | None, tuple[tuple[int, Any], ...]]]:
        """Iterate over a register's groups by their places, each with its entries and theirs.

        Without groups all entries stand in none.
        """
        groups = self.registers[register].record.groups
        entries = tuple(self.entries(register))
        if not groups:
            yield None, entries
        for place, group in enumerate(groups):
            yield place, tuple(pair for pair in entries if pair[1].group == group.id)

    @cached_property
    def vocabularies(self) -> Mapping[str, Mapping[str, str]]:
        """Name of each vocabulary → its ids with their titles, in reading order."""
        found: dict[str, dict[str, str]] = {}
        for heading in self.headings.values():
            if heading.folder and type(heading.record) is SectionRecord:
                found.setdefault(heading.folder, {})[heading.id] = heading.record.title
        for name, titles in self.names.items():
            if name not in REGISTER_KINDS:
                found[name] = dict(titles)
        return found

    @cached_property
    def touching(self) -> tuple[Touching, ...]:
        """All that is about entries of vocabularies, in reading order, registers last."""
        found = [
            Touching(
                Reference(heading.id),
                heading.record.title,
                heading.record.touches,
                heading.record.basis == "illustrative",
            )
            for heading in self.headings.values()
        ]
        for name in self.registers:
            for _, entry in self.entries(name):
                if isinstance(entry, Statement | Commitment | Measure) and name in self.shown:
                    target = Reference(name, entry.id)
                    made_up = entry.basis == "illustrative"
                    title = self.names[name][entry.id]
                    found.append(Touching(target, title, entry.touches, made_up))
        return tuple(item for item in found if item.touches)

    # --- Words that lead somewhere ---

    def section_link(self, section: str) -> Inline:
        """Return a section's title as a link."""
        if section not in self.headings:
            return Text(section)
        return Link(Reference(section), (Text(self.headings[section].record.title),))

    def entry_link(self, register: str, entry_id: str) -> Inline:
        """Return an entry's name, as a link where the register is a section."""
        found = self.entry(register, entry_id)
        words = (Text(self.names[register][entry_id] if found else entry_id),)
        return Link(Reference(register, entry_id), words) if register in self.shown else words[0]

    def vocabulary_link(self, vocabulary: str, entry_id: str) -> Inline:
        """Return the title of a vocabulary's entry, as a link where it stands in the spine."""
        if vocabulary in self.registers:
            return self.entry_link(vocabulary, entry_id)
        return self.section_link(entry_id)


def references_of(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Iterate over (register, ids) that a record names, apart from `touches`.

    The loc of each list in the YAML is the register's name.
    """
    if isinstance(record, SectionRecord):
        for key in ("partners", "commitments"):
            if ids := getattr(record, key, ()):
                yield key, ids
    if isinstance(record, Commitment):
        yield "measures", record.measures


def outline_of(  # noqa: PLR0913  (all that there is, put together once)
    publication: Located[PublicationRecord],
    stamp: Stamp,
    production: Production,
    *,
    spine: tuple[SpineEntry, ...],
    documents: Documents,
    read_prose: Callable[[Located[Any], tuple[str | int, ...]], tuple[Block, ...]],
    report: Report,
) -> Outline:
    """Make the outline; report two sections with one id."""
    headings: dict[str, SectionOutline] = {}
    places: dict[str, SourceSpan] = {}
    for entry in spine:
        file = documents.markdown.get(entry.path)
        located = file.located if file else None
        name = (located.record.id if located else None) or entry.name
        span = located.span("id") if located else entry.span
        if name in places:
            report.add(
                Issue(
                    "META-022",
                    span,
                    f"Two sections have the id '{name}'; the other is at {places[name]}.",
                    "Give one of them another 'id' or file name.",
                )
            )
        places.setdefault(name, span)
        if located:
            folder = entry.path.rpartition("/")[0]
            unique = name if name not in headings else f"{name}-{len(headings)}"
            headings[unique] = SectionOutline(unique, entry.path, folder, located)
    return Outline(
        publication=publication,
        stamp=stamp,
        production=production,
        headings=headings,
        registers={
            PurePosixPath(path).stem: located
            for path, located in documents.registers.items()
            if located
        },
        shown=frozenset(entry.name for entry in spine if entry.path not in documents.markdown),
        broken=documents.broken,
        read_prose=read_prose,
    )

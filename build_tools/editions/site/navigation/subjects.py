"""What readers find things by: entries of vocabularies, and all that is about them.

Everything here is read from the publication: its sections' metadata, its registers, and the
first words of what stands under a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from build_tools.editions.site.addresses import address
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import (
    Block,
    DefinitionList,
    Heading,
    List,
    Paragraph,
    Reference,
    plain,
)
from build_tools.publication.records import (
    Commitment,
    Entry,
    Measure,
    Statement,
    Touches,
)
from build_tools.publication.words import kind_name
from build_tools.rendering.brand import CATEGORIES

_ILLUSTRATIVE = kind_name("illustrative")
_SENTENCE = re.compile(r".+?[.?!…][”’)]*(?=\s+\W*[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: what it is called, where it is, and one line about it."""

    title: str
    address: str
    line: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Subject(Place):
    """An entry of a vocabulary. `mark` is the number of its colour, or 0."""

    id: str = ""
    mark: int = 0
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary in reading order; `title` is what readers call it: "Life stages"."""

    name: str
    title: str
    subjects: tuple[Subject, ...]

    def __getitem__(self, subject_id: str) -> Subject:
        """Return an entry by its id; KeyError when there is none."""
        return {subject.id: subject for subject in self.subjects}[subject_id]


@dataclass(frozen=True, slots=True)
class Thing(Place):
    """Something that may be about subjects. `kind` names its register or folder: "measures"."""

    kind: str = ""
    touches: Touches | None = None
    readers: tuple[str, ...] = ()
    illustrative: bool = False
    section: Section | None = None

    def is_about(self, vocabulary: str, subject: str) -> bool:
        """Whether its metadata says so."""
        return subject in (self.touches or {}).get(vocabulary, ())

    @property
    def kind_title(self) -> str:
        """Words for the kind: "Case studies"."""
        return kind_name(self.kind)


@dataclass(frozen=True)
class Subjects:
    """All of it for one publication."""

    publication: Publication

    @cached_property
    def axes(self) -> tuple[Vocabulary, Vocabulary] | None:
        """The two vocabularies by which readers find themselves; the first has marks."""
        axes = self.publication.record.axes
        return (self.vocabulary(axes[0], marked=True), self.vocabulary(axes[1])) if axes else None

    def vocabulary(self, name: str, *, marked: bool = False) -> Vocabulary:
        """Return a vocabulary: the sections of a folder, or a register of statements."""
        subjects = tuple(self._subjects(name, marked=marked))
        return Vocabulary(name, kind_name(name), subjects)

    def _subjects(self, name: str, *, marked: bool) -> Iterator[Subject]:
        found = [thing for thing in self.things if thing.kind == name]
        for place, thing in enumerate(found):
            yield Subject(
                thing.title,
                thing.address,
                thing.line,
                thing.lang,
                id=thing.section.id if thing.section else thing.address.rpartition("#")[2],
                mark=place % CATEGORIES + 1 if marked else 0,
                section=thing.section,
            )

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """All sections with metadata and all entries that can be about something, in order."""
        sections = (self._section(one) for one in self.publication.sections if one.record)
        return (*sections, *self._entries())

    def _section(self, section: Section) -> Thing:
        record = section.record
        assert record
        return Thing(
            section.title,
            f"{section.path}/",
            section.summary or first_line(section.blocks),
            section.lang,
            kind=section.folder,
            touches=record.touches,
            readers=record.readers,
            illustrative=record.basis == "illustrative",
            section=section,
        )

    def _entries(self) -> Iterator[Thing]:
        shown = {section.id for section in self.publication.sections}
        for name, register in self.publication.registers.items():
            names = register.names
            for entry in register.entries if name in shown else ():
                if isinstance(entry, Statement | Commitment | Measure):
                    place = self.entry(name, entry, names[entry.id])
                    yield Thing(
                        place.title,
                        place.address,
                        place.line,
                        kind=name,
                        touches=entry.touches,
                        illustrative=entry.basis == "illustrative",
                    )

    def entry(self, register: str, entry: Entry, title: str) -> Place:
        """Return the place of a register's entry."""
        reference = Reference(register, entry.id)
        return Place(title, address(self.publication, reference), self._lines.get(reference, ""))

    @cached_property
    def _lines(self) -> Mapping[Reference, str]:
        """The first line of what stands under each heading and each defined term."""
        return {
            Reference(section.id, name): line
            for section in self.publication.sections
            for name, line in _lines(section.blocks)
        }

    def at_heading(self, place: Subject | Thing, headings: Iterable[str]) -> Place:
        """Return the first of some headings in a section, or the section where it has none."""
        section = place.section
        if section:
            own = {block.id: block for block in section.blocks if isinstance(block, Heading)}
            for name in headings:
                if name in own:
                    title = f"{place.title}: {plain(own[name].content)}"
                    line = self._lines.get(Reference(section.id, name), "")
                    return Place(title, f"{place.address}#{name}", line or place.line, place.lang)
        return Place(place.title, place.address, place.line, place.lang)


def _lines(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            yield block.id, first_line(blocks[place + 1 :])
        elif isinstance(block, DefinitionList):
            for entry in block.entries:
                yield entry.id, first_line(entry.blocks)


def first_line(blocks: Iterable[Block]) -> str:
    """Return the first sentence of some blocks, up to their first heading."""
    for block in blocks:
        match block:
            case Heading():
                return ""
            case Paragraph():
                return first_sentence(plain(block.content))
            case List():
                return first_line(block.items[0].blocks)
    return ""


def first_sentence(words: str) -> str:
    """Return a text's first sentence; the words that mark an example are not part of it."""
    words = words.removeprefix(f"{_ILLUSTRATIVE}. ")
    found = _SENTENCE.match(words)
    return found[0] if found else words

"""Everything that has a name, from A to Z: sections, terms, commitments, measures, partners."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from build_tools.editions.site.addresses import ALPHABET
from build_tools.editions.site.navigation.subjects import Place, Subjects
from build_tools.editions.site.navigation.way import Way
from build_tools.publication.records import Commitment, Measure, Partner, Term

DIGITS = "0–9"
KINDS = {
    "section": "Section",
    "case-study": "Case study",
    "workshop": "Workshop",
    "update": "Update",
    "toolkit": "Toolkit",
    "generated": "Section",
}
"""Kind of a section → what the list calls it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A name; `kind` says what it is, `instead` what to look for where it is only a synonym."""

    name: str
    kind: str
    address: str
    lang: str = ""
    instead: str = ""

    @property
    def key(self) -> tuple[bool, str, str]:
        """Letters first; accents, case and an article at the beginning don't count."""
        return (initial(self.name) == DIGITS, _bare(self.name), self.kind)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and all that begins with it; `id` is its place on the page."""

    letter: str
    id: str
    lines: tuple[Line, ...]


def pages(subjects: Subjects) -> Iterator[Way]:
    """Yield the page."""
    lines = sorted({*_sections(subjects), *_entries(subjects)}, key=lambda line: line.key)
    groups = groupby(lines, key=lambda line: initial(line.name))
    letters = tuple(
        Letter(letter, "digits" if letter == DIGITS else letter.lower(), tuple(found))
        for letter, found in groups
    )
    yield Way(ALPHABET, "A to Z", "alphabet.html", letters)


def _sections(subjects: Subjects) -> Iterator[Line]:
    for section in subjects.publication.sections:
        yield Line(section.title, KINDS[section.kind], f"{section.path}/", section.lang)


def _entries(subjects: Subjects) -> Iterator[Line]:
    shown = {section.id for section in subjects.publication.sections}
    for register, found in subjects.publication.registers.items():
        for entry in found.entries if register in shown else ():
            match entry:
                case Commitment(title=name):
                    kind, also = "Commitment", ()
                case Measure(title=name):
                    kind, also = "Measure", ()
                case Partner(name=name):
                    kind, also = "Partner", ()
                case Term(term=name, also=also):
                    kind = "Term"
                case _:
                    continue
            place = subjects.entry(register, entry, name)
            yield from _named(place, kind, also)


def _named(place: Place, kind: str, also: Iterable[str]) -> Iterator[Line]:
    yield Line(place.title, kind, place.address)
    for synonym in also:
        yield Line(synonym, kind, place.address, instead=place.title)


def initial(name: str) -> str:
    """Return the capital letter under which a name stands; digits and signs share one place."""
    first = _bare(name)[:1]
    return first.upper() if first.isalpha() else DIGITS


def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(char for char in decomposed if char.isalnum() or char == " ").strip()
    for article in ("the ", "a ", "an "):
        if words.startswith(article):
            return words.removeprefix(article)
    return words

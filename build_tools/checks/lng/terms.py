"""Short forms that nobody explains, and terms spelled otherwise than in the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from build_tools.checks.lng.passages import Passage
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.publication.records import Partner, Term

BETTER_KNOWN = frozenset(
    {"EU", "ID", "IT", "MP", "NHS", "OK", "PC", "PDF", "TV", "UK", "US", "USA", "VAT"}
)
"""Short forms that more people know than what they stand for."""

_ACRONYM = re.compile(r"(?<![\w&@./-])([A-Z][A-Z0-9&]*[A-Z])s?(?![\w&@/-]|\.\w)")
_ROMAN = re.compile(r"[IVX]+")


def glossary_names(publication: Publication) -> list[str]:
    """Return the terms of the glossary and what they are also called."""
    register = publication.registers.get("glossary")
    terms = [entry for entry in register.entries if isinstance(entry, Term)] if register else []
    return [name for term in terms for name in (term.term, *term.also)]


def partner_names(publication: Publication) -> list[str]:
    """Return the names of partners, the former ones too."""
    register = publication.registers.get("partners")
    partners = register.entries if register else ()
    names = [(one.name, one.formerly) for one in partners if isinstance(one, Partner)]
    return [name for pair in names for name in pair if name]


_LONGEST = 40
"""Capitals; more of them stand for nothing, and would fill a screen."""


@dataclass(slots=True)
class Acronyms:
    """LNG-003: a short form is in the glossary or spelled out where it is first used.

    GOV.UK style: "The first time you use an abbreviation or acronym explain it in full on each
    page unless it's well known"; WCAG 2.2, 3.1.4.
    """

    known: set[str]
    said: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, publication: Publication) -> Acronyms:
        """Return those that a publication defines; a partner's name defines its own."""
        names = [*glossary_names(publication), *partner_names(publication)]
        return cls({found for name in names for found in _ACRONYM.findall(name)} | BETTER_KNOWN)

    def check(self, passage: Passage) -> Iterator[Issue]:
        """Say each short form once, where it is first used."""
        for found in _ACRONYM.finditer(passage.words):
            short = found[1]
            if short in self.known or short in self.said or _ROMAN.fullmatch(short):
                continue
            if len(short) > _LONGEST:
                continue
            if passage.words[: found.start()].endswith("level "):  # "level AA" stands for nothing
                continue
            if _is_explained(passage.words, found):
                self.known.add(short)
                continue
            self.said.add(short)
            problem = f"'{short}' is used and not explained."
            remedy = f"Write it out here, with ({short}) after it, or add it to the glossary."
            yield Issue("LNG-003", passage.span, problem, remedy)


def _is_explained(words: str, found: re.Match[str]) -> bool:
    """Whether full words stand beside it: either is in brackets, or it is what they are called."""
    before, after = words[: found.start()], words[found.end() :]
    return (
        (before.endswith("(") and after.startswith(")"))
        or before.endswith((" called ", " known as "))
        or after.startswith(" (")
    )


@dataclass(frozen=True, slots=True)
class Spellings:
    """LNG-004: a term is spelled as in the glossary: its capitals, and its words kept apart.

    One thing has one name (GOV.UK content design: "Be consistent"). A hyphen in place of a space
    is no other spelling: "third-sector bodies".
    """

    terms: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def of(cls, publication: Publication) -> Spellings:
        """Return the terms that can be spelled otherwise."""
        names = [name for name in glossary_names(publication) if re.search(r"[ -]", name)]
        return cls(tuple((name, _pattern(name)) for name in names))

    def check(self, passage: Passage) -> Iterator[Issue]:
        """Find every other spelling."""
        for name, pattern in self.terms:
            for found in pattern.finditer(passage.words):
                if not _agrees(found[0], name):
                    problem = f"'{found[0]}' is '{name}' in the glossary."
                    remedy = "Spell it so, or add this spelling under 'also'."
                    yield Issue("LNG-004", passage.span, problem, remedy)


def _pattern(name: str) -> re.Pattern[str]:
    parts = map(re.escape, re.split("[ -]", name))
    return re.compile(rf"\b{'[ -]?'.join(parts)}(?=s?(?!\w))", re.IGNORECASE)


def _agrees(written: str, name: str) -> bool:
    """Whether a spelling is the glossary's: its first letter may be of either case."""
    if any(char.isupper() for char in name[1:]):
        written, name = written[1:], name[1:]
    else:
        written, name = written.lower(), name.lower()
    return written == name or written == name.replace(" ", "-")

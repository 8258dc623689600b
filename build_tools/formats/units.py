"""What is compared: an edition as a sequence of units, each with its words and what goes with them.

A unit is the smallest thing that a reader can be told to look at: a heading, a paragraph, a list
item, a term, a cell, a caption, a text alternative, a footnote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from build_tools.issues import SourceSpan, TandemError

Kind = Literal[
    "part",
    "section",
    "heading",
    "summary",
    "paragraph",
    "item",
    "term",
    "header",
    "cell",
    "caption",
    "alternative",
    "quote",
    "speaker",
    "callout",
    "note",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of an edition, or of the publication.

    `words` are normalised; a footnote's call stands in them as `⁅3⁆`,
    deleted words as `[deleted: ⟦…⟧]`. `number` is as readers see
    it. `label` is a list item's mark ("•" or "3."), a heading's depth ("2" to "4"), a callout's
    kind, or what a header cell heads ("row" or "column"). `lang` is the language of the unit;
    `foreign` are the changes inside it, as (language, words); `links` are (words, target), each
    target in the form that the edition's extractor gives. `id` is the unit's address in a medium
    that has addresses; `inside` names what holds it ("callout item"), outermost first. Which of
    these a medium can tell is in its `Idiom`.
    """

    kind: Kind
    words: str
    number: str = ""
    label: str = ""
    lang: str = ""
    foreign: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    id: str = ""
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A unit and where it stands: a place in words, for people, and the file."""

    unit: Unit
    place: str
    line: int = 0
    span: SourceSpan | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole edition, or one file of it, as it was read back.

    Notes stand at the end of their section, wherever a medium draws them. `furniture` is what the
    edition has besides the publication's units, by its name: what may be there, and in which
    words, is listed in `formats/furniture/`.
    """

    body: tuple[Found, ...]
    furniture: Mapping[str, str] = field(default_factory=dict)


class Unreadable(TandemError):
    """A file does not keep the rules by which it is read; `place` says where."""

    def __init__(self, problem: str, place: str = "", line: int = 0) -> None:
        super().__init__(problem)
        self.problem, self.place, self.line = problem, place, line


def normalise(text: str) -> str:
    """Return text in the one form in which words are compared.

    The list is closed: Unicode normalisation form C, and each run of white space (no-break
    spaces too) as one space. Nothing else is the same as anything else: 10² is not 102, 1½ is
    not 11/2, −5 is not 5, and ‘’ are not ''.
    """
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def inside(container: str, held: Iterable[Found]) -> Iterator[Found]:
    """Iterate over units, each said to be inside a container too."""
    for found in held:
        whole = f"{container} {found.unit.inside}".strip()
        yield replace(found, unit=replace(found.unit, inside=whole))


def call_mark(number: object) -> str:
    """Return what stands for a footnote's call in a unit's words."""
    return f"⁅{number}⁆"


DELETED = ("[deleted: ⟦", "⟧]")
"""What stands around deleted words in a unit's words; ⟦ ⟧ are where a line goes through them."""


def without_marks(words: str) -> str:
    """Return words without what stands in them for calls and targets."""
    return re.sub("⁅[^⁆]*⁆", "", words)

"""What a tagged PDF is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LINE_JOIN = "\u2028"
"""Stands where a line ended: a file does not say whether there was a space."""

LINE_STEP = 6
"""Points between two baselines from which on text stands on another line, not just raised."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Marked content: its text and where its first character stands.

    `page` counts from 0. `after` is what is painted right after it and is no part of the
    structure: in print, a reference to a page.
    """

    page: int
    mcid: int
    text: str = ""
    baseline: float = 0
    after: str = ""


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link annotation: the page that it is on, what it says, where it leads.

    `destination` is the name of a place in the file, or an address outside.
    """

    page: int
    contents: str
    destination: str


@dataclass(slots=True, eq=False)
class Element:
    """A structure element with what it holds, in order."""

    role: str
    id: str = ""
    lang: str = ""
    title: str = ""
    alt: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[Element | Piece] = field(default_factory=list)
    links: list[LinkArea] = field(default_factory=list)

    @property
    def kids(self) -> list[Element]:
        """The elements right below."""
        return [part for part in self.parts if isinstance(part, Element)]

    @property
    def page(self) -> int | None:
        """The page, from 0, on which it begins; none: it has no content."""
        return next((piece.page for piece in self.pieces()), None)

    @property
    def text(self) -> str:
        """All text below, with `LINE_JOIN` where a line ends."""
        return join(self.pieces())

    @property
    def words(self) -> str:
        """All text below on one line, as far as that can be told."""
        return " ".join(self.text.replace("-" + LINE_JOIN, "-").split())

    def pieces(self) -> Iterator[Piece]:
        """Iterate over all marked content below, in reading order."""
        for part in self.parts:
            if isinstance(part, Piece):
                yield part
            else:
                yield from part.pieces()

    def all(self, *roles: str) -> Iterator[Element]:
        """Iterate over all elements below, in reading order; of these roles, or of any."""
        for kid in self.kids:
            if not roles or kid.role in roles:
                yield kid
            yield from kid.all(*roles)


def join(pieces: Iterable[Piece]) -> str:
    """Return the text of pieces, with `LINE_JOIN` wherever the line changes."""
    text = ""
    before: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if before and not on_one_line(before, piece):
            text += LINE_JOIN
        text += piece.text
        before = piece
    return text


def on_one_line(one: Piece, other: Piece) -> bool:
    """Whether two pieces stand on the same line."""
    return one.page == other.page and abs(one.baseline - other.baseline) < LINE_STEP

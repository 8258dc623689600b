"""Text and structure → the lines of each block, from the top of the page to its foot."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from build_tools.checks.lrg.letters import Page, Written
from build_tools.formats.pdf import Element, TaggedPdf
from build_tools.publication.direction import direction

BLOCKS = frozenset(
    {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "TH", "TD", "Caption", "TOCI", "Note"}
)
"""Elements that hold lines; one inside another has lines of its own."""

APART = frozenset({"Figure"})
"""Elements whose words are part of a drawing."""

LINE_STEP = 3
"""Points between two baselines from which on text stands on another line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block; `page` counts from 0."""

    page: int
    written: tuple[Written, ...]
    lead: float = math.inf
    """Where something begins in this line that is no part of the structure: a label."""
    from_right: bool = False
    """Whether its block is in a language that is written from right to left."""

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(f" {one.text}" if one.is_apart else one.text for one in self.written).strip()

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(self.lead, *(one.left for one in self.written))

    @property
    def baseline(self) -> float:
        """Where its letters stand."""
        return self.written[0].baseline

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(one.size for one in self.written)


Key = tuple[int, int]
"""A page from 0, and the number of marked content on it."""


def blocks_of(tagged: TaggedPdf, pages: list[Page]) -> Iterator[tuple[Line, ...]]:
    """Iterate over the lines of each block, in reading order."""
    known: dict[Key, list[Written]] = {}
    for number, page in enumerate(pages):
        for one in page:
            known.setdefault((number, one.mcid), []).append(one)
    tagged_content = {(piece.page, piece.mcid) for piece in tagged.document.pieces()}
    leads: dict[tuple[int, int], float] = {}
    for key, written in known.items():
        for one in written if key not in tagged_content else ():
            at = key[0], round(one.baseline)
            leads[at] = min(one.left, leads.get(at, one.left))
    for block, lang in _spoken(tagged.document, ""):
        from_right = direction(lang) == "rtl"
        if block.role in BLOCKS and (lines := tuple(_lines(block, known))):
            yield tuple(replace(_led(line, leads), from_right=from_right) for line in lines)


def _spoken(element: Element, lang: str) -> Iterator[tuple[Element, str]]:
    """Iterate over all elements below, each with its language."""
    for kid in element.kids:
        yield kid, kid.lang or lang
        yield from _spoken(kid, kid.lang or lang)


def drawn(tagged: TaggedPdf) -> frozenset[Key]:
    """Return the marked content that is part of drawings."""
    figures = tagged.document.all(*APART)
    return frozenset((one.page, one.mcid) for figure in figures for one in figure.pieces())


def _lines(block: Element, known: dict[Key, list[Written]]) -> Iterator[Line]:
    begun: list[Written] = []
    at = -1
    for key in _own(block):
        for one in known.get(key, ()):
            if not one.text.strip():
                continue
            if begun and (key[0] != at or abs(one.baseline - begun[0].baseline) >= LINE_STEP):
                yield Line(at, tuple(begun))
                begun = []
            begun.append(one)
            at = key[0]
    if begun:
        yield Line(at, tuple(begun))


def _led(line: Line, leads: Mapping[tuple[int, int], float]) -> Line:
    return replace(line, lead=leads.get((line.page, round(line.baseline)), math.inf))


def _own(block: Element) -> Iterator[Key]:
    """Iterate over a block's marked content, less that of blocks inside it and calls of notes."""
    for part in block.parts:
        if not isinstance(part, Element):
            yield part.page, part.mcid
        elif part.role not in BLOCKS | APART and not _is_call(part):
            yield from _own(part)


def _is_call(element: Element) -> bool:
    return element.role == "Reference" and element.words.isdecimal()

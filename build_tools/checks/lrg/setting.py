"""Rules about lines: ranged left, evenly spaced, apart, not too long, and without broken words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from build_tools.checks.lrg.findings import Finding, shown
from build_tools.checks.lrg.lines import Line
from build_tools.publication import Publication
from build_tools.publication.blocks import content_of, plain

TOLERANCE = 1.0
"""Points by which the beginnings of lines may differ."""
UNEVEN = 0.15
"""The share by which the spaces of a line may differ from those of its face."""
LEADING, LEADING_ROUNDING = 1.25, 0.02
"""From one baseline to the next, in sizes of the type."""
LONGEST = 70
"""Characters; about 60 are wanted, and narrow letters make it more."""
LONG = 0.6
"""The share of a line from which on a word may have to be broken, in a list or a cell."""
ADDRESS = re.compile(r"[/@.]\w")


def line_findings(
    blocks: Iterable[tuple[Line, ...]], publication: Publication
) -> Iterator[Finding]:
    """Look at the lines of all blocks."""
    found = list(blocks)
    every = [line for block in found for line in block]
    usual = _usual_spaces(every)
    words = _Words(_said(publication))
    long = int(LONG * max((len(line.text) for line in every), default=0))
    for block in found:
        yield from _ranged(block)
        yield from _apart(block)
        for line in block:
            yield from _even(line, usual)
            if len(line.text) > LONGEST and " " in line.text:
                problem = f"“{shown(line.text)}” has {len(line.text)} characters in a line."
                yield Finding("LRG-012", problem, line.page)
        for line, following in pairwise(block):
            if problem := words.broken(line.text, following.text, long):
                yield Finding("LRG-005", problem, line.page)


# --- Left ------------------------------------------------------------------------------


def _ranged(block: tuple[Line, ...]) -> Iterator[Finding]:
    """Yield a block whose lines begin here and there.

    The first line may begin further in, behind a number or the name of its column.
    """
    if block[0].from_right:
        return
    for page in dict.fromkeys(line.page for line in block):
        lines = [line for line in block if line.page == page]
        edges = [line.left for line in (lines[1:] if lines[0] is block[0] else lines)]
        if not edges:
            continue
        ragged = max(edges) - min(edges) > TOLERANCE
        indented = lines[0] is block[0] and lines[0].left < min(edges) - TOLERANCE
        if ragged or indented:
            problem = f"“{shown(lines[0].text)}” does not begin each line at the same place."
            yield Finding("LRG-006", problem, page)


def _usual_spaces(lines: Iterable[Line]) -> float:
    return median([space for line in lines for one in line.written for space in one.spaces] or [0])


def _even(line: Line, usual: float) -> Iterator[Finding]:
    """Yield a line whose spaces were stretched or squeezed."""
    for one in line.written:
        if one.spaces and one.spaces[0] > usual * (1 + 2 * UNEVEN):
            problem = f"The spaces of “{shown(one.text)}” are stretched: it is set justified."
            yield Finding("LRG-006", problem, line.page)


# --- Apart -----------------------------------------------------------------------------


def _apart(block: tuple[Line, ...]) -> Iterator[Finding]:
    for line, following in pairwise(block):
        step = (line.baseline - following.baseline) / following.size
        if line.page == following.page and 0 < step < LEADING - LEADING_ROUNDING:
            problem = f"“{shown(following.text)}” is {step:.2f} sizes below the line above it."
            yield Finding("LRG-007", problem, line.page)


# --- Words -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Words:
    """All words that the publication says, to tell whether a line's end breaks one."""

    said: Iterable[str]
    _whole: set[str] = field(default_factory=set)
    _text: str = ""

    def __post_init__(self) -> None:
        for words in self.said:
            self._whole.update(unicodedata.normalize("NFC", words).split())
        self._text = "\n".join(sorted(self._whole))

    def broken(self, line: str, following: str, long: int) -> str:
        """Return what is wrong with a line's end, or nothing."""
        tail, head = line.split()[-1:], following.split()[:1]
        if not tail or not head:
            return ""
        end, start = (unicodedata.normalize("NFC", side[0]) for side in (tail, head))
        if end.endswith("-"):
            known = end + start in self._text or end in self._whole
            return "" if known else f"“{end}” ends a line with a hyphen that is not in the words."
        if end in self._whole or start in self._whole or len(end + start) >= long:
            return ""
        inside = end[-1].isalnum() and start[0].isalnum() and not _is_wide(end[-1])
        is_word = inside and end + start in self._whole and not ADDRESS.search(end + start)
        return f"“{end + start}” is broken in two, “{end}” and “{start}”." if is_word else ""


def _is_wide(letter: str) -> bool:
    """Whether lines may end after a letter anywhere, as in Chinese."""
    return unicodedata.east_asian_width(letter) in ("W", "F")


def _said(publication: Publication) -> Iterator[str]:
    record, contact = publication.record, publication.contact
    ways = (contact.email, contact.phone, contact.address, contact.web)
    yield from (record.title, record.subtitle or "", record.publisher, str(publication.stamp))
    yield from (way for way in ways if way)
    for part in publication.parts:
        yield f"{part.title} {part.summary}"
    for section in publication.sections:
        yield f"{section.title} {section.summary}"
        for node in section.nodes():
            yield plain(content_of(node))

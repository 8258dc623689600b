"""Whether a cover has room for its words, and how large its title is.

A title is set as large as there is room for; where it is very long, the sign above it gives way.
`themes/paged/pages.css` says what each step looks like.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.publication.imprint import cover_words
from build_tools.rendering.paged.tables import Measure

POINTS_PER_MM = 72 / 25.4
HEIGHT = 297 - 16
"""Millimetres from the sheet's top in which words may stand."""
TITLE, BESIDES = 162, 146
"""Millimetres that a line of the title has, and one of what stands with it."""
RAGGED = 0.85
"""The share of a line that is filled, as words are not broken."""
GAPS = 19 * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Step:
    """The title's size and line in points, and where the words begin, in millimetres."""

    size: float
    line: float
    top: float


STEPS = (
    Step(44, 47, 172),
    Step(30, 34, 172),
    Step(24, 28, 120),
    Step(20, 24, 90),
    Step(16, 20, 72),
)


def cover_step(publication: Publication, measure: Measure) -> int | None:
    """Return the number of the first step that has room for the cover's words; None: none has."""
    for number, step in enumerate(STEPS):
        if _height(publication, step, measure) <= (HEIGHT - step.top) * POINTS_PER_MM:
            return number
    return None


def cover_issues(publication: Publication, measure: Measure) -> Iterator[Issue]:
    """Find a cover whose words have no room (PAGE-003), by the longest of them."""
    if cover_step(publication, measure) is not None:
        return
    record = publication.record
    words = {
        name: getattr(record, name) or "" for name in ("title", "subtitle", "publisher", "notice")
    }
    words["authors"] = "; ".join(record.authors)
    longest = max(words, key=lambda name: len(words[name]))
    yield Issue(
        "PAGE-003",
        publication.place("publication", "", longest),
        f"The cover has no room for the words of the {longest}: they are {len(words[longest])} "
        f"characters, and all its words are {sum(map(len, words.values()))}.",
        "Shorten it: say the rest in 'summary' or in a foreword. About 400 characters have room.",
    )


def _height(publication: Publication, step: Step, measure: Measure) -> float:
    record, stamp = publication.record, publication.stamp

    def lines(words: str | None, size: float, width: float, line: float) -> float:
        room = width * POINTS_PER_MM * RAGGED
        return ceil(measure(words, True) * size / room) * line if words else 0

    return (
        lines(record.publisher, 14, TITLE - 4, 18)
        + lines(record.title, step.size, TITLE, step.line)
        + lines(record.subtitle, 18, BESIDES, 25)
        + lines(stamp.notice, 12, BESIDES, 17)
        + lines(cover_words(record, "print"), 12, BESIDES, 23)
        + lines(str(stamp), 12, BESIDES, 17)
        + GAPS
    )

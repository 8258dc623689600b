"""Lists: one kind of marker each, with numbers that run (W3C technique T2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.checks.txt.paragraphs import MARKER, Paragraph
from build_tools.checks.txt.rules import Fault

_OTHER_MARKER = re.compile(r"[*•·–—+o▪◦‣][ \u00a0]|\(?\w\) ")


def list_faults(paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """Iterate over entries whose marker does not go with that of the entry before."""
    last: dict[int, str] = {}
    tops = [place for place, found in enumerate(paragraphs) if found.words.startswith("++")]
    for found in paragraphs[tops[0] if tops else 0 :]:  # the contents before them are no list
        for indent in [indent for indent in last if found.indent < indent]:
            del last[indent]
        if not found.entry:
            continue
        if _OTHER_MARKER.match(found.words):
            problem = f"The entry '{found.words[:30]}' has a marker that is not '-' or a number."
            yield Fault("TXT-013", problem, found.line)
        marker = _marker(found)
        before = last.get(found.indent, marker)
        if found.blanks and ":" in (marker, before) and marker != before:
            before = marker  # a list of terms follows another list, or the other way round
        if marker[-1:] != before[-1:]:
            problem = f"The entry '{found.words[:30]}' has another marker than the one before it."
            yield Fault("TXT-013", problem, found.line)
        elif last.get(found.indent) == before and marker[:-1].isdecimal():
            wanted = int(before[:-1]) + 1
            if int(marker[:-1]) != wanted:
                problem = f"The entry's number is {marker[:-1]}, not {wanted}."
                yield Fault("TXT-013", problem, found.line)
        last[found.indent] = marker


def _marker(entry: Paragraph) -> str:
    """Return "-", a number and a point, or a colon for an entry that begins with a name."""
    found = MARKER.match(entry.words)
    return found[1] if found else ":"

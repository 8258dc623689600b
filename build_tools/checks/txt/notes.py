"""Footnotes lead both ways: a call leads to its note, and the note to the places of its calls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.checks.txt.brackets import marks_in
from build_tools.checks.txt.paragraphs import Paragraph, sections_of
from build_tools.checks.txt.rules import Fault

_NOTE = re.compile(r"Footnote (\d+), from ((?:section|heading|paragraph|Annex|this) [^:]+): ")


def note_faults(paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """Iterate over calls without a note, notes without a call, and wrong places."""
    for section, inside in sections_of(paragraphs):
        calls: dict[str, dict[str, int]] = {}
        notes: dict[str, tuple[str, int]] = {}
        here = f"section {section}" if section.isdecimal() else f"Annex {section}"
        here = here if section else "this section"
        for found in inside:
            here = _place(section, found) or here
            if note := _NOTE.match(found.words):
                if note[1] in notes:
                    problem = f"Footnote {note[1]} stands here twice."
                    yield Fault("TXT-014", problem, found.line)
                notes[note[1]] = note[2], found.line
            for _, mark in marks_in(found.words):
                if mark.startswith("Footnote "):
                    calls.setdefault(mark.removeprefix("Footnote "), {})[here] = found.line
        yield from _differences(calls, notes)


def _differences(
    calls: dict[str, dict[str, int]], notes: dict[str, tuple[str, int]]
) -> Iterator[Fault]:
    for number, places in calls.items():
        if number not in notes:
            problem = f"Footnote {number} is called, and its section has no such footnote."
            yield Fault("TXT-014", problem, next(iter(places.values())))
    for number, (said, line) in notes.items():
        called = " and ".join(calls.get(number, {}))
        if said != called:
            problem = f"Footnote {number} names {said}; it is called in {called or 'no place'}."
            yield Fault("TXT-014", problem, line)


def _place(section: str, found: Paragraph) -> str:
    """Return what a paragraph's number names; empty when it has none."""
    if found.entry or not section:
        return ""
    if number := re.match(rf"{section}\.\d+(?= |$)", found.words):
        return f"paragraph {number[0]}"
    upper = "[A-Z]+" if section.isdecimal() else r"\d+"
    heading = re.match(rf"{section}{upper}(?:\.\d+)?(?= |$)", found.words)
    return f"heading {heading[0]}" if heading and found.heading else ""

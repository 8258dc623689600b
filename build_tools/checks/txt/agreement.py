"""All files of the edition have the same paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from build_tools.checks.txt.paragraphs import Paragraph, sections_of
from build_tools.checks.txt.rules import Fault

_PART = re.compile(r"\+\+Part(?: \d+)?: ")


def difference(these: Sequence[Paragraph], those: Sequence[Paragraph]) -> Iterator[Fault]:
    """Yield the first place where a file has other paragraphs than it should have."""
    for one, other in zip_longest(these, those):
        if one is None or other is None or _told(one) != _told(other):
            shown = f"'{one.words[:40]}'" if one else "the end"
            wanted = f"'{other.words[:40]}'" if other else "the end"
            problem = f"Here stands {shown}; {wanted} was expected."
            yield Fault("TXT-018", problem, one.line if one else 0)
            return


def section_files(
    whole: Sequence[Paragraph], files: Mapping[str, Sequence[Paragraph]]
) -> Iterator[tuple[str, Fault]]:
    """Iterate over differences between the whole text's sections and their files, by path."""
    wanted: dict[str, list[list[Paragraph]]] = {}
    for _, inside in sections_of(whole):  # two without a number may have one title
        wanted.setdefault(inside[0].words, []).append(_without_parts(inside))
    for path, paragraphs in files.items():
        sections = sections_of(paragraphs)
        title = sections[0][1][0].words if sections else "no section"
        if len(sections) != 1 or title not in wanted:
            yield path, Fault("TXT-018", f"The file holds '{title}', which is no section.")
            continue
        held = [list(difference(sections[0][1], inside)) for inside in wanted[title]]
        if not all(held):
            wanted[title].pop(held.index([]))
        else:
            wanted[title].pop(0)
            yield from ((path, fault) for fault in held[0])
        if not wanted[title]:
            del wanted[title]
    for title in wanted:
        yield "", Fault("TXT-018", f"No file holds the section '{title}'.")


def _without_parts(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return a section's paragraphs up to the next part's heading."""
    return [found for found in paragraphs if not _PART.match(found.words)]


def _told(found: Paragraph) -> tuple[str, int, int]:
    """Return what a file may not change; where lines end it may, in Chinese without a space."""
    return "".join(found.words.split()), found.indent, found.blanks

"""A text's paragraphs, read by its specification."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_STEP = 4
_ENTRY = 2
_HEADING_BLANKS = 2
_SECTION = re.compile(r"\+\+(?!Part(?: \d+)?: )(?:(\d+)\. |Annex ([A-Z]+): )?")
MARKER = re.compile(r"(-|\d+\.)(?: |$)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the unwrapped file, however many it fills here; lines count from 1."""

    line: int
    words: str
    indent: int
    blanks: int
    lines: int = 1

    @property
    def entry(self) -> bool:
        """Whether it begins an entry of a list, a table or the contents."""
        return self.indent % _STEP == _ENTRY

    @property
    def heading(self) -> bool:
        """Whether it is a heading: two blank lines stand before it."""
        return self.blanks >= _HEADING_BLANKS

    @property
    def content(self) -> str:
        """Its words without a list's marker."""
        return MARKER.sub("", self.words, count=1) if self.entry else self.words


def indent_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def read_paragraphs(text: str) -> list[Paragraph]:
    """Divide a text into paragraphs."""
    found: list[Paragraph] = []
    blanks = 0
    for number, line in enumerate(text.split("\n"), start=1):
        indent, words = indent_of(line), line.strip(" ")
        if not words:
            blanks += 1
        elif blanks or not found or indent % _STEP == _ENTRY:
            found.append(Paragraph(number, words, indent, blanks))
            blanks = 0
        else:
            last = found[-1]
            joined = f"{last.words} {words}"
            found[-1] = Paragraph(last.line, joined, last.indent, last.blanks, last.lines + 1)
    return found


def sections_of(paragraphs: Sequence[Paragraph]) -> list[tuple[str, list[Paragraph]]]:
    """Return each section's number and paragraphs, its heading first; parts are left out.

    The number is that with which its paragraphs' begin: an annex's letter, or nothing.
    """
    found: list[tuple[str, list[Paragraph]]] = []
    inside = False
    for paragraph in paragraphs:
        if paragraph.heading and paragraph.words.startswith("++"):
            section = _SECTION.match(paragraph.words)
            inside = section is not None
            if section:
                found.append((section[1] or section[2] or "", []))
        if inside:
            found[-1][1].append(paragraph)
    return found

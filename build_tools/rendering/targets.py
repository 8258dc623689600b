"""Where links and footnotes lead, in the words of editions in which nothing can be followed."""

from __future__ import annotations

import re
from collections import defaultdict

from build_tools.publication import ANNEX, Publication, Section
from build_tools.publication.blocks import (
    Address,
    NoteCall,
    Reference,
    content_of,
    inlines,
    walk,
)

_SCHEMES = {"mailto": "email ", "tel": "telephone "}
_HEADING = re.compile(r"(\d+[A-Z]+|[A-Z]+\d+)(\.\d+)?")
_ROUND = str.maketrans("[]", "()")
"""A mark of where a link leads stands in square brackets itself."""
_IN_AN_ADDRESS = str.maketrans({"[": "%5B", "]": "%5D", " ": "%20"})


def place(number: str) -> str:
    """Return what a number names: "section 4", "Annex A", "Table 2", "paragraph 4.2"."""
    if number.startswith((ANNEX, "Table ", "Figure ")):
        return number
    if number.isdecimal():
        return f"section {number}"
    return f"{'heading' if _HEADING.fullmatch(number) else 'paragraph'} {number}"


def section_place(section: Section) -> str:
    """Return what names a section: "section 4", "Annex A" or, without a number, its title."""
    title = section.title.translate(_ROUND)
    return place(section.number) if section.number else f"section “{title}”"


def target_words(publication: Publication, target: Reference | Address, words: str) -> str:
    """Return where a link leads; nothing if its own `words` say exactly that."""
    if isinstance(target, Reference):
        number = publication.number(target)
        there = place(number) if number else section_place(publication.section(target.section))
        return "" if words == there else there
    scheme, _, rest = target.url.translate(_IN_AN_ADDRESS).partition(":")
    if "".join(words.split()) in (f"{scheme}:{rest}", rest):
        return ""
    return f"{_SCHEMES.get(scheme, f'{scheme}:')}{rest}"


def call_places(section: Section) -> dict[str, dict[str, None]]:
    """Return where each note is called: the nearest number at or before each call, in order.

    Notes stand at the end of their section, so one without numbers is "this section".
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    here = place(section.number) if section.number else "this section"
    for node in walk(section.blocks):
        here = place(node.number) if node.number else here
        for inline in inlines(content_of(node)):
            if isinstance(inline, NoteCall):
                found[str(inline.number)][here] = None
    return found

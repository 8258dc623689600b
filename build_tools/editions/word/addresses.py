"""Bookmarks: where links inside the file lead.

A name is made from ids, which stay when numbers change; so it is the same in the next version,
and fits Word's 40 letters, digits and underscores. It begins with an underscore: such bookmarks
do not stand in the way in Word's own lists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from build_tools.editions.word.xml import Element, w
from build_tools.publication import Part, Publication
from build_tools.publication.blocks import Link, Reference, content_of, inlines

COLOPHON = "_colophon"
_LENGTH = 24


def bookmark_name(reference: Reference) -> str:
    """Return the name of a section's or block's bookmark."""
    block = f"--{reference.block}" if reference.block else ""
    return _name(f"{reference.section}{block}")


def part_name(part: Part) -> str:
    """Return the name of a part's bookmark."""
    return _name(f"part:{part.id}")


def note_name(number: int) -> str:
    """Return the name of the bookmark at a note's first call, for its other calls."""
    return f"_note_{number}"


def _name(address: str) -> str:
    return f"_{hashlib.sha256(address.encode()).hexdigest()[:_LENGTH]}"


def linked(publication: Publication) -> frozenset[Reference]:
    """Return what links inside the publication lead to; nothing else needs a bookmark."""
    return frozenset(
        inline.target
        for section in publication.sections
        for node in section.nodes()
        for inline in inlines(content_of(node))
        if isinstance(inline, Link) and isinstance(inline.target, Reference)
    )


class Bookmarks:
    """Makes bookmarks, each with an id of its own."""

    def __init__(self) -> None:
        self._made = 0

    def around(self, name: str, content: list[Element]) -> Iterator[Element]:
        """Iterate over content with a bookmark around it; without a name there is none."""
        if not name:
            yield from content
            return
        number = self._made
        self._made += 1
        yield w("bookmarkStart", id=number, name=name)
        yield from content
        yield w("bookmarkEnd", id=number)

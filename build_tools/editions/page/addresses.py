"""The ids of the page: one file holds all sections, so a block's id begins with its section's.

    foreword            a section              _contents, _text   the page's own
    foreword--why       a block in it          part:start         a part

A block has an id if it has a number, by which readers name it, or if something leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.publication import Publication
from build_tools.publication.blocks import Link, Reference, content_of, inlines


def fragment(target: Reference) -> str:
    """Return the id of a section, or of a block in one."""
    return f"{target.section}--{target.block}" if target.block else target.section


def addressed(publication: Publication) -> frozenset[Reference]:
    """Return all blocks that have an id, the notes and their calls among them."""
    return frozenset(_addressed(publication))


def _addressed(publication: Publication) -> Iterator[Reference]:
    for section in publication.sections:
        for node in section.nodes():
            if node.number:
                yield Reference(section.id, node.id)
            for inline in inlines(content_of(node)):
                if isinstance(inline, Link) and isinstance(inline.target, Reference):
                    yield inline.target
        for note in section.notes:
            yield Reference(section.id, f"note-{note.number}")
            for call in range(1, note.calls + 1):
                yield Reference(section.id, f"call-{note.number}-{call}")

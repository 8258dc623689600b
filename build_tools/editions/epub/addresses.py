"""Names of documents, and the ids in them."""

from __future__ import annotations

from build_tools.publication import Part, Publication, Section
from build_tools.publication.blocks import Reference

COVER, TITLE, CONTENTS, COLOPHON = "cover.xhtml", "title.xhtml", "contents.xhtml", "about.xhtml"

FORM = "epub"
"""The edition's name, by which it has its ISBN."""

FOLDER = "EPUB"
"""What holds all that the package document names."""


def part_file(publication: Publication, part: Part) -> str:
    """Return the document of a part, by its place: it may have no number."""
    return f"part-{publication.parts.index(part) + 1}.xhtml"


def section_file(publication: Publication, section: Section) -> str:
    """Return the document of a section: ASCII, whatever its own id is made of."""
    return f"section-{publication.position(section.id)}.xhtml"


def anchor(block: str) -> str:
    """Return the id of a block: one that begins with a letter, as XML names do."""
    return f"b-{block}"


def href(publication: Publication, target: Reference) -> str:
    """Return the address of a section or block, as any document sees it."""
    fragment = f"#{anchor(target.block)}" if target.block else ""
    return section_file(publication, publication.section(target.section)) + fragment

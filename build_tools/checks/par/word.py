"""A finished Word document → units, by its styles and its structure.

    formats/docx/   the file → parts, paragraphs → bits
      words.py      bits → words, links, languages
      lists.py      the marks of list items, as Word counts them
      reader.py     paragraphs by their styles → units; title page, contents, header, colophon
      names.py      what stands for an address or a language

Word's text is flat, so that what is inside what is not told. A language is a matter of each
run: two phrases in Welsh, side by side, are one. Bookmarks stand only where a link leads, at
those units that are told apart: one before a list or table is not compared, and `LNK` proves that
it is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.checks import Artefacts
from build_tools.checks.par.proof import Proof, proof
from build_tools.formats.docx import NotWord, open_word
from build_tools.formats.docx.names import address, bookmark, target, told
from build_tools.formats.docx.reader import Reader
from build_tools.formats.expected import Idiom, expected_reading
from build_tools.formats.furniture import of_word
from build_tools.formats.units import Found, Reading, Unreadable
from build_tools.publication import Publication
from build_tools.publication.blocks import Link, Reference, content_of, inlines

__all__ = ["prove"]

IDIOM = Idiom(ids=True, kinds=True, language=told, stretches=True)


def prove(edition: str, publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    """Compare each Word document of an edition with the publication."""
    made = artefacts.made[edition]
    for path in dict.fromkeys((made.entry, *(file.path for file in made.files))):

        def read(path: str = path) -> tuple[Reading, Reading]:
            try:
                found = Reader(open_word(artefacts.file(edition, path))).read()
            except NotWord as error:
                raise Unreadable(str(error)) from None
            return _expected(publication), found

        yield proof(edition, path, read)


def _expected(publication: Publication) -> Reading:
    whole = expected_reading(publication, target, IDIOM)
    body = tuple(_addressed(publication, whole.body))
    return Reading(body, of_word(publication, bookmark))


def _addressed(publication: Publication, body: tuple[Found, ...]) -> Iterator[Found]:
    """Iterate over units with the names of their bookmarks, where they have any."""
    linked = _linked(publication)
    sections = iter(publication.sections)
    section = ""
    for found in body:
        name, kind = found.unit.id, found.unit.kind
        if kind == "section":
            section = next(sections).id
            name = bookmark(section)
        elif kind == "part":
            name = bookmark(f"part:{name}")
        elif name and kind != "note" and Reference(section, name) in linked:
            name = bookmark(address(section, name))
        else:
            name = ""
        yield replace(found, unit=replace(found.unit, id=name))


def _linked(publication: Publication) -> frozenset[Reference]:
    return frozenset(
        inline.target
        for section in publication.sections
        for node in section.nodes()
        for inline in inlines(content_of(node))
        if isinstance(inline, Link) and isinstance(inline.target, Reference)
    )

"""The finished e-book → units, from the container alone, in the order of its spine.

    formats/epub/
      book.py      container → package → documents, as XML
      reader.py    documents → units, and around them what only the e-book has
      contents.py  the navigation document → lines
      pages.py     the print edition's PDF → where its pages begin, and the marks that say so here

A link inside is told by the ids of section and block ("themes#why"), so that names of files in the
container are nobody's concern. Pages are compared with the finished PDF itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.checks import Artefacts
from build_tools.checks.par.proof import Proof, proof
from build_tools.formats.epub.book import read_book
from build_tools.formats.epub.pages import read_printed
from build_tools.formats.epub.reader import read_units
from build_tools.formats.expected import Idiom, expected_reading
from build_tools.formats.furniture import of_epub
from build_tools.formats.units import Reading, Unreadable
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Reference

__all__ = ["prove"]

IDIOM = Idiom(ids=True, nested=True, kinds=True)
PRINT = "print"
"""The edition whose pages are told."""


def prove(edition: str, publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    """Compare the e-book with the publication, and its pages with the print edition's."""

    def target(leads: Reference | Address) -> str:
        if isinstance(leads, Address):
            return leads.url
        return f"{leads.section}#{leads.block}" if leads.block else leads.section

    def read() -> tuple[Reading, Reading]:
        if PRINT not in artefacts.made:
            raise Unreadable("Its pages can't be compared: there is no print edition.")
        paper = read_printed(artefacts.file(PRINT), publication)
        expected = expected_reading(publication, target, IDIOM)
        expected = replace(expected, furniture=of_epub(publication, paper.pages, paper.source))
        path = artefacts.made[edition].entry
        book = read_book(artefacts.file(edition))
        return expected, read_units(book, f"{edition}/{path}")

    yield proof(edition, artefacts.made[edition].entry, read)

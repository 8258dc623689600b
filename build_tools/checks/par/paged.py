"""A PDF → units, by the structure tree: what a screen reader finds, in its order.

    formats/pdf/walk.py       its elements → units of the publication
    formats/pdf/furniture.py  cover, contents and colophon → lines, which
                              `formats/furniture/paged.py` expects word for word
    formats/pdf/words.py      marked content → words, with white space open where a line ends

White space is optional where a line ends, since a file does not say whether there was any, and
nowhere else: `Paged.settled`.

In print a link has no destination; words after it refer to a page. Its target is "page 12" on
both sides, so that a reference to the wrong page is a link that differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.checks import Artefacts
from build_tools.checks.par.proof import Proof, proof
from build_tools.editions.facts import type_sizes
from build_tools.formats.expected import PRINTED, TAGGED, expected_reading
from build_tools.formats.furniture import ORDER, of_paged
from build_tools.formats.pdf import NotTagged, read_tagged
from build_tools.formats.pdf.furniture import said
from build_tools.formats.pdf.walk import Walk
from build_tools.formats.pdf.words import Settlement
from build_tools.formats.units import Reading, Unreadable
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Reference

__all__ = ["Paged", "prove_paper", "prove_tagged", "read_pdf", "read_print"]


def prove_tagged(edition: str, publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    """Compare each PDF of an edition for screens with the publication."""
    return _prove(edition, publication, artefacts, on_paper=False)


def prove_paper(edition: str, publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    """Compare each PDF of an edition for paper, where nothing can be followed."""
    return _prove(edition, publication, artefacts, on_paper=True)


def _prove(
    edition: str, publication: Publication, artefacts: Artefacts, *, on_paper: bool
) -> Iterator[Proof]:
    made = artefacts.made[edition]
    promised = type_sizes(made)
    paths = dict.fromkeys((made.entry, *(file.path for file in made.files)))
    for path in (one for one in paths if one.endswith(".pdf")):

        def read(path: str = path) -> tuple[Reading, Reading]:
            file = artefacts.file(edition, path)
            if not file.is_file():
                raise Unreadable("The file is not there.")
            paged = _read(file, on_paper=on_paper)
            expected = paged.expected(publication, promised.get(path))
            return expected, paged.settled(expected)

        yield proof(edition, path, read)


@dataclass(frozen=True, slots=True)
class Paged:
    """A PDF as it was read back; `pages` says on which page each id begins, from 1."""

    reading: Reading
    pages: Mapping[str, int]
    on_paper: bool

    def target(self, target: Reference | Address) -> str:
        """Return the target of a link in the form that this file gives."""
        if isinstance(target, Address):
            return "" if self.on_paper else target.url
        name = f"{target.section}--{target.block}" if target.block else target.section
        return f"page {self.pages.get(name, '?')}" if self.on_paper else name

    def expected(self, publication: Publication, type_size: float | None = None) -> Reading:
        """Return what a file with these pages, and this promise of a type size, has to say."""
        form = "print" if self.on_paper else "large-print" if type_size else "pdf"
        added = of_paged(publication, self.pages, form, on_paper=self.on_paper, type_size=type_size)
        idiom = PRINTED if self.on_paper else TAGGED
        return replace(expected_reading(publication, self.target, idiom), furniture=added)

    def settled(self, expected: Reading) -> Reading:
        """Return the reading with white space at the ends of lines as `expected` has it."""
        return Settlement(expected).settle(self.reading)


def read_pdf(path: Path) -> Paged:
    """Read the accessible PDF; raise `Unreadable` when it can't be read."""
    return _read(path, on_paper=False)


def read_print(path: Path) -> Paged:
    """Read the print PDF; raise `Unreadable` when it can't be read."""
    return _read(path, on_paper=True)


def _read(path: Path, *, on_paper: bool) -> Paged:
    try:
        tagged = read_tagged(path)
    except NotTagged as error:
        raise Unreadable(str(error)) from None
    walk = Walk(tagged, on_paper=on_paper)
    walk.document(tagged.document)
    pages = {
        element.id: element.page + 1
        for element in tagged.document.all()
        if element.id and element.page is not None
    }
    leads = {name: page + 1 for name, page in tagged.destinations.items()}
    added = {name: said(section, pages, leads) for name, section in walk.added.items()}
    added[ORDER] = ", ".join(walk.order)
    return Paged(Reading(tuple(walk.body), added), pages, on_paper)

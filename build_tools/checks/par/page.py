"""The one web page → units, from its HTML alone.

    formats/html/document.py   the page: its parts and sections in order
    formats/html/furniture.py  head, contents and colophon → lines, which
                               `formats/furniture/page.py` expects word for word

A block has an address if it has a number or if something leads to it; the others have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.checks import Artefacts
from build_tools.checks.par.proof import Proof, proof
from build_tools.formats.expected import Idiom, expected_reading
from build_tools.formats.furniture import of_page
from build_tools.formats.html.document import read_page
from build_tools.formats.units import Found, Reading
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Reference

__all__ = ["prove"]

IDIOM = Idiom(ids=True, nested=True, kinds=True)


def prove(edition: str, publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    """Compare each page of an edition with the publication."""
    expected = expected_page(publication)
    made = artefacts.made[edition]
    for path in dict.fromkeys((made.entry, *(file.path for file in made.files))):

        def read(path: str = path) -> tuple[Reading, Reading]:
            return expected, read_page(artefacts.folder, f"{edition}/{path}")

        yield proof(edition, path, read)


def expected_page(publication: Publication) -> Reading:
    """Return what a page has to say."""
    body = expected_reading(publication, target_form, IDIOM).body
    led = {target for found in body for _, target in found.unit.links}
    sections = iter(publication.sections)
    section, kept = "", []
    for found in body:
        if found.unit.kind == "section":
            section = next(sections).id
        kept.append(found if _has_address(found, section, led) else _without_address(found))
    return Reading(tuple(kept), of_page(publication))


def target_form(target: Reference | Address) -> str:
    """Return where a link leads as a page writes it."""
    if isinstance(target, Address):
        return target.url
    return f"#{target.section}--{target.block}" if target.block else f"#{target.section}"


def _has_address(found: Found, section: str, led: set[str]) -> bool:
    unit = found.unit
    return unit.kind == "part" or bool(unit.number) or f"#{section}--{unit.id}" in led


def _without_address(found: Found) -> Found:
    return replace(found, unit=replace(found.unit, id=""))

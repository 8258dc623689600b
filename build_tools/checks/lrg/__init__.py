"""Large print is as large and as clear as it promises, measured in the finished files.

    letters.py ──▶ type.py        size, contrast, plain paper
        │          faces.py       sans serif, upright, the brand's own
        ▼
    lines.py ────▶ setting.py     ranged left, line spacing, whole words, short lines
    tagged ──────▶ furniture.py   page numbers, running heads

A file promises its size three times: in the edition's facts, in its name ("…-18pt.pdf"), and on its
cover, which parity compares. UK Association for Accessible Formats: Creating Clear Print and Large
Print Documents; RNIB: Clear Print.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import ClassVar

import pikepdf

from build_tools.checks import Artefacts, Plan
from build_tools.checks.lrg.faces import face_findings
from build_tools.checks.lrg.findings import Finding
from build_tools.checks.lrg.furniture import head_findings, number_findings
from build_tools.checks.lrg.letters import read_pages
from build_tools.checks.lrg.lines import blocks_of, drawn
from build_tools.checks.lrg.setting import line_findings
from build_tools.checks.lrg.type import ink_findings, paper_findings, size_findings
from build_tools.editions import Artefact
from build_tools.editions.facts import type_sizes, typefaces
from build_tools.formats.pdf import NotTagged, read_tagged, sample
from build_tools.issues import Issue
from build_tools.publication import Publication

LEAST = 16.0
"""Points from which print is large (UKAAF: 16 at the least, 18 or more for most)."""
NAMED = re.compile(r"large-print|(\d+(?:\.\d+)?)pt\.pdf$")

REMEDIES = {
    "LRG-002": "In a picture, draw its words larger; elsewhere, see themes/large-print/.",
    "LRG-003": "Name a sans serif typeface in themes/brand.yml.",
}


class LargePrintIsLarge:
    """LRG: letters, lines and pages of large print are as its readers need them."""

    code: ClassVar[str] = "LRG"
    subject: ClassVar[str] = "Large print is as large and as clear as it promises"
    applies_to: ClassVar[frozenset[str]] = frozenset({"tagged-pdf"})
    plan: ClassVar[Plan] = "quick"
    cost: ClassVar[int] = 13

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Look at every file that promises a type size, in the edition's facts or by its name."""
        for edition, path in artefacts.files_of("tagged-pdf"):
            made, span = artefacts.made[edition], artefacts.span(edition, path)
            for found in _findings(publication, artefacts.file(edition, path), path, made):
                place = "" if found.page is None else f"page {found.page + 1}"
                remedy = REMEDIES.get(found.code, "")
                yield Issue(found.code, span, found.problem, remedy, place=place)


def _findings(publication: Publication, file: Path, path: str, made: Artefact) -> Iterator[Finding]:
    sizes = type_sizes(made)
    named = NAMED.search(path)
    if not sizes and not named:
        return
    promised = sizes.get(path)
    said = re.search(r"(\d+(?:\.\d+)?)pt\.pdf$", path)
    if promised is None or said is None or float(said[1]) != promised or promised < LEAST:
        what = "nothing" if promised is None else f"{promised:g} pt"
        problem = f"The edition promises {what} of this file; its name has to say the same size, "
        yield Finding("LRG-001", f"{problem}of {LEAST:g} points or more.")
        return
    yield from _measured(publication, file, promised, typefaces(made))


def _measured(
    publication: Publication, file: Path, promised: float, families: Collection[str]
) -> Iterator[Finding]:
    try:
        tagged = read_tagged(file)
    except NotTagged as error:
        yield Finding("LRG-001", str(error))
        return
    pages = read_pages(file)
    if not any(one.text.strip() for page in pages for one in page):
        yield Finding("LRG-001", "There is no text to measure.")
        return
    in_drawings = drawn(tagged)
    yield from size_findings(pages, promised)
    yield from ink_findings(pages, in_drawings)
    yield from paper_findings(file, pages, sample(tagged), in_drawings)
    with pikepdf.open(file) as pdf:
        yield from face_findings(pdf, families)
    yield from line_findings(blocks_of(tagged, pages), publication)
    yield from number_findings(tagged, pages)
    yield from head_findings(tagged)

"""The finished braille keeps the rules of its files, so that embossers and displays can use it.

    BRF volumes ──▶ volumes.py ──▶ pages.py: rows, numbers, title page, contents
    PEF         ──▶ pef.py:    form, bounds, the same pages as the volumes
    displays    ──▶ here:      one line a paragraph, nothing that needs a width

What the braille says is for parity. `SPECIFICATION.md` of the edition has the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import ClassVar, cast

from build_tools.checks import Artefacts, Plan
from build_tools.checks.brl.pages import volume_faults
from build_tools.checks.brl.pef import pef_faults
from build_tools.checks.brl.volumes import Fault, Paper, Volume, read_volume
from build_tools.editions import Artefact
from build_tools.formats.braille.words import SPACE, can_be_read
from build_tools.formats.furniture import braille_checked
from build_tools.issues import Issue
from build_tools.publication import Publication


class BrailleCanBeUsed:
    """BRL: braille files that embossers, displays and their readers can rely on."""

    code: ClassVar[str] = "BRL"
    subject: ClassVar[str] = "The braille fits its paper and says who has read it"
    applies_to: ClassVar[frozenset[str]] = frozenset({"braille"})
    plan: ClassVar[Plan] = "quick"

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Read every file of every braille edition."""
        for name in dict.fromkeys(name for name, _ in artefacts.files_of("braille")):
            made = artefacts.made[name]
            for path, fault in _faults(publication, made, artefacts.folder / name):
                span = artefacts.span(name, path)
                yield Issue(fault.code, span, fault.problem, place=fault.place)


def _faults(publication: Publication, made: Artefact, folder: Path) -> Iterator[tuple[str, Fault]]:
    paper = Paper.of(made)
    if paper is None:
        yield made.entry, Fault("BRL-010", "The edition does not say what paper it is for.")
        return
    for grade in cast(Sequence[int], made.facts.get("display-grades", ())):
        path = f"{publication.name}-grade-{grade}-display.brf"
        yield from ((path, fault) for fault in display_faults(publication, folder / path, grade))
    for grade in cast(Sequence[int], made.facts.get("embosser-grades", ())):
        stem = f"{publication.name}-grade-{grade}"
        count = sum(1 for file in made.files if file.path.startswith(f"{stem}-volume-")) or 1
        volumes: list[Volume] = []
        for number in range(1, count + 1):
            path = f"{stem}-volume-{number}.brf"
            try:
                volumes.append(read_volume(folder / path, number))
            except ValueError as error:
                yield path, Fault("BRL-010", f"It can't be read: {error}")
        for number, volume in enumerate(volumes):
            before = sum(len(other.pages) for other in volumes[:number])
            every = [page for other in volumes for page in other.pages]
            for fault in volume_faults(publication, volume, paper, grade, before, count, every):
                yield f"{stem}-volume-{volume.number}.brf", fault
        path = f"{stem}.pef"
        yield from ((path, fault) for fault in pef_faults(folder / path, paper, volumes))


def display_faults(publication: Publication, file: Path, grade: int) -> Iterator[Fault]:
    """Iterate over what is wrong with a display's file."""
    try:
        volume = read_volume(file, 0, paged=False)
    except ValueError as error:
        yield Fault("BRL-010", f"It can't be read: {error}")
        return
    yield from volume.faults
    rows = volume.pages[0]
    if not rows[0] or not rows[-1] or any(not a and not b for a, b in pairwise(rows)):
        yield Fault("BRL-020", "There are empty lines that stand above no heading.")
    deepest = max((len(row) - len(row.lstrip(SPACE)) for row in rows if row), default=0)
    if deepest > 14:  # noqa: PLR2004  (the smallest display)
        yield Fault("BRL-020", f"A line begins after {deepest} spaces, which hide it on a display.")
    words = braille_checked(publication)
    if not any(can_be_read(row, words, grade) for row in rows):
        yield Fault("BRL-021", f"The words “{re.split('[.]', words)[0]}” are missing.")

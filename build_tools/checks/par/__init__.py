"""Parity: every edition carries the same words in the same order.

    publication ──▶ formats/expected.py ─┐
                                         ├─▶ compare.py ──▶ proof.py ──▶ messages.py ──▶ issues
    a format's reader ───────────────────┘

Each kind of edition has an extractor, a file here and a line in `EXTRACTORS`: it lets `formats/`
read the finished file, which shares no code with what writes it. An edition of a kind that has
none is not proved, and that is an issue. What an edition may add (cover, contents, colophon,
stamp) is listed in `formats/furniture/`, word for word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar, Literal, cast

from build_tools.checks import EVERY_EDITION, Artefacts
from build_tools.checks.par.messages import issues_of
from build_tools.checks.par.proof import Proof, Prove
from build_tools.editions import edition
from build_tools.formats.units import Unreadable
from build_tools.issues import Issue
from build_tools.publication import Publication

__all__ = ["EXTRACTORS", "Counts", "Parity", "parity_table"]

EXTRACTORS: Mapping[str, str] = {
    "site": "build_tools.checks.par.site:prove",
    "page": "build_tools.checks.par.page:prove",
    "text": "build_tools.checks.par.text:prove",
    "tagged-pdf": "build_tools.checks.par.paged:prove_tagged",
    "print-pdf": "build_tools.checks.par.paged:prove_paper",
    "data": "build_tools.checks.par.data:prove",
    "epub": "build_tools.checks.par.epub:prove",
    "word": "build_tools.checks.par.word:prove",
    "braille": "build_tools.checks.par.braille:prove",
}
"""Kind of an edition → what reads its files again. Modules are imported when used."""


class Parity:
    """PAR: block by block, every edition says what the publication says, and nothing else."""

    code: ClassVar[str] = "PAR"
    subject: ClassVar[str] = "Every format carries the same words in the same order"
    applies_to: ClassVar[frozenset[str]] = EVERY_EDITION
    plan: ClassVar[Literal["quick"]] = "quick"
    cost: ClassVar[int] = 26

    def __init__(self) -> None:
        self.counts: dict[str, dict[str, int]] = {}

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Compare every file of every edition that was made."""
        for proof in _proofs(publication, artefacts):
            self._count(_counts(proof))
            yield from issues_of(proof)

    def _count(self, counts: Counts) -> None:
        """Add a file's numbers to its edition's, for reports (the seam `Counting`)."""
        row = self.counts.setdefault(counts.edition, {})
        for what in ("found", "missing", "changed", "moved", "added"):
            row[what] = row.get(what, 0) + getattr(counts, what)


def _proofs(publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    """Iterate over the proofs of all editions that were made, file by file."""
    for name, artefact in artefacts.made.items():
        kind = edition(name).kind
        if kind in EXTRACTORS:
            module, function = EXTRACTORS[kind].split(":")
            prove = cast(Prove, getattr(import_module(module), function))
            yield from prove(name, publication, artefacts)
        else:
            why = Unreadable(f"Parity has no extractor for an edition of the kind '{kind}'.")
            yield Proof(name, artefact.entry, unreadable=why)


@dataclass(frozen=True, slots=True)
class Counts:
    """One line of the table: how many units of a file were found as they should be, or not.

    A site counts as one file. `readable` is false where nothing could be compared.
    """

    edition: str
    path: str
    found: int
    missing: int
    changed: int
    moved: int
    added: int
    readable: bool = True


def parity_table(publication: Publication, artefacts: Artefacts) -> tuple[Counts, ...]:
    """Return the counts of every file of every edition that was made, for reports."""
    return tuple(map(_counts, _proofs(publication, artefacts)))


def _counts(proof: Proof) -> Counts:
    count = proof.comparison.count
    return Counts(
        proof.edition,
        proof.path,
        proof.comparison.same,
        count("missing"),
        count("changed"),
        count("moved"),
        count("added"),
        readable=proof.unreadable is None,
    )

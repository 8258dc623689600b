"""One file of an edition, read back and compared with the publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.checks import Artefacts
from build_tools.checks.par.compare import Comparison, compare
from build_tools.formats.units import Reading, Unreadable
from build_tools.publication import Publication

NOTHING = Comparison(0, ())
"""What can be compared of a file that can't be read."""

Prove = Callable[[str, Publication, Artefacts], Iterator["Proof"]]
"""What an extractor gives: the proofs of all files of an edition, by its name."""

Compared = Callable[[], tuple[Reading, Reading]]
"""Gives what is expected and what was found, or raises `Unreadable`."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of comparing one file (a site counts as one) with the publication.

    `allowed` and `added` are the furniture: what may be there, and what is.
    """

    edition: str
    path: str
    comparison: Comparison = NOTHING
    allowed: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    unreadable: Unreadable | None = None


def proof(edition: str, path: str, read: Compared) -> Proof:
    """Return what comes of a comparison."""
    try:
        expected, found = read()
    except Unreadable as why:
        return Proof(edition, path, unreadable=why)
    compared = compare(expected, found)
    return Proof(edition, path, compared, expected.furniture, found.furniture)

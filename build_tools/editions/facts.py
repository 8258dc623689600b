"""What an edition promises of its files, for the checks that hold it to that."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from build_tools.editions import Artefact

TYPE_SIZES = "type-sizes"
TYPEFACES = "typefaces"


def type_sizes(artefact: Artefact) -> Mapping[str, float]:
    """Return file → the least size of its type in points, of an edition in large print.

    Empty for an edition that promises none. ValueError for facts that say no such thing.
    """
    said = artefact.facts.get(TYPE_SIZES, {})
    if not isinstance(said, Mapping):
        raise ValueError(f"{TYPE_SIZES} is {said!r}")
    return {str(path): float(size) for path, size in said.items()}


def typefaces(artefact: Artefact) -> Collection[str]:
    """Return the families that an edition in large print is set in, as its brand names them."""
    said = artefact.facts.get(TYPEFACES, ())
    if isinstance(said, str) or not isinstance(said, Collection):
        raise ValueError(f"{TYPEFACES} is {said!r}")
    return tuple(map(str, said))

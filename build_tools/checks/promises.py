"""What an edition promises of its files, for the checks that hold it to that."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.editions import Artefact

TYPE_SIZES = "type-sizes"


def type_sizes(artefact: Artefact) -> Mapping[str, float]:
    """Return file → the least size of its type in points, of an edition in large print.

    Empty for an edition that promises none. ValueError for facts that say no such thing.
    """
    said = artefact.facts.get(TYPE_SIZES, {})
    if not isinstance(said, Mapping):
        raise ValueError(f"{TYPE_SIZES} is {said!r}")
    return {str(path): float(size) for path, size in said.items()}

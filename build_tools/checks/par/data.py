"""The publication as JSON → units, by the names of its published schema alone.

JSON tells everything: ids, what holds a unit, kinds of callouts, terms, languages and links. A
link's target has its number too, so that a wrong one is found. What has no unit (registers,
facts, drawings) is compared by the check DAT, as the tables are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from build_tools.checks import Artefacts
from build_tools.checks.par.proof import Proof, proof
from build_tools.formats.data.reader import TOP, Reader, target_words
from build_tools.formats.data.strict import read_json
from build_tools.formats.expected import Idiom, expected_reading
from build_tools.formats.furniture import of_data
from build_tools.formats.units import Reading, Unreadable, normalise
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Reference

__all__ = ["prove"]

IDIOM = Idiom(ids=True, nested=True, kinds=True)


def prove(edition: str, publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    """Compare the JSON file with the publication."""
    path = f"{publication.name}.json"

    def read() -> tuple[Reading, Reading]:
        expected = expected_reading(publication, partial(target_form, publication), IDIOM)
        expected = replace(expected, furniture=of_data(publication))
        return expected, read_data(artefacts.file(edition, path))

    yield proof(edition, path, read)


def target_form(publication: Publication, target: Reference | Address) -> str:
    """Return a target in the form of `target_words`."""
    if isinstance(target, Address):
        return target.url
    return target_words(target.section, target.block, publication.number(target))


def read_data(file: Path) -> Reading:
    """Read the JSON file; raise `Unreadable` for anything that the schema would not let pass."""
    try:
        whole = read_json(file.read_bytes())
    except OSError as error:
        raise Unreadable(f"The file can't be read: {error}") from None
    try:
        added = {name: normalise(words) for name, words in _furniture(whole)}
        return Reading(tuple(Reader(whole["language"], file.name).whole(whole["parts"])), added)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        problem = f"It is not as its schema says: {type(error).__name__} {error}."
        raise Unreadable(problem) from None


def _furniture(whole: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Iterate over what stands beside the parts, by its place."""
    for name in TOP:
        value = whole.get(name)
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", str(words)) for key, words in value.items())
        elif isinstance(value, list):
            yield from ((f"{name}.{place}", str(words)) for place, words in enumerate(value))
        elif value is not None:
            yield name, str(value)

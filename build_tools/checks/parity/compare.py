"""Two readings → what is missing, changed, moved and added, unit by unit and in order."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

from build_tools.checks.parity.units import Found, Reading, Unit

Outcome = Literal["missing", "added", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; `source` is where the publication says it, `found` where the edition does.

    `aspect` names the side of a unit that differs: "words", "number", "links" …
    """

    outcome: Outcome
    source: Found | None
    found: Found | None
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences of an edition, and how many units were found just as they should be."""

    same: int
    differences: tuple[Difference, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many differences have this outcome."""
        return sum(difference.outcome == outcome for difference in self.differences)


def compare(expected: Reading, actual: Reading) -> Comparison:
    """Compare bodies and notes, each in order."""
    found = [
        *_compare(expected.body, actual.body),
        *_compare(expected.notes, actual.notes),
    ]
    wrong = {id(item.source) for item in found if item.source}
    total = len(expected.body) + len(expected.notes)
    return Comparison(total - len(wrong), tuple(found))


def _compare(expected: tuple[Found, ...], actual: tuple[Found, ...]) -> Iterator[Difference]:
    matcher = difflib.SequenceMatcher(
        None, [_key(item.unit) for item in expected], [_key(item.unit) for item in actual], False
    )
    missing: list[Found] = []
    added: list[Found] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            for source, found in zip(expected[start:end], actual[first:last], strict=True):
                yield from _sides(source, found)
            continue
        sources, founds = list(expected[start:end]), list(actual[first:last])
        for source, found in _similar(sources, founds):
            sources.remove(source)
            founds.remove(found)
            yield from _sides(source, found)
        missing += sources
        added += founds
    yield from _moves(missing, added)


def _key(unit: Unit) -> tuple[str, str]:
    return unit.kind, unit.words


def _sides(source: Found, found: Found) -> Iterator[Difference]:
    """Yield each side on which two units that belong together differ."""
    for side in fields(Unit):
        if getattr(source.unit, side.name) != getattr(found.unit, side.name):
            yield Difference("changed", source, found, side.name)


LEAST_LIKENESS = 0.6


def _similar(sources: list[Found], founds: list[Found]) -> list[tuple[Found, Found]]:
    """Pair units of a stretch that differs, in order, where their words are mostly the same."""
    pairs = []
    start = 0
    for source in sources:
        for place in range(start, len(founds)):
            if _likeness(source.unit, founds[place].unit) >= LEAST_LIKENESS:
                pairs.append((source, founds[place]))
                start = place + 1
                break
    return pairs


def _likeness(one: Unit, other: Unit) -> float:
    if not one.words or not other.words:
        return float(one.words == other.words and one.kind == other.kind)
    matcher = difflib.SequenceMatcher(None, one.words, other.words, False)
    bound = min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return bound if bound < LEAST_LIKENESS else matcher.ratio()


def _moves(missing: list[Found], added: list[Found]) -> Iterator[Difference]:
    """Yield what is missing in one place and added in another as moved, the rest as it is."""
    elsewhere = Counter(_key(item.unit) for item in added)
    moved: Counter[tuple[str, str]] = Counter()
    for source in missing:
        key = _key(source.unit)
        if elsewhere[key] > moved[key]:
            moved[key] += 1
            found = [item for item in added if _key(item.unit) == key][moved[key] - 1]
            yield Difference("moved", source, found)
        else:
            yield Difference("missing", source, None)
    for found in added:
        key = _key(found.unit)
        if moved[key]:
            moved[key] -= 1
        else:
            yield Difference("added", None, found)

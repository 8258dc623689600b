"""Two readings → what is missing, changed, moved and added, unit by unit and in order."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Literal

from build_tools.formats.units import Found, Reading, Unit, without_marks

Outcome = Literal["missing", "added", "changed", "moved"]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; `source` is where the publication says it, `found` where the edition does.

    `aspect` names the side of a unit that differs: "words", "number", "links" … `after` is what
    stands before the place of a unit that is missing.
    """

    outcome: Outcome
    source: Found | None
    found: Found | None
    aspect: str = ""
    after: Found | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences of an edition, and how many units were found just as they should be."""

    same: int
    differences: tuple[Difference, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many units have this outcome; one that differs on two sides counts once."""
        found = [one for one in self.differences if one.outcome == outcome]
        return len({id(one.source or one.found) for one in found})


def compare(expected: Reading, actual: Reading) -> Comparison:
    """Compare all units, in order."""
    found = tuple(_compare(expected.body, actual.body))
    wrong = {id(item.source) for item in found if item.source}
    return Comparison(len(expected.body) - len(wrong), found)


def _compare(expected: tuple[Found, ...], actual: tuple[Found, ...]) -> Iterator[Difference]:
    missing: list[Difference] = []
    added: list[Found] = []
    keys = [_key(item.unit) for item in expected], [_key(item.unit) for item in actual]
    end = first = 0
    for start, stop, begin in [*_runs(*keys), (len(expected), len(expected), len(actual))]:
        sources, founds = list(expected[end:start]), list(actual[first:begin])
        after = actual[first - 1] if first else None
        for source, found in _similar(sources, founds):
            sources.remove(source)
            founds.remove(found)
            yield from _sides(source, found)
        missing += [Difference("missing", source, None, after=after) for source in sources]
        added += founds
        end, first = stop, begin + stop - start
        for source, found in zip(expected[start:stop], actual[begin:first], strict=True):
            yield from _sides(source, found)
    yield from _moves(missing, added)


def _key(unit: Unit) -> Key:
    return unit.kind, unit.words


# --- What stands in both, in order -----------------------------------------------------

FEW = 200
"""So many units on a side, at most, are left to difflib: it takes the square of their number."""


def _runs(one: list[Key], other: list[Key]) -> Iterator[tuple[int, int, int]]:
    """Iterate over equal runs in order: where one begins and ends, where it begins in the other.

    Equal ends are taken off first. What is unique on both sides divides a long rest.
    """
    yield from _between(one, other, (0, len(one)), (0, len(other)))


def _between(
    one: list[Key], other: list[Key], here: tuple[int, int], there: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    (start, end), (first, last) = here, there
    head = 0
    while start + head < end and first + head < last and one[start + head] == other[first + head]:
        head += 1
    if head:
        yield start, start + head, first
    start, first = start + head, first + head
    tail = 0
    while start < end and first < last and one[end - 1] == other[last - 1]:
        end, last, tail = end - 1, last - 1, tail + 1
    if start < end and first < last:
        yield from _middle(one, other, (start, end), (first, last))
    if tail:
        yield end, end + tail, last


def _middle(
    one: list[Key], other: list[Key], here: tuple[int, int], there: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    (start, end), (first, last) = here, there
    anchors = _anchors(one, other, here, there) if max(end - start, last - first) > FEW else []
    if anchors:
        for at, to in [*anchors, (end, last)]:
            yield from _between(one, other, (start, at), (first, to))
            if at < end:
                yield at, at + 1, to
            start, first = at + 1, to + 1
        return
    matcher = difflib.SequenceMatcher(None, one[start:end], other[first:last], autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size:
            yield start + block.a, start + block.a + block.size, first + block.b


def _anchors(
    one: list[Key], other: list[Key], here: tuple[int, int], there: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return the places of what is unique on both sides, as many as are in the same order."""
    many, more = Counter(one[slice(*here)]), Counter(other[slice(*there)])
    places = {key: place for place, key in enumerate(other[slice(*there)], there[0])}
    ends: list[int] = []
    last: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for place, key in enumerate(one[slice(*here)], here[0]):
        if many[key] == 1 and more[key] == 1:
            pair = place, places[key]
            length = bisect_left(ends, pair[1])
            before[pair] = last[length - 1] if length else None
            ends[length:] = [pair[1], *ends[length + 1 :]]
            last[length:] = [pair, *last[length + 1 :]]
    chain: list[tuple[int, int]] = []
    pair_or_none = last[-1] if last else None
    while pair_or_none:
        chain.append(pair_or_none)
        pair_or_none = before[pair_or_none]
    return chain[::-1]


# --- What does not ---------------------------------------------------------------------


def _sides(source: Found, found: Found) -> Iterator[Difference]:
    """Yield each side on which two units that belong together differ."""
    if source.unit == found.unit:
        return
    for side in fields(Unit):
        if side.name == "lang" and not source.unit.words:
            continue  # no words, no language
        one, other = getattr(source.unit, side.name), getattr(found.unit, side.name)
        if one != other:
            only_marks = side.name == "words" and without_marks(one) == without_marks(other)
            yield Difference("changed", source, found, "links" if only_marks else side.name)


LEAST_LIKENESS = 0.6
NEAR = 20
"""A unit is looked for among so many of what stands in the place of a stretch that differs."""


def _similar(sources: list[Found], founds: list[Found]) -> list[tuple[Found, Found]]:
    """Pair units of a stretch that differs, in order, where their words are mostly the same."""
    pairs = []
    start = 0
    for source in sources:
        for place in range(start, min(start + NEAR, len(founds))):
            if _likeness(source.unit, founds[place].unit) >= LEAST_LIKENESS:
                pairs.append((source, founds[place]))
                start = place + 1
                break
    return pairs


def _likeness(one: Unit, other: Unit) -> float:
    if not one.words or not other.words:
        return float(one.words == other.words and one.kind == other.kind)
    if one.kind == other.kind and one.number and one.number == other.number:
        return 1
    matcher = difflib.SequenceMatcher(None, one.words, other.words, autojunk=False)
    bound = min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return bound if bound < LEAST_LIKENESS else matcher.ratio()


def _moves(missing: list[Difference], added: list[Found]) -> Iterator[Difference]:
    """Yield what is missing in one place and added in another as moved, the rest as it is."""
    elsewhere: dict[Key, list[Found]] = {}
    for found in added:
        elsewhere.setdefault(_key(found.unit), []).append(found)
    moved: set[int] = set()
    for difference in missing:
        source = difference.source
        again = elsewhere.get(_key(source.unit)) if source else None
        if again:
            moved.add(id(again[0]))
            yield replace(difference, outcome="moved", found=again.pop(0))
        else:
            yield difference
    for found in added:
        if id(found) not in moved:
            yield Difference("added", None, found)

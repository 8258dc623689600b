"""A proof → issues, in words that an editor understands."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.par.compare import Difference
from build_tools.checks.par.proof import Proof
from build_tools.editions import title_in_sentence
from build_tools.formats.units import Found, Unit
from build_tools.issues import Issue, SourceSpan

ASPECTS = {
    "kind": "as something else",
    "words": "in other words",
    "number": "with another number",
    "label": "with another label",
    "lang": "in another language",
    "foreign": "with other words marked as another language",
    "links": "with links or notes that differ",
    "id": "at another address",
    "inside": "as a part of something else",
}
_KINDS = {"alternative": "text alternative", "item": "list item", "term": "term of a list"}
SHOWN = 60


def issues_of(proof: Proof) -> Iterator[Issue]:
    """Iterate over what is wrong with one file; a run of missing units is one issue."""
    if proof.unreadable:
        why = proof.unreadable
        place = f"({why.place})" if why.place else ""
        span = SourceSpan(f"{proof.edition}/{proof.path}", why.line)
        yield Issue("PAR-005", span, why.problem, place=place)
        return
    yield from _furniture(proof)
    missing: list[Difference] = []
    for difference in proof.comparison.differences:
        if difference.outcome == "missing" and _goes_on(missing, difference):
            missing.append(difference)
            continue
        yield from _missing(proof, missing)
        missing = [difference] if difference.outcome == "missing" else []
        if not missing:
            yield _issue(proof, difference)
    yield from _missing(proof, missing)


def _goes_on(missing: list[Difference], difference: Difference) -> bool:
    return bool(missing) and missing[-1].after is difference.after


def _furniture(proof: Proof) -> Iterator[Issue]:
    name, span = _name(proof), SourceSpan(f"{proof.edition}/{proof.path}")
    for what, words in proof.allowed.items():
        found = proof.added.get(what)
        if found is None:
            problem = f"The {name} should have its own {what}, and has none."
            yield Issue("PAR-006", span, problem)
        elif found != words:
            both = _both(*("; ".join(map(str.strip, said.split("\n"))) for said in (words, found)))
            problem = f"The {name} says something else in its {what}.\n{both}"
            yield Issue("PAR-002", span, problem)
    for what, words in proof.added.items():
        if what not in proof.allowed:
            problem = f"The {name} adds what no edition may add: {what} {_quoted(words)}."
            yield Issue("PAR-004", span, problem)


def _missing(proof: Proof, missing: list[Difference]) -> Iterator[Issue]:
    if not missing or not missing[0].source:
        return
    source, after = missing[0].source, missing[0].after
    problem = f"The {_name(proof)} leaves out {describe(source.unit)}"
    if more := len(missing) - 1:
        last = missing[-1].source
        to = f", to {describe(last.unit)}" if last else ""
        problem += f" and {more} more after it{to}"
    place = f"after {after.place}" if after else "at the beginning"
    yield Issue("PAR-001", _span(source), f"{problem}.", place=_place(proof, place))


def _issue(proof: Proof, difference: Difference) -> Issue:
    name, source, found = _name(proof), difference.source, difference.found
    if source is None and found is not None:
        span = found.span or SourceSpan(f"{proof.edition}/{proof.path}", found.line)
        problem = f"The {name} says what the publication does not: {describe(found.unit)}."
        return Issue("PAR-004", span, problem, place=f"({found.place})")
    if source is None or found is None:
        raise AssertionError(difference)
    where = _place(proof, found.place)
    if difference.outcome == "moved":
        after = difference.after
        due = f"after {after.place}" if after else "at the beginning"
        problem = f"In the {name}, {describe(source.unit)} is not in its place, which is {due}."
        return Issue("PAR-003", _span(source), problem, place=where)
    side = difference.aspect if difference.aspect != "links" else "words"
    said, there = getattr(source.unit, side), getattr(found.unit, side)
    if difference.aspect == "links" and said == there:
        said, there = source.unit.links, found.unit.links
    problem = f"The {name} has {describe(source.unit)} {ASPECTS[difference.aspect]}."
    both = f"{problem}\n{_both(_told(said), _told(there))}"
    return Issue("PAR-002", _span(source), both, place=where)


def describe(unit: Unit) -> str:
    """Return a unit in words: its kind, its number and how it begins."""
    kind = _KINDS.get(unit.kind, unit.kind)
    words = f" {_quoted(unit.words)}" if unit.words else ""
    return f"the {kind}{' ' if unit.number else ''}{unit.number}{words}"


def _quoted(words: str) -> str:
    return f"“{words[:SHOWN]}…”" if len(words) > SHOWN else f"“{words}”"


def _told(value: object) -> str:
    if isinstance(value, str):
        return value
    pairs = value if isinstance(value, tuple) else ()
    return "; ".join(f"{first}: {second}" for first, second in pairs)


def _both(said: str, there: str) -> str:
    """Return both, from a little before where they begin to differ."""
    pairs = zip(said, there, strict=False)
    alike = next((place for place, (one, other) in enumerate(pairs) if one != other), None)
    start = max(0, (min(len(said), len(there)) if alike is None else alike) - SHOWN // 3)
    dots = "…" if start else ""
    one, other = (_quoted(dots + words[start:]) if words else "nothing" for words in (said, there))
    return f"Publication: {one}\nEdition: {other}"


def _name(proof: Proof) -> str:
    return title_in_sentence(proof.edition)


def _place(proof: Proof, place: str) -> str:
    return f"({_name(proof)}: {proof.path}, {place})"


def _span(source: Found) -> SourceSpan:
    return source.span or SourceSpan(source.place)

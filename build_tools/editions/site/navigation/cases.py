"""All case studies on one page, to be found by place, partner and what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.editions.site.addresses import CASES
from build_tools.editions.site.navigation.subjects import Place, Subject, Subjects, Thing
from build_tools.editions.site.navigation.way import Way
from build_tools.publication.names import slug
from build_tools.publication.records import CaseStudyRecord, Partner

FEWEST = 2
"""Values that a facet needs: one alone tells nothing apart."""


@dataclass(frozen=True, slots=True)
class Case(Place):
    """A case study; `tokens` are what it is found by ("place-leeds"), `marks` its colours."""

    places: tuple[str, ...] = ()
    marked: tuple[Subject, ...] = ()
    tokens: frozenset[str] = frozenset()
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """Something to find case studies by, with those that have it."""

    token: str
    name: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to tell case studies apart: places, partners, a vocabulary."""

    id: str
    title: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """All of them, and the ways to tell them apart."""

    cases: tuple[Case, ...]
    facets: tuple[Facet, ...]


def pages(subjects: Subjects) -> Iterator[Way]:
    """Yield the page, if there is a case study."""
    things = [thing for thing in subjects.things if thing.kind == CASES]
    if things:
        cases = tuple(_case(subjects, thing) for thing in things)
        facets = tuple(_facets(subjects, cases))
        yield Way(CASES, "Case studies", "cases.html", Cases(cases, facets), script="cases")


def _case(subjects: Subjects, thing: Thing) -> Case:
    record = _record(thing)
    stages = subjects.axes[0] if subjects.axes else None
    tokens = {
        *(f"place-{slug(place)}" for place in record.places),
        *(f"partner-{partner}" for partner in record.partners),
        *(f"{name}-{entry}" for name, ids in record.touches.items() for entry in ids),
    }
    return Case(
        thing.title,
        thing.address,
        thing.line,
        thing.lang,
        places=record.places,
        marked=tuple(
            stage
            for stage in (stages.subjects if stages else ())
            if stages and thing.is_about(stages.name, stage.id)
        ),
        tokens=frozenset(tokens),
        illustrative=thing.illustrative,
    )


def _record(thing: Thing) -> CaseStudyRecord:
    record = thing.section.record if thing.section else None
    assert isinstance(record, CaseStudyRecord), "the folder's files have no other metadata"
    return record


def _facets(subjects: Subjects, cases: tuple[Case, ...]) -> Iterator[Facet]:
    records = [_record(thing) for thing in subjects.things if thing.kind == CASES]
    places = {f"place-{slug(place)}": place for record in records for place in record.places}
    named = [("place", "Place", dict(sorted(places.items(), key=lambda item: item[1])))]
    for vocabulary in map(subjects.vocabulary, _vocabularies(subjects)):
        entries = {f"{vocabulary.name}-{one.id}": one.title for one in vocabulary.subjects}
        named.append((vocabulary.name, vocabulary.title, entries))
    register = subjects.publication.registers.get("partners")
    partners = [one for one in register.entries if isinstance(one, Partner)] if register else []
    named.append(("partner", "Partner", {f"partner-{one.id}": one.name for one in partners}))
    for facet, title, names in named:
        values = tuple(
            Value(token, name, found)
            for token, name in names.items()
            if (found := tuple(case for case in cases if token in case.tokens))
        )
        if len(values) >= FEWEST:
            yield Facet(facet, title, values)


def _vocabularies(subjects: Subjects) -> tuple[str, ...]:
    """Return what the publication arranges itself by, or else all that case studies are about."""
    if subjects.axes:
        return tuple(vocabulary.name for vocabulary in subjects.axes)
    about = (thing.touches or {} for thing in subjects.things if thing.kind == CASES)
    return tuple(dict.fromkeys(name for touches in about for name in touches))

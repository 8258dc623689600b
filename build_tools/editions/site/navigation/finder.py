"""Find yourself: a short path through the publication for a stage, an interest and a role.

Each pair of stage and interest has a page of its own, with a path for each role. The page that
asks answers in place by showing a part of that page, so nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.editions.site.addresses import FINDER
from build_tools.editions.site.navigation.subjects import (
    Place,
    Subject,
    Subjects,
    Thing,
    Vocabulary,
)
from build_tools.editions.site.navigation.way import Way
from build_tools.publication import Section
from build_tools.publication.records import FinderRecord, Role
from build_tools.publication.words import kind_name

FEWEST, MOST = 5, 9
SHARES = {"commitments": 2, "measures": 1, "case-studies": 2, "toolkits": 1}
"""Kinds of things that a path leads to, and how many of each at most.

With the two sections and one that is written for the reader, these are `MOST`.
"""


@dataclass(frozen=True, slots=True)
class Step(Place):
    """A step of a path; `kind` are words for what it is."""

    kind: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """The steps for one role; `id` is the place of it on its page, `role` words for it."""

    id: str
    role: str
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """The page that asks: everything that can be chosen. Roles are (id, words)."""

    stages: Vocabulary
    interests: Vocabulary
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The page of a stage and an interest.

    `missing` are kinds of things of which the publication has some, and none about both.
    """

    stage: Subject
    interest: Subject
    asking: Asking
    paths: tuple[Path, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a section that is an entry of one vocabulary leads to: the other's entries.

    `mark` is the section's colour, or 0.
    """

    title: str
    places: tuple[Place, ...]
    mark: int


def narrowing(subjects: Subjects, section: Section) -> Narrowing | None:
    """Return where the finder leads from a section; None if it is an entry of neither."""
    if subjects.axes is None:
        return None
    stages, interests = subjects.axes
    for stage in stages.subjects:
        if stage.section and stage.section.id == section.id:
            places = (_place(stage, one, one) for one in interests.subjects)
            return Narrowing(interests.title, _asked(subjects, places), stage.mark)
    for interest in interests.subjects:
        if interest.section and interest.section.id == section.id:
            places = (_place(one, interest, one) for one in stages.subjects)
            return Narrowing(stages.title, _asked(subjects, places), mark=0)
    return None


def _place(stage: Subject, interest: Subject, named: Subject) -> Place:
    return Place(named.title, f"{address(stage, interest)}/", lang=named.lang)


def _asked(subjects: Subjects, places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(places) if subjects.publication.record.finder else ()


def address(stage: Subject, interest: Subject) -> str:
    """Return where the page of a stage and an interest is."""
    return f"{FINDER}/{stage.id}/{interest.id}"


def pages(subjects: Subjects) -> Iterator[Way]:
    """Yield the page that asks, and one for each stage and interest."""
    finder = subjects.publication.record.finder
    if finder is None or subjects.axes is None:
        return
    stages, interests = subjects.axes
    asking = Asking(stages, interests, named_roles(finder))
    yield Way(FINDER, "Find yourself", "find.html", asking, script="find")
    for stage in stages.subjects:
        for interest in interests.subjects:
            answer = Answer(
                stage,
                interest,
                asking,
                tuple(_path(subjects, stage, interest, role) for role in finder.roles),
                tuple(_missing(subjects, stage, interest)),
            )
            yield Way(
                address(stage, interest),
                f"{stage.title}: {interest.title}",
                "found.html",
                answer,
                named=False,
            )


def named_roles(finder: FinderRecord) -> tuple[tuple[str, str], ...]:
    """Return each role's place on the pages of answers, and words for it."""
    return tuple((_id(role), role_title(role)) for role in finder.roles)


def _id(role: Role) -> str:
    return f"as-{role.id}"


def role_title(role: Role) -> str:
    """Return a role as it begins a line: "A carer"."""
    return f"{role.name[:1].upper()}{role.name[1:]}"


def _path(subjects: Subjects, stage: Subject, interest: Subject, role: Role) -> Path:
    own = [thing for thing in subjects.things if not thing.kind and role.id in thing.readers][:1]
    near = _Near(subjects, stage, interest, role)
    sections = (
        _step(near.stages, subjects.at_heading(stage, role.headings)),
        _step(near.interests, subjects.at_heading(interest, role.headings)),
    )
    things = near.things(FEWEST - len(sections) - len(own))
    steps = (
        *sections,
        *(_step(thing.kind_title, thing, illustrative=thing.illustrative) for thing in things),
        *(_step("For you", subjects.at_heading(thing, role.headings)) for thing in own),
    )
    return Path(_id(role), role_title(role), f"As {role.name}", steps)


def _step(kind: str, place: Place, *, illustrative: bool = False) -> Step:
    return Step(
        place.title, place.address, place.line, place.lang, kind=kind, illustrative=illustrative
    )


class _Near:
    """What is about a stage and an interest, or about one of them, for readers of a role."""

    def __init__(self, subjects: Subjects, stage: Subject, interest: Subject, role: Role) -> None:
        assert subjects.axes
        stages, interests = subjects.axes
        self.stages, self.interests = stages.title, interests.title
        things = sorted(
            (thing for thing in subjects.things if not thing.readers or role.id in thing.readers),
            key=lambda thing: role.id not in thing.readers,
        )
        of_stage = [thing for thing in things if thing.is_about(stages.name, stage.id)]
        of_interest = [thing for thing in things if thing.is_about(interests.name, interest.id)]
        self.both = [thing for thing in of_interest if thing in of_stage]
        self.one = [thing for thing in (*of_interest, *of_stage) if thing not in self.both]

    def things(self, wanted: int) -> tuple[Thing, ...]:
        """Return what is about both; what is about one where that gives fewer than `wanted`.

        Few toolkits are about a stage of life, so one that is about the interest will do.
        """
        taken = {kind: self._first(self.both, kind, share) for kind, share in SHARES.items()}
        taken["toolkits"] = taken["toolkits"] or self._first(self.one, "toolkits", 1)
        for kind, share in SHARES.items():
            lacking = wanted - sum(map(len, taken.values()))
            more = self._first(self.one, kind, min(share - len(taken[kind]), max(lacking, 0)))
            taken[kind] += more
        return tuple(thing for kind in SHARES for thing in taken[kind])

    @staticmethod
    def _first(things: Iterable[Thing], kind: str, most: int) -> list[Thing]:
        return [thing for thing in things if thing.kind == kind][:most]


def _missing(subjects: Subjects, stage: Subject, interest: Subject) -> Iterator[str]:
    assert subjects.axes
    stages, interests = subjects.axes
    for kind in SHARES:
        things = [thing for thing in subjects.things if thing.kind == kind]
        if things and not any(
            thing.is_about(stages.name, stage.id) and thing.is_about(interests.name, interest.id)
            for thing in things
        ):
            yield kind_name(kind).lower()

"""The first page: what this is, ways in for people, what has happened since, every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.editions.site.addresses import CONTENTS, DOWNLOADS, HOME
from build_tools.editions.site.navigation.finder import named_roles
from build_tools.editions.site.navigation.subjects import Place, Subjects, Vocabulary
from build_tools.editions.site.navigation.way import Way
from build_tools.publication import Publication
from build_tools.publication.imprint import cover_words
from build_tools.publication.records import UpdateRecord

NEWS = 3
"""How many updates the first page shows."""


@dataclass(frozen=True, slots=True)
class News(Place):
    """An update and its date, in words and as ISO 8601."""

    day: str = ""
    iso: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """What the first page shows besides title, summary, contents and stamp.

    `doors` and `interests` are vocabularies, or None where the publication names none; `updates`
    counts all of them, and `all_updates` leads to their list. Roles are (id, words).
    """

    doors: Vocabulary | None
    interests: Vocabulary | None
    roles: tuple[tuple[str, str], ...]
    news: tuple[News, ...]
    updates: int
    all_updates: str
    formats: tuple[Place, ...]
    sections: int
    imprint: str


def pages(subjects: Subjects) -> Iterator[Way]:
    """Yield the first page."""
    publication = subjects.publication
    doors, interests = subjects.axes or (None, None)
    finder = publication.record.finder
    news = sorted(_news(subjects), key=lambda one: one.iso, reverse=True)
    yield Way(
        HOME,
        "Home",
        "home.html",
        Home(
            doors=doors if doors and doors.subjects else None,
            interests=interests if interests and interests.subjects else None,
            roles=named_roles(finder) if finder else (),
            news=tuple(news[:NEWS]),
            updates=len(news),
            all_updates=_all_updates(publication),
            formats=tuple(_formats(publication)),
            sections=len(publication.sections),
            imprint=cover_words(publication.record, "site"),
        ),
        named=False,
    )


def _news(subjects: Subjects) -> Iterator[News]:
    for thing in subjects.things:
        record = thing.section.record if thing.section else None
        if isinstance(record, UpdateRecord):
            yield News(
                thing.title,
                thing.address,
                thing.line,
                thing.lang,
                day=str(record.date),
                iso=record.date.iso,
            )


def _all_updates(publication: Publication) -> str:
    """Return where the contents list the part that has the updates."""
    for part in publication.parts:
        if any(section.kind == "update" for section in part.sections):
            return f"{CONTENTS}/#{part.id}"
    return ""


def _formats(publication: Publication) -> Iterator[Place]:
    """Yield every format but the one that is being read, with its place among the downloads."""
    for each in publication.production.formats:
        if each.name != "site":
            yield Place(each.title, f"{DOWNLOADS}/#{each.name}", each.use)

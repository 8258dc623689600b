"""The updates of a publication, as feeds and emails need them.

An address is absolute only where the site's own is known; without it, entries have none.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from build_tools.publication import Publication, Section
from build_tools.publication.blocks import Paragraph, content_of, plain, walk
from build_tools.publication.records import Commitment, UpdateRecord
from build_tools.publication.words import kind_name
from build_tools.rendering.targets import section_place


@dataclass(frozen=True, slots=True)
class Update:
    """An update; `name` is its URN, the same in every version; `reports_on` says commitments."""

    section: Section
    name: str
    title: str
    summary: str
    date: str
    day: datetime.date
    address: str
    reports_on: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it stands in the publication: "section 44"."""
        return section_place(self.section)


def updates_of(publication: Publication, address: str) -> tuple[Update, ...]:
    """Return all updates, newest first; `address` is the site's, or empty."""
    found = [
        _update(publication, section, section.record, address)
        for section in publication.sections
        if isinstance(section.record, UpdateRecord)
    ]
    return tuple(sorted(found, key=lambda update: update.day, reverse=True))


def urn(publication: Publication, path: str = "") -> str:
    """Return a name that is the same wherever and whenever the site is built (RFC 9562, 5.5)."""
    name = f"{publication.record.publisher}/{publication.name}/{path}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _update(
    publication: Publication, section: Section, record: UpdateRecord, address: str
) -> Update:
    date = record.date
    return Update(
        section=section,
        name=urn(publication, section.path),
        title=section.title,
        summary=section.summary or _first_words(section),
        date=str(date),
        day=datetime.date(date.year, date.month or 1, date.day or 1),
        address=f"{address.rstrip('/')}/{section.path}/" if address else "",
        reports_on=tuple(_commitments(publication, record)),
    )


def _first_words(section: Section) -> str:
    words = (plain(block.content) for block in section.blocks if isinstance(block, Paragraph))
    return next(words, section.title)


def _commitments(publication: Publication, record: UpdateRecord) -> list[str]:
    register = publication.registers.get("commitments")
    entries = register.entries if register else ()
    names = register.names if register else {}
    found = {entry.id: place for place, entry in enumerate(entries)}
    return [
        f"{names[name]} ({_state(publication, entry, found[name])})"
        for name in record.commitments
        if name in found and isinstance(entry := entries[found[name]], Commitment)
    ]


def _state(publication: Publication, entry: Commitment, place: int) -> str:
    """Return a commitment's status in words, with the reason for it, if one is given."""
    where = ("registers", "commitments", ("entries", place, "reason"))
    said = (plain(content_of(node)) for node in walk(publication.prose.get(where, ())))
    status, reason = kind_name(entry.status).lower(), " ".join(filter(None, said))
    return f"{status}: {reason}" if reason else status

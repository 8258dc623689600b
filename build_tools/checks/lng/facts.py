"""Numbers without grounds, and dates that have passed."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from build_tools.checks.lng.passages import Passage
from build_tools.checks.lng.terms import glossary_names, partner_names
from build_tools.issues import Issue, Severity
from build_tools.publication import Publication
from build_tools.publication.blocks import Link, NoteCall, Paragraph, inlines
from build_tools.publication.records import MONTHS, Commitment, PartialDate, UpdateRecord

_STATISTIC = re.compile(
    r"£?\d[\d,.]*\s?(?:%|per cent\b|percent\b|(?:million|billion|trillion)\b)"
    r"|£?\d{1,3}(?:,\d{3})+|£\d{4,}"
)
DATED = frozenset({"generated", "update"})
"""Kinds of sections that give source or date themselves."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def check_statistic(publication: Publication, passage: Passage) -> Iterator[Issue]:
    """LNG-008: a percentage or a large number says where it comes from, or of when it is.

    Code of Practice for Statistics, T3 (clarity); WCAG has no such rule. Sober: a note, a link, a
    year in the paragraph, or what the section rests on, is enough. An update has its date, and
    registers name their grounds.
    """
    section = passage.section
    if section is None or not isinstance(passage.node, Paragraph) or section.kind in DATED:
        return
    words = passage.words
    for name in (*partner_names(publication), *glossary_names(publication)):
        words = words.replace(name, "")
    found = _STATISTIC.search(words)
    has_basis = section.record is not None and section.record.basis is not None
    if not found or has_basis or _YEAR.search(words):
        return
    if not any(isinstance(inline, NoteCall | Link) for inline in inlines(passage.content)):
        problem = f"'{found[0]}' has no source and no date."
        remedy = "Add a footnote or a link to where it comes from, or the year that it is of."
        yield Issue("LNG-008", passage.span, problem, remedy)


def check_dates(publication: Publication, today: datetime.date) -> Iterator[Issue]:
    """LNG-009: what was due has been done, or the reader is told what became of it."""
    register = publication.registers.get("commitments")
    for index, entry in enumerate(register.entries if register else ()):
        if not isinstance(entry, Commitment) or entry.due is None:
            continue
        if entry.status in ("planned", "under-way") and _last_day(entry.due) < today:
            problem = f"'{entry.title}' was due {entry.due} and is still '{entry.status}'."
            remedy = "Set its status to done, changed or stopped, or give a new date and say why."
            place = publication.place("registers", "commitments", "entries", index, "due")
            yield Issue("LNG-009", place, problem, remedy)


def check_updates(publication: Publication, today: datetime.date | None) -> Iterator[Issue]:
    """LNG-011: an update tells what has happened; a final version tells nothing that has not.

    Without a day to compare with, the day of the version is all that is known.
    """
    record = publication.record
    severity = Severity.ERROR if today and record.status == "final" else Severity.WARNING
    known = f"it is {_day(today)}" if today else f"the version is of {_day(record.date)}"
    for section in publication.sections:
        update = section.record
        if isinstance(update, UpdateRecord) and update.date.first_day > (today or record.date):
            problem = f"'{section.title}' is an update of {update.date}, and {known}."
            remedy = (
                "Correct its date, or publish it when it has happened; "
                "'date:' in publication.yml is the day of the version."
            )
            place = publication.place("sections", section.id, "date")
            yield Issue("LNG-011", place, problem, remedy, severity)


def _day(date: datetime.date) -> str:
    return f"{date.day} {MONTHS[date.month]} {date.year}"


def _last_day(date: PartialDate) -> datetime.date:
    month = date.month or 12
    return datetime.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])

"""Numbers without grounds, and dates that have passed."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from build_tools.checks.language.passages import Passage
from build_tools.checks.language.terms import glossary_names, partner_names
from build_tools.issues import Issue, SourceSpan
from build_tools.publication import Publication
from build_tools.publication.blocks import Link, NoteCall, Paragraph, inlines
from build_tools.publication.records import Commitment, PartialDate

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
    for entry in register.entries if register else ():
        if not isinstance(entry, Commitment) or entry.due is None:
            continue
        if entry.status in ("planned", "under-way") and _last_day(entry.due) < today:
            problem = f"'{entry.title}' was due {entry.due} and is still '{entry.status}'."
            remedy = "Set its status to done, changed or stopped, or give a new date and say why."
            yield Issue("LNG-009", _place(publication, entry), problem, remedy)


def _last_day(date: PartialDate) -> datetime.date:
    month = date.month or 12
    return datetime.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])


def _place(publication: Publication, entry: Commitment) -> SourceSpan:
    nodes = (node for section in publication.sections for node in section.nodes())
    places = (node.span for node in nodes if node.id == entry.id)
    return next(places, publication.parts[0].span)

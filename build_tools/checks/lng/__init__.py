"""Plain English: words that more people understand, said once and with their grounds.

Only text in English is read; words in other languages, words in quotation marks and pull quotes
are other people's. What is found is a warning, or an error if `publication.yml` says
`language-rules: error`. Each rule's guideline stands beside it. A statistic without its source, and
an update of a day to come, weigh as much as the status of the version says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from build_tools.checks import Artefacts, Plan
from build_tools.checks.lng.facts import check_dates, check_statistic, check_updates
from build_tools.checks.lng.figures import check_figures
from build_tools.checks.lng.length import check_length
from build_tools.checks.lng.numbers import check_named_numbers
from build_tools.checks.lng.passages import passages
from build_tools.checks.lng.terms import Acronyms, Spellings
from build_tools.checks.lng.words import check_link_words, check_voice, check_when
from build_tools.issues import Issue, Severity
from build_tools.publication import Publication


class PlainEnglish:
    """LNG: the publication's own words are plain, defined, grounded and of their day."""

    code: ClassVar[str] = "LNG"
    subject: ClassVar[str] = "The language is plain"
    applies_to: ClassVar[frozenset[str]] = frozenset()
    plan: ClassVar[Plan] = "quick"

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Read the publication from its beginning to its end."""
        strict = publication.record.language_rules == "error"
        severity = Severity.ERROR if strict else Severity.WARNING
        for issue in _issues(publication, artefacts):
            yield replace(issue, severity=severity)
        yield from check_updates(publication, artefacts.today)


def _issues(publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
    acronyms, spellings = Acronyms.of(publication), Spellings.of(publication)
    for passage in passages(publication):
        yield from check_length(passage)
        yield from acronyms.check(passage)
        yield from spellings.check(passage)
        yield from check_voice(passage)
        yield from check_link_words(passage)
        yield from check_named_numbers(publication, passage)
        yield from check_when(passage)
        yield from check_statistic(publication, passage)
    yield from check_figures(publication)
    if artefacts.today:
        yield from check_dates(publication, artefacts.today)

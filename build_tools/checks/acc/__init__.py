"""The publication says how accessible it is, as a person declares it, and in which formats it is.

A public body has to publish a statement (the Public Sector Bodies (Websites and Mobile
Applications) (No. 2) Accessibility Regulations 2018, regulation 8); no program can make it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from build_tools.checks import Artefacts, Plan
from build_tools.issues import Issue, Severity
from build_tools.publication import Publication

SECTIONS = {"accessibility": "accessibility statement", "formats": "list of its formats"}
"""Words of the spine → what readers find there."""


class StatementIsDeclared:
    """ACC-001 to ACC-004: no declaration, no section, not assessed, review overdue."""

    code: ClassVar[str] = "ACC"
    subject: ClassVar[str] = "A person has declared how accessible the publication is"
    applies_to: ClassVar[frozenset[str]] = frozenset()
    plan: ClassVar[Plan] = "quick"

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Look at the declaration and at the sections that carry it."""
        record, declared = publication.record, publication.record.accessibility
        if artefacts.plan == "quick" and record.status != "final":
            return  # there is time until it is put before the public, for which a full check is due
        span = publication.place("publication", "", "status")
        found = {section.path for section in publication.sections if section.kind == "generated"}
        for word, meaning in SECTIONS.items():
            if word not in found:
                problem = f"The publication has no {meaning}."
                yield Issue("ACC-002", span, problem, f"Add '{word}' to the spine.")
        if declared is None:
            yield Issue(
                "ACC-001",
                span,
                "Nobody has declared how accessible the publication is.",
                "Add 'accessibility:'. Programs can test much; a person has to declare it.",
            )
            return
        if declared.compliance == "not-assessed" and record.status != "draft":
            yield Issue(
                "ACC-003",
                span,
                f"The status is '{record.status}', and nobody has assessed its accessibility.",
                "Have it assessed, and say the result in 'accessibility: compliance:'.",
            )
        if artefacts.today and declared.next_review < artefacts.today:
            yield Issue(
                "ACC-004",
                span,
                f"The statement was to be reviewed by {declared.next_review.isoformat()}.",
                "Review it, and give the day of the next review.",
                Severity.WARNING,
            )

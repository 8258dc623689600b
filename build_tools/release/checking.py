"""How a release is checked: how deep, on which day, and with what memory of former answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.checks import Artefacts, Plan, plan
from build_tools.editions import Artefact
from build_tools.issues import Issue, Report
from build_tools.release.manifest import EditionFacts
from build_tools.release.staging import Found
from build_tools.tools.cache import NO_CACHE, Cache


@dataclass(frozen=True, slots=True)
class Checking:
    """What a build, or a run of the checks, is asked to prove; the manifest names it.

    `today` is the day that dates are compared with: checks have no other clock.
    """

    plan: Plan = "quick"
    today: datetime.date | None = None
    cache: Cache = NO_CACHE

    def codes(self, made: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the checks of the source, then those of the editions made, if there are any."""
        editions = tuple(made)
        of_editions = plan(editions, self.plan) if editions else ()
        return (*plan((), self.plan), *of_editions)

    def artefacts(self, folder: Path, made: Mapping[str, Artefact]) -> Artefacts:
        """Return finished editions as a check is given them."""
        return Artefacts(folder, made, self.today, self.plan, self.cache)


QUICK = Checking()


@dataclass(frozen=True, slots=True)
class Checked:
    """What checks found.

    `ran` has the codes of those that came to their end, `counts` a row of numbers by edition,
    and `editions` what was looked at.
    """

    report: Report = field(default_factory=Report)
    ran: tuple[str, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    editions: Mapping[str, EditionFacts] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        found: Mapping[str, Found],
        warnings: Iterable[Issue] = (),
        editions: Mapping[str, EditionFacts] | None = None,
    ) -> Checked:
        """Put together what each check found, by its code, and what editions said."""
        report = Report()
        report.extend(warnings)
        counts: dict[str, Mapping[str, int]] = {}
        for check in found.values():
            report.extend(check.issues)
            counts |= check.counts
        return cls(report, tuple(sorted(found)), counts, editions or {})

"""What a run found: whatever form a report has, it is made of this alone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.checks import Plan
from build_tools.issues import Issue, Report, Severity

READING = "source"
"""The name of what is found where no check looks: in reading the source and in building."""


@dataclass(slots=True)
class Findings:
    """Filled as a run goes on, like a `Report`.

    `about` has the publication's title, version, status and digest once it was read; `editions`
    has pages, bytes and entry of each that was looked at. `planned` are the checks that had to
    run and `ran` those that came to their end. `missing` (what to install) and `faults`
    (tracebacks) are by the name of a check or an edition. `parity` has numbers by edition.
    """

    plan: Plan = "quick"
    today: datetime.date | None = None
    planned: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    editions: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    ran: tuple[str, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    parity: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def errors(self) -> list[Issue]:
        """The issues that stop a release."""
        return [issue for issue in self.report if issue.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Issue]:
        """The issues that do not."""
        return [issue for issue in self.report if issue.severity is Severity.WARNING]

    @property
    def not_run(self) -> tuple[str, ...]:
        """The checks that had to run and did not come to their end."""
        return tuple(code for code in self.planned if code not in self.ran)

    @property
    def failed(self) -> bool:
        """Whether anything is wrong, or was not looked at."""
        return bool(self.report.failed or self.missing or self.faults or self.not_run)

    def of(self, check: str) -> list[Issue]:
        """Return the issues of a check, or those of `READING`, in the order of their places."""
        return [issue for issue in self.report if self._check(issue) == check]

    def _check(self, issue: Issue) -> str:
        family = issue.code.partition("-")[0]
        return family if family in self.planned else READING

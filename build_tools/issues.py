"""How anything wrong is said: place, problem with the value, remedy, code.

Every stage collects all its issues in a `Report` and stops once, at its end.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """How bad an issue is; only an `ERROR` stops a release."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class SourceSpan:
    """A place in a file that a person can open.

    `path` is relative and has forward slashes. `line` and `column` count from 1;
    0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `path:line:column`, without the parts that are unknown."""
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong.

    `code` is stable ("META-004"). `problem` is a sentence that names the value;
    `remedy` says what to do. `place` is words for a spot in a finished file, where a
    line means nothing ("page 12").
    """

    code: str
    span: SourceSpan
    problem: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    place: str = ""

    def __str__(self) -> str:
        """Return the issue as a person reads it on a terminal."""
        where = f"{self.span} {self.place}".rstrip()
        lines = [f"{where}: {self.severity.value} {self.code}"]
        lines += [f"  {line}" for text in (self.problem, self.remedy) for line in text.splitlines()]
        return "\n".join(lines)


MOST_SHOWN = 12


def allowed_values(value: str, allowed: Iterable[str]) -> str:
    """Return the words "Allowed: …" and, where one is near, "Did you mean …?"."""
    choices = sorted(allowed)
    near = difflib.get_close_matches(value, choices, n=1)
    shown = choices if len(choices) <= MOST_SHOWN else choices[:MOST_SHOWN]
    more = f" and {len(choices) - len(shown)} more" if len(choices) > len(shown) else ""
    words = f"Allowed: {', '.join(shown)}{more}." if choices else "None are defined yet."
    return f"{words}\nDid you mean '{near[0]}'?" if near else words


@dataclass(slots=True)
class Report:
    """The issues of one stage, in the order of their places."""

    _issues: list[Issue] = field(default_factory=list)

    def add(self, issue: Issue) -> None:
        """Take one issue."""
        self._issues.append(issue)

    def extend(self, issues: Iterable[Issue]) -> None:
        """Take many issues."""
        self._issues.extend(issues)

    def __iter__(self) -> Iterator[Issue]:
        """Iterate in the order of file, line, column and code, each issue once."""
        unique = dict.fromkeys(self._issues)
        return iter(sorted(unique, key=lambda issue: (issue.span, issue.code, issue.problem)))

    def __len__(self) -> int:
        """Return how many different issues there are."""
        return len(set(self._issues))

    @property
    def failed(self) -> bool:
        """Whether any issue is an error."""
        return any(issue.severity is Severity.ERROR for issue in self._issues)


class IssuesFound(Exception):  # noqa: N818  (it is an answer, not a defect of ours)
    """A stage could not go on; `report` says why."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{len(report)} issues")
        self.report = report


class ProgramMissing(Exception):  # noqa: N818
    """A program or library outside Python is missing; the message says how to get it."""

"""How anything wrong is said: place, problem with the value, remedy, code.

Every stage collects all its issues in a `Report` and stops once, at its end.
"""

from __future__ import annotations

import difflib
import errno
import socket
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from build_tools.characters import legible


class TandemError(Exception):
    """Whatever is raised here on purpose: it answers a question, and is no defect of Tandem's.

    Each kind says of what: `Unreadable`, `ProgramMissing`, `IssuesFound` …
    """


class BadValue(TandemError, ValueError):
    """A value that can't be used: what is wrong, as the end of a sentence, and what to do.

    "has the port 'abc'", "Write a number from 1 to 65535, or no port."
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


BUILD_AGAIN = "Build again: tandem build."
"""The remedy for a finished file that is not as it was made, or not there."""


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

    def __post_init__(self) -> None:
        """Make all words safe to print, whatever content they quote."""
        for name in ("problem", "remedy", "place"):
            object.__setattr__(self, name, legible(getattr(self, name)))

    def __str__(self) -> str:
        """Return the issue as a person reads it on a terminal."""
        where = legible(f"{self.span} {self.place}".rstrip().replace("\n", " "))
        lines = [f"{where}: {self.severity.value} {self.code}"]
        lines += [f"  {line}" for text in (self.problem, self.remedy) for line in text.splitlines()]
        return "\n".join(lines)


MOST_SHOWN = 12


def allowed_values(value: str, allowed: Iterable[str] | Mapping[str, str]) -> str:
    """Return the words "Allowed: …" and, where one is near, "Did you mean …?".

    A mapping says what each value is called. Of many values, those that are nearest are shown.
    """
    choices = sorted(allowed)
    near = difflib.get_close_matches(value, choices, n=1)
    if len(choices) > MOST_SHOWN:
        likely = difflib.get_close_matches(value, choices, n=MOST_SHOWN, cutoff=0.3)
        choices = list(dict.fromkeys([*likely, *choices]))
    titles = allowed if isinstance(allowed, Mapping) else {}
    shown = [_titled(choice, titles.get(choice, "")) for choice in choices[:MOST_SHOWN]]
    more = f" and {len(choices) - len(shown)} more" if len(choices) > len(shown) else ""
    words = f"Allowed: {', '.join(shown)}{more}." if choices else "None are defined yet."
    return f"{words}\nDid you mean '{near[0]}'?" if near else words


def _titled(choice: str, title: str) -> str:
    is_told = not title or title.lower().replace(" ", "-") == choice
    return choice if is_told else f"{choice} ({title})"


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


class IssuesFound(TandemError):
    """A stage could not go on; `report` says why: it has an error, or this is a defect of ours."""

    def __init__(self, report: Report) -> None:
        if not report.failed:
            raise ValueError("Nothing is wrong, so nothing may stop for it.")
        super().__init__(f"{len(report)} issues")
        self.report = report


class ProgramMissing(TandemError):
    """A program or library outside Python is missing; the message says how to get it."""


_REFUSALS = {
    errno.ENOSPC: "Make room there, and do it again.",
    errno.EDQUOT: "Make room there, and do it again.",
    errno.EROFS: "Name a folder that can be written.",
    errno.EACCES: "Give yourself the right to use it, or name another place.",
    errno.EPERM: "Give yourself the right to use it, or name another place.",
    errno.EADDRINUSE: "End the other program, or name another --port.",
    errno.EADDRNOTAVAIL: "Name an address of this machine with --host.",
    socket.EAI_NONAME: "Name an address of this machine with --host.",
    errno.ENOTDIR: "Name a place below a folder.",
    errno.EISDIR: "Name a file, not a folder.",
    errno.ENAMETOOLONG: "Name a place with a shorter path.",
    errno.ELOOP: "Replace the symbolic links that lead to each other.",
    errno.EIO: "Look after the disk.",
    errno.EMFILE: "Let a process have more files open (ulimit -n).",
    errno.ENFILE: "End other programs: the system has too many files open.",
    errno.ENOMEM: "End other programs, or use a machine with more memory.",
    errno.EAGAIN: "Let a user have more processes (ulimit -u).",
}
"""What a system refuses, and no program can help → what a person can do."""


def refusal(fault: BaseException) -> str:
    """Return a line on what the system refused, if that is what a fault comes from; else ""."""
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in _REFUSALS:
            file = f": {cause.filename}" if cause.filename else ""
            return f"{cause.strerror}{file}. {_REFUSALS[cause.errno]}"
        if isinstance(cause, OSError) and "No usable temporary directory" in str(cause):
            return "There is no folder for temporary files. Set TMPDIR to one that can be written."
        if isinstance(cause, MemoryError):
            return f"There is not enough memory. {_REFUSALS[errno.ENOMEM]}"
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return ""

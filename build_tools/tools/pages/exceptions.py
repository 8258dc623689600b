"""What a tool may find: named, dated, explained, and needed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from build_tools.issues import Issue, IssuesFound, Report, SourceSpan

EXCEPTIONS = Path(__file__).with_name("exceptions.yml")


class NamedException(BaseModel):
    """A finding that is known, and why it is there all the same."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(pattern=r"^[A-Z0-9]{3}-\d{3}$")
    rule: str = Field(min_length=1)
    path: str = "*"
    place: str = "*"
    about: str = "*"
    where: str = ""
    since: datetime.date
    reason: str = Field(min_length=20)

    def covers(self, issue: Issue) -> bool:
        """Whether this is the finding that is meant."""
        return (
            issue.code == self.code
            and fnmatchcase(issue.problem, f"{self.rule}: {self.about}")
            and fnmatchcase(issue.span.path, self.path)
            and fnmatchcase(issue.place, self.place)
        )


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The exceptions of a file."""

    path: str
    entries: tuple[NamedException, ...]


def read_exceptions(path: Path = EXCEPTIONS) -> Exceptions:
    """Read a file of exceptions; raise `IssuesFound` when one is incomplete."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = TypeAdapter(tuple[NamedException, ...]).validate_python(raw)
    except (OSError, ValueError, yaml.YAMLError) as error:
        report = Report()
        words = _words(error) if isinstance(error, ValidationError) else str(error)
        remedy = "The file's first lines say what an exception has to name."
        report.add(Issue("EXC-001", SourceSpan(path.name), words, remedy))
        raise IssuesFound(report) from None
    return Exceptions(path.name, entries)


def _words(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def excuse(
    code: str, issues: Iterable[Issue], exceptions: Exceptions, markup: str
) -> Iterator[Issue]:
    """Leave out what is excused; an exception of this check that excused nothing is an issue.

    But one that is about markup which the whole site does not have (`where`) only waits.
    """
    ours = [entry for entry in exceptions.entries if entry.code.startswith(code)]
    needed = set()
    for issue in issues:
        covering = [entry for entry in ours if entry.covers(issue)]
        needed.update(covering)
        if not covering:
            yield issue
    for entry in ours:
        if entry not in needed and entry.where in markup:
            yield Issue(
                f"{code}-004",
                SourceSpan(exceptions.path),
                f"Nothing needs the exception of {entry.since} from {entry.rule} on {entry.path}.",
                "Take it out of the file.",
            )

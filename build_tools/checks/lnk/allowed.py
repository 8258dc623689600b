"""The addresses that may fail: each named, explained and for a time only."""

from __future__ import annotations

import datetime
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from build_tools.issues import Issue, IssuesFound, Report, SourceSpan


class Allowance(BaseModel):
    """An address that a machine is not let in to, or that is known to be broken for a while.

    - address: https://example.org/members
      reason: It asks every machine to log in; looked at by hand.
      until: 2027-06-30
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: str = Field(min_length=1)
    reason: str = Field(min_length=20)
    until: datetime.date


def read_allowances(path: Path | None) -> dict[str, Allowance]:
    """Read an allow-list; raise `IssuesFound` when it is not of this form."""
    if path is None:
        return {}
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        entries = TypeAdapter(list[Allowance]).validate_python(raw)
    except (OSError, ValueError, yaml.YAMLError) as error:
        report = Report()
        remedy = "Each entry has an address, a reason and until: the day on which it ends."
        report.add(Issue("EXT-007", SourceSpan(str(path)), f"It can't be read: {error}", remedy))
        raise IssuesFound(report) from None
    return {entry.address: entry for entry in entries}

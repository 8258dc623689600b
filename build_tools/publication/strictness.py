"""How bad it is that something is not finished: the one rule by which a version's status says so.

A draft may lack what its authors have yet to supply, and they are told. What is put before the
public, for consultation or for good, may not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from build_tools.issues import Issue, Severity
from build_tools.publication.records import PublicationRecord

UNFINISHED = frozenset({
    "LNG-008",  # a statistic has neither source nor date
    "MD-020",  # a table has no caption
    "PRN-030",  # a picture has too few pixels for print
})  # fmt: skip
"""What a draft may still lack."""


def judged(issues: Iterable[Issue], record: PublicationRecord) -> Iterator[Issue]:
    """Iterate over issues, each as bad as it is in a version of this status."""
    is_draft = record.status == "draft"
    for issue in issues:
        if issue.code not in UNFINISHED:
            yield issue
        elif is_draft and not (issue.code.startswith("LNG") and record.language_rules == "error"):
            yield replace(issue, severity=Severity.WARNING)
        else:
            yield replace(issue, severity=Severity.ERROR)

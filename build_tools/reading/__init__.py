"""`content/` → `Publication`: the one parse, with every fault of every file reported at once."""

from __future__ import annotations

from pathlib import Path

from build_tools.issues import IssuesFound, Report
from build_tools.publication import Publication
from build_tools.publication.production import Produce, preview
from build_tools.publication.strictness import judged
from build_tools.reading.assemble import assemble
from build_tools.reading.files import read_files


def read_with_report(
    content: Path, produce: Produce = preview
) -> tuple[Publication | None, Report]:
    """Read a content folder; return all issues, and the publication where none is an error.

    `produce` says what is made of it and how that is tested: two sections say so.
    """
    report = Report()
    files = read_files(content, report)
    publication = assemble(files, produce, report) if files else None
    if publication:
        report = Report(list(judged(report, publication.record)))
    return (None if report.failed else publication), report


def read(content: Path, produce: Produce = preview) -> Publication:
    """Read a content folder; raise `IssuesFound` with all that is wrong when there is any error."""
    publication, report = read_with_report(content, produce)
    if publication is None:
        raise IssuesFound(report)
    return publication

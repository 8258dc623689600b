"""The job ticket: what the print shop has to know, as one page of text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from textwrap import wrap

from build_tools.editions.print.settings import JobSettings
from build_tools.issues import Issue, Severity, SourceSpan
from build_tools.publication import Publication

_LINE = 88  # the digest fits
_WIDTH = 16


def binding_issues(job: JobSettings, pages: int) -> Iterator[Issue]:
    """Iterate over what the binding can't hold: PRN-032, a warning, for the shop may know more."""
    fewest, most = job.binding_pages
    if not fewest <= pages <= most:
        yield Issue(
            "PRN-032",
            SourceSpan("themes/print.yml"),
            f"{pages} pages don't go into '{job.binding}', which holds {fewest} to {most}.",
            "Choose another binding with the print shop.",
            severity=Severity.WARNING,
        )


Facts = Mapping[str, object]
"""The ticket's values by their names, in its order."""


def ticket_text(publication: Publication, facts: Facts) -> str:
    """Return the ticket as text: a name and a value a line."""
    lines = [f"Job ticket: {publication.title}", "=" * _LINE, ""]
    for name, value in facts.items():
        shown = [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
        label = name.replace("-", " ").capitalize()
        wrapped = [part for item in shown or ["none"] for part in wrap(item, _LINE - _WIDTH)]
        for at, line in enumerate(wrapped):
            lines.append(f"{label + ':' if at == 0 else '':<{_WIDTH}}{line}")
    return "\n".join(lines) + "\n"


def ticket_json(facts: Facts) -> str:
    """Return the ticket as JSON."""
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"

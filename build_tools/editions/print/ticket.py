"""The job ticket: what the print shop has to know, as one page of text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from build_tools.publication import Publication

_WIDTH = 22

Facts = Mapping[str, object]
"""The ticket's values by their names, in its order."""


def ticket_text(publication: Publication, facts: Facts) -> str:
    """Return the ticket as text: a name and a value a line."""
    lines = [f"Job ticket: {publication.title}", "=" * 72, ""]
    for name, value in facts.items():
        shown = [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
        label = name.replace("-", " ").capitalize()
        for at, item in enumerate(shown or ["none"]):
            lines.append(f"{label + ':' if at == 0 else '':<{_WIDTH}}{item}")
    return "\n".join(lines) + "\n"


def ticket_json(facts: Facts) -> str:
    """Return the ticket as JSON."""
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"

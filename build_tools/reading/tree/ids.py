"""Ids that editors give: `{#id}` at the end of a heading or a caption."""

from __future__ import annotations

import re

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Inline, Text
from build_tools.publication.records import is_id
from build_tools.reading.tree.places import Places

_ID = re.compile(r"\s*\{#([^}]*)\}$")


def take_id(
    content: tuple[Inline, ...], what: str, span: SourceSpan, places: Places
) -> tuple[tuple[Inline, ...], str]:
    """Return words without the id that ends them, and the id; `what` they are is for a message."""
    last = content[-1] if content else None
    found = _ID.search(last.text) if isinstance(last, Text) else None
    if not isinstance(last, Text) or found is None:
        return content, ""
    if not is_id(found[1]):
        places.fault(
            "MD-031",
            span,
            f"The {what}'s id is '{found[1]}'.",
            "Write lower-case words joined by hyphens.",
        )
    kept = last.text[: found.start()]
    return (*content[:-1], *((Text(kept),) if kept else ())), found[1]

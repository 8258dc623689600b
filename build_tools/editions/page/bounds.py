"""What is said of a file that has grown over its bound."""

from __future__ import annotations

from build_tools.editions.page.document import Page
from build_tools.editions.page.settings import Variant
from build_tools.issues import Issue, SourceSpan
from build_tools.publication import Publication

_SHOWN = 5


def too_large(publication: Publication, page: Page, variant: Variant, span: SourceSpan) -> Issue:
    """Return PGE-003, which says what is large, the largest first, and what may be left out."""
    name = f"{publication.name}{variant.suffix}.html"
    largest = sorted(page.weights.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]
    named = ", ".join(f"{what} {_bytes(size)}" for what, size in largest if size)
    choices = [
        f"say '{what}: no'"
        for what, is_in in (
            ("fonts", variant.fonts),
            ("pictures", variant.pictures),
            ("charts", page.charts),
        )
        if is_in
    ]
    return Issue(
        "PGE-003",
        span,
        f"{name} would have {_bytes(page.size)} and may have {_bytes(variant.most_bytes)}.\n"
        f"The largest in it: {named}.",
        f"For this file, {', or '.join([*choices, 'allow more'])}.",
    )


def _bytes(size: int) -> str:
    return f"{size:,} bytes"

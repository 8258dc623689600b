"""What is said of a file that has grown over its bound."""

from __future__ import annotations

from build_tools.editions.page.document import Page
from build_tools.editions.page.settings import Variant
from build_tools.issues import Issue, Severity, SourceSpan
from build_tools.publication import Publication

_SHOWN = 5
_KINDS = frozenset({"fonts", "words", "charts"})


def too_large(publication: Publication, page: Page, variant: Variant, span: SourceSpan) -> Issue:
    """Return PGE-003, a warning: what is large in a file, the largest first, and what can be done.

    A long document is no fault, so nothing stops: the file is larger than it should be, or is not
    made.
    """
    name = f"{publication.name}{variant.suffix}.html"
    largest = sorted(page.weights.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]
    named = ", ".join(f"{what} {_bytes(size)}" for what, size in largest if size)
    pictures = [what for what, _ in largest if what not in _KINDS]
    choices = [f"save {pictures[0]} with fewer pixels or shapes"] if pictures else []
    choices += ["say 'fonts: no' for this file"] if variant.fonts else []
    advice = ", or ".join([*choices, "allow more here"])
    done = "It is not made." if variant.if_larger == "leave-out" else "It is made all the same."
    return Issue(
        "PGE-003",
        span,
        f"{name} would have {_bytes(page.size)}; {_bytes(variant.most_bytes)} are its bound. "
        f"{done}\n"
        f"The largest in it: {named}.",
        f"Nothing has to be done. To make it lighter, {advice}.",
        Severity.WARNING,
    )


def _bytes(size: int) -> str:
    return f"{size:,} bytes"

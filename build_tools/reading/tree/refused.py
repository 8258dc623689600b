"""What Markdown has, or would let get lost, and the dialect refuses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.issues import SourceSpan
from build_tools.reading.tree.places import Places


def refuse_fences(places: Places) -> None:
    """Report fenced code, which Python-Markdown would take for code inside a sentence."""
    source = places.source
    for number, line in enumerate(source.lines, start=source.first):
        if re.match(r"\s*(?:```|~~~)", line):
            places.fault(
                "MD-015",
                source.file.span(number, 1),
                "A code block, fenced with three marks.",
                "Code blocks are not in the dialect: write a paragraph, or `a few` as code.",
            )
            return


def refuse_indented_code(span: SourceSpan, places: Places) -> None:
    """Report code that an indent makes."""
    places.fault(
        "MD-015",
        span,
        "A code block, made by an indent of four spaces or more.",
        "Code blocks are not in the dialect: take the spaces away.",
    )


def refuse_rule(places: Places) -> None:
    """Report a ruled line; it has no words, so it is looked for."""
    span = places.source.find_line(r"\s{0,3}([-*_]\s*){3,}")
    places.fault("MD-016", span, "A ruled line is not in the dialect.", "Use a heading.")


def refuse_loss(lost: Sequence[tuple[str, SourceSpan]], places: Places) -> None:
    """Report words of the source that no edition would have; one issue a line."""
    lines: dict[int, tuple[str, SourceSpan]] = {}
    for word, span in lost:
        lines.setdefault(span.line, (word, span))
    for word, span in lines.values():
        places.fault(
            "MD-060",
            span,
            f"The word '{word}' would get lost: Markdown does not show it.",
            "Look for a table row with too many cells, a title in a link, or a stray mark.",
        )

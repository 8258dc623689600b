"""The line of the source that an issue is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.issues import SourceSpan

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of one line; `caret` is the place in it, or -1 where none is known."""

    text: str
    caret: int


def excerpt(span: SourceSpan) -> Excerpt | None:
    """Return a window of a span's line, or None if the line is unknown or can't be read."""
    if not span.line:
        return None
    try:
        line = Path(span.path).read_text(encoding="utf-8-sig").splitlines()[span.line - 1]
    except (OSError, ValueError, IndexError):
        return None  # the issue may be that the file is unreadable
    if not line.strip():
        return None
    start = max(0, span.column - WIDTH // 2) if len(line) > WIDTH else 0
    shown = "".join(char if char.isprintable() else " " for char in line[start : start + WIDTH])
    return Excerpt(shown.rstrip(), span.column - 1 - start if span.column else -1)

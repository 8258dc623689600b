"""What a rule of large print finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault; `page` counts from 0, None is the file as a whole."""

    code: str
    problem: str
    page: int | None = None


def shown(words: str, most: int = 60) -> str:
    """Return the beginning of words, for a message."""
    return words if len(words) <= most else f"{words[:most].rstrip()} …"

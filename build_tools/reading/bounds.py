"""Bounds on texts: far above what people write, and low enough that reading stays quick."""

from __future__ import annotations

DEEPEST = 6
"""Lists, quotations and callouts inside each other: what every edition can carry."""

NESTING_PARSED = 24
"""Levels of tokens that are parsed: more than `DEEPEST` needs, so that it is seen to be passed."""

MOST_CHARACTERS = 20_000
MOST_OPEN_BRACKETS = 12


def leaf_bound(words: str) -> str:
    """Return what the words of one paragraph, heading or cell have too much of, or ""."""
    if len(words) > MOST_CHARACTERS:
        return f"{len(words):,} characters; at most {MOST_CHARACTERS:,} are read"
    opened = most = 0
    for character in words:
        if character == "[":
            opened += 1
            most = max(most, opened)
        elif character == "]" and opened:
            opened -= 1
    if most > MOST_OPEN_BRACKETS:
        return f"{most} square brackets inside each other; at most {MOST_OPEN_BRACKETS} are read"
    return ""

"""Bounds on texts: far above what people write, and low enough that reading stays quick."""

from __future__ import annotations

import re

DEEPEST = 6
"""Lists, quotations and callouts inside each other: what every edition can carry."""

NESTING_PARSED = 24
"""Levels of tokens that are parsed: more than `DEEPEST` needs, so that it is seen to be passed."""

MOST_LINES = 20_000
MOST_MARKS_IN_TEXT = 50_000
MOST_BARS_IN_LINE = 100
MOST_IN_LEAF = 10_000
MOST_MARKS_IN_LEAF = 1_000
MOST_OPEN_BRACKETS = 12

_MARK = re.compile(r"[*_\[~`<\\]")


def text_bound(text: str) -> str:
    """Return what a whole text has too much of, or ""."""
    if (lines := text.count("\n")) > MOST_LINES:
        return f"{lines:,} lines; at most {MOST_LINES:,} are read"
    bars = max(line.count("|") for line in text.split("\n"))
    if bars > MOST_BARS_IN_LINE:
        return f"{bars:,} upright bars in a line; at most {MOST_BARS_IN_LINE} are read"
    if len(text) > MOST_MARKS_IN_TEXT and (marks := len(_MARK.findall(text))) > MOST_MARKS_IN_TEXT:
        return f"{marks:,} stars, brackets and other marks; at most {MOST_MARKS_IN_TEXT:,} are read"
    return ""


def leaf_bound(words: str) -> str:
    """Return what the words of one paragraph, heading or cell have too much of, or ""."""
    if len(words) > MOST_IN_LEAF:
        return f"{len(words):,} characters; at most {MOST_IN_LEAF:,} are read"
    if (
        len(words) > MOST_MARKS_IN_LEAF
        and (marks := len(_MARK.findall(words))) > MOST_MARKS_IN_LEAF
    ):
        return f"{marks:,} stars, brackets and other marks; at most {MOST_MARKS_IN_LEAF:,} are read"
    opened = most = 0
    for bracket in re.finditer(r"[\[\]]", words):
        opened = max(0, opened + (1 if bracket[0] == "[" else -1))
        most = max(most, opened)
    if most > MOST_OPEN_BRACKETS:
        return f"{most} square brackets inside each other; at most {MOST_OPEN_BRACKETS} are read"
    return ""

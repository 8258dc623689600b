"""Characters in the content that nobody sees.

Joiners stay where a script needs them (Persian, Urdu, the scripts of India) and inside emoji; so
do the letters of a flag. Everything else that has no shape is refused by its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.characters import CONTROLS, UNSEEN, character_name
from build_tools.issues import Issue, SourceSpan

_JOINERS = "\u200c\u200d"
_SCRIPTS = (
    "\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u18af\ua840-\uabff\ufb50-\ufdff\ufe70-\ufefc"
)
_PICTURES = "\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff"
_NEEDED = re.compile(
    rf"(?<=[{_SCRIPTS}])[{_JOINERS}]"
    rf"|(?<=[{_PICTURES}])\u200d(?=[{_PICTURES}])"
    "|(?<=\U0001f3f4)[\U000e0020-\U000e007e]+\U000e007f"
)
NOT_TEXT = re.compile(f"[{CONTROLS}\ufffd]")
"""Characters that no edition can hold, and the one that stands for a lost character."""

_HIDDEN = re.compile(f"[{UNSEEN}]")


def hidden_characters(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character of `text` that nobody sees and nothing needs, with its place."""
    if text.isascii():
        return
    needed = {place for found in _NEEDED.finditer(text) for place in range(*found.span())}
    for found in _HIDDEN.finditer(text):
        if found.start() not in needed:
            yield found.start(), found[0]


def refuse_hidden(text: str, path: str) -> Iterator[Issue]:
    """Yield an issue for each hidden character of a file, at its first place."""
    found = list(hidden_characters(text))
    counts = Counter(character for _, character in found)
    for place, character in found:
        count = counts.pop(character, 0)
        if count:
            line = text.count("\n", 0, place) + 1
            span = SourceSpan(path, line, place - text.rfind("\n", 0, place))
            yield hidden_issue(character, span, count)


def hidden_issue(character: str, span: SourceSpan, count: int = 1) -> Issue:
    """Return the issue of a character that nobody sees and that stands somewhere `count` times."""
    more = "" if count == 1 else f" It stands in this file {count:,} times."
    return Issue(
        "FILE-014",
        span,
        f"There is a character that nobody sees: {character_name(character)}.{more}",
        "Delete it: with the cursor behind it, one press of the backspace key, or type the word "
        "again.",
    )


def not_text(character: str, span: SourceSpan) -> Issue:
    """Return the issue of a character that `NOT_TEXT` finds."""
    return Issue(
        "FILE-006", span, f"The character {character_name(character)} is not text.", "Delete it."
    )

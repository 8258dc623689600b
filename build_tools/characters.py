"""Characters that nobody sees: what pasting leaves behind, and what would forge a message."""

from __future__ import annotations

import re
import unicodedata

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\u2028\u2029"
"""Characters that no edition can hold, as a part of a pattern's set."""

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
)
"""Characters that are drawn as nothing: formatting, fillers, tags, and what is no character."""

_UNREADABLE = re.compile(f"[{CONTROLS}{UNSEEN}\ud800-\udfff]")
_DATA = re.compile(r"(data:[\w/+.-]*)[;,][^\s'\"<>]{40,}")
_COMMAND = re.compile(r"(?m)^([ \t]*):(?=:)|##(?=\[)")
_LONGEST = 2_000


def character_name(character: str) -> str:
    """Return what to call a character in a message: "U+00AD, soft hyphen"."""
    name = unicodedata.name(character, "no character").lower()
    return f"U+{ord(character):04X}, {name}"


def legible(text: str) -> str:
    """Return text that is safe to print: what nobody sees is named, and its length is bounded.

    No line is a command to the program that shows it, as `::error::` is on GitHub.
    """
    text = _DATA.sub(r"\1…", text.replace("\t", " "))
    text = _UNREADABLE.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
    text = _COMMAND.sub(lambda found: f"{found[0]} ", text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

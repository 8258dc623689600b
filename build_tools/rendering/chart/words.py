"""How wide words are, and where to break them, without knowing the typeface.

An SVG may be shown in a typeface that is not ours, so widths are estimated, a little too wide
rather than too narrow.
"""

from __future__ import annotations

TEXT = 16
"""Size of labels and values."""

SMALL = 14
"""Size of the axis' values."""

LINE = 20
"""From one line of labels to the next."""

_NARROW = frozenset("iljtfr.,:;'’‘|!()[] ·-")
_WIDE = frozenset("mwMW@—%")
_EM = {"narrow": 0.37, "wide": 0.93, "capital": 0.7, "digit": 0.65, "other": 0.58}


def measure(words: str, size: float = TEXT) -> float:
    """Return how wide words are at most, in the drawing's units."""
    return size * sum(_EM[_shape(char)] for char in words)


def _shape(char: str) -> str:
    if char in _NARROW:
        return "narrow"
    if char in _WIDE or ord(char) > 0x2E80:  # noqa: PLR2004  (CJK letters are an em wide)
        return "wide"
    if char.isdigit():
        return "digit"
    return "capital" if char.isupper() else "other"


def wrap(words: str, width: float, size: float = TEXT) -> list[str]:
    """Return words in lines no wider than `width`; a longer word has a line of its own."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines

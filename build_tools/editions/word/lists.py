"""Lists as Word numbers them: an instance for each list that counts."""

from __future__ import annotations

from build_tools.editions.word.xml import Element, w

BULLETS = 1
"""The instance that all lists with bullets have; it is in `themes/word/numbering.xml`."""

_NUMBERS = 1
"""The abstract list with numbers there."""

DEEPEST = 8


class Numbering:
    """The part with all lists; `root` comes from the theme."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._last = BULLETS

    def counting(self, start: int, depth: int) -> int:
        """Add a list at a depth that counts from `start`; return its number."""
        self._last += 1
        override = w("lvlOverride", w("startOverride", val=start), ilvl=min(depth, DEEPEST))
        self.root.append(w("num", w("abstractNumId", val=_NUMBERS), override, numId=self._last))
        return self._last

"""Colours that mean one thing each, with the pattern that says the same, as CSS.

`mark-3` gives an element `--mark`, the third category's colour, and a pattern to lay over it.
"""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.rendering.brand import Brand, Pattern

_LINE, _GAP = "0.22rem", "0.9rem"
_TILE = f"{_GAP} {_GAP}"


def _stripes(direction: str) -> str:
    return (
        f"repeating-linear-gradient({direction},var(--line) 0 {_LINE},transparent {_LINE} {_GAP})"
    )


PATTERNS: Mapping[Pattern, str] = {
    "solid": "none",
    "diagonal": _stripes("45deg"),
    "dots": f"radial-gradient(circle,var(--line) {_LINE},transparent calc({_LINE} + 1px))",
    "horizontal": _stripes("0deg"),
    "crossed": f"{_stripes('45deg')},{_stripes('-45deg')}",
    "vertical": _stripes("90deg"),
}
"""Pattern → a background image; `--line` is the colour of what is drawn."""


def marks(brand: Brand) -> str:
    """Return the rules of `mark-1`, `mark-2` and so on; they draw nothing by themselves."""
    return "".join(
        f".mark-{number}{{--mark:var(--category-{number});"
        f"--pattern:{PATTERNS[category.pattern]};"
        f"--pattern-size:{_TILE if category.pattern == 'dots' else 'auto'}}}\n"
        for number, category in enumerate(brand.categories, start=1)
    )

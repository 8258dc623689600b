"""The typefaces of the paged editions: ours only, never those of the machine."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from build_tools.rendering.brand import Type
from build_tools.rendering.paged.environment import environment
from build_tools.rendering.paged.private import FontConfiguration
from build_tools.rendering.paged.tables import Measure
from build_tools.rendering.supplements import supplements_for

TEXT, DISPLAY, MORE = "Text", "Display", "More"
"""The families' names in style sheets: for reading, for titles, and for letters (Greek,
Cyrillic …) that the brand's text face lacks."""

BOLD = 600
"""The weight from which on a face is bold."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font as style sheets name it; a variable one has no weight of its own."""

    family: str
    name: str
    weight: int
    italic: bool
    data: bytes


def font_files(brand: Type, letters: Iterable[int] = ()) -> tuple[FontFile, ...]:
    """Return the faces of a brand's type, and those for the letters (code points) that it lacks."""
    own = [
        _font_file(family, path)
        for family, face in ((TEXT, brand.text), (DISPLAY, brand.display))
        for path in face.files
    ]
    lacking = frozenset(letters) - characters(own)
    more = [
        _font_file(_family(place), path)
        for place, one in enumerate(supplements_for(lacking))
        for path in one.files
    ]
    return (*own, *more)


def _family(place: int) -> str:
    """Return the name of a supplement: WeasyPrint takes two faces of one name for the same.

    Style sheets name the first. The others are found all the same: there are no fonts but ours.
    """
    return f"{MORE}{place}" if place else MORE


@cache
def _font_file(family: str, path: Path) -> FontFile:
    data = path.read_bytes()
    with TTFont(io.BytesIO(data), lazy=True) as font:
        weight = 0 if "fvar" in font else font["OS/2"].usWeightClass
        return FontFile(family, f"font/{path.name}", weight, bool(font["head"].macStyle & 2), data)


@cache
def code_points(font: FontFile) -> frozenset[int]:
    """Return what a font can set."""
    with TTFont(io.BytesIO(font.data), lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def measured(fonts: tuple[FontFile, ...]) -> Measure:
    """Return what tells how wide words are in running text.

    Kerning, and how letters of a variable font grow with its weight, are left out. Figures are as
    wide as in columns, where all have one width.
    """
    upright = [font for font in fonts if font.family != DISPLAY and not font.italic]
    bold = [font for font in upright if font.weight >= BOLD]
    # Where several have a letter, the first in the list gives its width.
    plain_widths, bold_widths = _advances(upright), _advances([*bold, *upright])

    def measure(words: str, is_bold: bool) -> float:
        widths = bold_widths if is_bold else plain_widths
        return sum(widths.get(ord(letter), 1.0) for letter in words)

    return measure


def _advances(fonts: list[FontFile]) -> dict[int, float]:
    found: dict[int, float] = {}
    for font in reversed(fonts):
        found |= _advances_of(font)
    digits = [ord(digit) for digit in "0123456789"]
    return found | dict.fromkeys(digits, max(found.get(digit, 0) for digit in digits))


@cache
def _advances_of(font: FontFile) -> dict[int, float]:
    with TTFont(io.BytesIO(font.data), lazy=True) as opened:
        widths, em = opened["hmtx"], opened["head"].unitsPerEm
        return {code: widths[name][0] / em for code, name in opened.getBestCmap().items()}


def characters(fonts: Iterable[FontFile]) -> frozenset[int]:
    """Return the code points that the fonts can set between them in running text."""
    return frozenset().union(*(code_points(font) for font in fonts if font.family != DISPLAY))


def font_css(fonts: tuple[FontFile, ...]) -> str:
    """Return `@font-face` rules, and `--display-axes` for `font-variation-settings`."""
    rules = "".join(map(_rule, fonts))
    sizes = {size for font in fonts if font.family == DISPLAY for size in _optical_sizes(font)}
    axes = f'"opsz" {max(sizes):g}' if sizes else "normal"
    return f"{rules}:root {{ --display-axes: {axes} }}\n"


def _rule(font: FontFile) -> str:
    weight = f" font-weight: {font.weight};" if font.weight else ""
    style = "italic" if font.italic else "normal"
    return (
        f"@font-face {{ font-family: {font.family};{weight} font-style: {style};"
        f' src: url("tandem:{font.name}") }}\n'
    )


@cache
def _optical_sizes(font: FontFile) -> tuple[float, ...]:
    """Return the largest optical size of a variable font, if it has one.

    It must be said: WeasyPrint would set text at one size and draw its letters at another.
    """
    with TTFont(io.BytesIO(font.data), lazy=True) as opened:
        axes = opened["fvar"].axes if "fvar" in opened else ()
        return tuple(axis.maxValue for axis in axes if axis.axisTag == "opsz")


def own_fonts_only() -> FontConfiguration:
    """Return a font configuration that knows no font of this machine."""
    with tempfile.TemporaryDirectory(prefix="tandem-fonts-") as folder:
        config = Path(folder) / "fonts.conf"
        config.write_text(f"<fontconfig><cachedir>{folder}</cachedir></fontconfig>")
        with environment("FONTCONFIG_FILE", str(config)):
            return FontConfiguration()

"""The typefaces of the paged editions: ours only, never those of the machine.

Every face is one static font file. A variable font is cut to the letters and weights that are
used, always to the same bytes.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from build_tools.writing.brand import Face, Type
from build_tools.writing.paged.private import FontConfiguration

TEXT, DISPLAY, MORE = "Text", "Display", "More"
"""The families' names in style sheets: for reading, for titles, and for letters (Greek,
Cyrillic …) that the brand's text face lacks."""

TEXT_WEIGHTS, DISPLAY_WEIGHTS = (400, 700), (600, 800)
BOLD = 600

FALLBACK = Face(family="Source Sans 3", package="fontpkg-source-sans-3")


@dataclass(frozen=True, slots=True)
class FontFile:
    """A static font as style sheets name it."""

    family: str
    weight: int
    italic: bool
    data: bytes

    @property
    def name(self) -> str:
        """The name under which a style sheet loads it."""
        return f"{self.family}-{self.weight}{'i' if self.italic else ''}.ttf".lower()


def font_files(brand: Type, letters: frozenset[str]) -> tuple[FontFile, ...]:
    """Return the faces that set `letters` in a brand's type."""
    found = (
        *_cut(TEXT, brand.text.files, TEXT_WEIGHTS, letters),
        *_cut(DISPLAY, brand.display.files, DISPLAY_WEIGHTS, letters),
    )
    if lacking := {letter for letter in letters if ord(letter) not in characters(found)}:
        found += _cut(MORE, FALLBACK.files, TEXT_WEIGHTS, frozenset(lacking))
    return found


def characters(fonts: Iterable[FontFile]) -> frozenset[int]:
    """Return the code points that the fonts can set between them in running text."""
    return frozenset().union(*(_code_points(font.data) for font in fonts if font.family != DISPLAY))


def font_face_css(fonts: Iterable[FontFile]) -> str:
    """Return the `@font-face` rules of the fonts."""
    return "".join(
        f"@font-face {{ font-family: {font.family}; font-weight: {font.weight};"
        f" font-style: {'italic' if font.italic else 'normal'}; src: url(tandem:{font.name}) }}\n"
        for font in fonts
    )


@cache
def _cut(
    family: str, paths: tuple[Path, ...], weights: tuple[int, ...], letters: frozenset[str]
) -> tuple[FontFile, ...]:
    found = {}
    for path in paths:
        data = path.read_bytes()
        with TTFont(io.BytesIO(data)) as font:
            italic = bool(font["head"].macStyle & 2)
            if "fvar" in font:
                for weight in weights:
                    found[weight, italic] = _instance(data, weight, letters)
            else:
                bold = font["OS/2"].usWeightClass >= BOLD
                found[weights[bold], italic] = data
    return tuple(FontFile(family, *key, data) for key, data in sorted(found.items()))


def _instance(data: bytes, weight: int, letters: frozenset[str]) -> bytes:
    """Return a static font of a variable one; its letters first, or it takes many seconds."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True))
    subsetter.populate(text="".join(letters))
    subsetter.subset(font)
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    # A face with optical sizes is one for titles: take the largest.
    largest = {axis.axisTag: axis.maxValue for axis in font["fvar"].axes if axis.axisTag == "opsz"}
    made = io.BytesIO()
    instantiateVariableFont(font, {**axes, **largest, "wght": weight}, inplace=True)
    font.save(made)
    return made.getvalue()


@cache
def _code_points(data: bytes) -> frozenset[int]:
    with TTFont(io.BytesIO(data), lazy=True) as font:
        return frozenset(font.getBestCmap())


def own_fonts_only() -> FontConfiguration:
    """Return a font configuration that knows no font of this machine."""
    with tempfile.TemporaryDirectory(prefix="tandem-fonts-") as folder:
        config = Path(folder) / "fonts.conf"
        config.write_text(f"<fontconfig><cachedir>{folder}</cachedir></fontconfig>")
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(config)
        try:
            return FontConfiguration()
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before

"""Typefaces for the web: cut to the characters in use, as WOFF2, always to the same bytes.

The paged editions cut theirs in `paged/fonts.py`: a PDF subsets by itself.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from build_tools.rendering.brand import Type
from build_tools.rendering.supplements import code_points, supplements_for

TEXT, DISPLAY, MORE = "Text", "Display", "More"
"""The families' names in style sheets: for reading, for titles, and for letters (ŵ, Greek …)
that the face for reading lacks."""

_AXES = {"opsz": 36, "wdth": 100}
"""Where a variable font's other axes are held, if not at their defaults."""
_WEIGHTS = {TEXT: (400, 700), DISPLAY: (700, 700), MORE: (400, 700)}
"""The least and the greatest weight that stays in a variable font."""
SLANTED = 2
"""The bit of `macStyle` for italic letters (OpenType, `head`)."""
_FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum"]


Display = Literal["optional", "block"]
"""What a browser does while a font is on its way (CSS Fonts 4, 11.2)."""


@dataclass(frozen=True, slots=True)
class WebFont:
    """A font file and how style sheets name it; `weight` may be a range: "400 700"."""

    family: str
    weight: str
    italic: bool
    data: bytes
    codes: frozenset[int]
    """The code points that it has."""
    script: str = ""
    """The script that a supplement is for, where there is more than one."""

    @property
    def name(self) -> str:
        """The file's name."""
        weight = self.weight.replace(" ", "-")
        script = f"-{self.script}" if self.script else ""
        return f"{self.family}{script}-{weight}{'-italic' if self.italic else ''}.woff2".lower()

    def rule(self, url: str, display: Display = "optional") -> str:
        """Return the `@font-face` rule, so that a page loads only what it has letters of.

        A font that is late is left for the next page: words never move under a reader's eyes.
        One that lies in the page itself is never late: `display` is "block".
        """
        covered = ",".join(f"U+{code:X}" for code in sorted(self.codes))
        only = f"unicode-range:{covered};" if self.family == MORE else ""
        # A browser takes letters from those faces of a family alone that have one weight and style:
        # a supplement is there for both styles, and for all weights.
        own = "italic" if self.italic else "normal"
        return "".join(
            f'@font-face{{font-family:"{self.family}";font-weight:{self.weight};'
            f"font-style:{style};font-display:{display};"
            f'{only}src:url("{url}")format("woff2")}}\n'
            for style in (("normal", "italic") if self.script else (own,))
        )


def web_fonts(chosen: Type, characters: frozenset[str]) -> tuple[WebFont, ...]:
    """Return a brand's faces with these characters, and a supplement with those it lacks."""
    codes = frozenset(map(ord, characters))
    covered = frozenset[int]().union(*(code_points(path) for path in chosen.text.files))
    return (
        *_cut_all(TEXT, chosen.text.files, codes),
        *_cut_all(DISPLAY, chosen.display.files, codes),
        *_cut_supplements(codes - covered),
    )


def font_faces(
    fonts: tuple[WebFont, ...], url: Callable[[WebFont], str], display: Display = "optional"
) -> str:
    """Return the `@font-face` rules; `url` says where each file is."""
    return "".join(font.rule(url(font), display) for font in fonts)


def _cut_supplements(codes: frozenset[int]) -> Iterator[WebFont]:
    """Yield a font of each family that has letters which none before it has."""
    for supplement in supplements_for(codes):
        for font in _cut_all(MORE, supplement.files, codes):
            yield replace(font, script=supplement.script, weight="400 700")
        codes -= frozenset[int]().union(*map(code_points, supplement.files))


def _cut_all(family: str, files: Iterable[Path], codes: frozenset[int]) -> Iterator[WebFont]:
    for path in files:
        wanted = codes & code_points(path)
        if wanted:
            yield _cut(family, path, wanted)


@cache  # a preview builds the same site again and again
def _cut(family: str, path: Path, codes: frozenset[int]) -> WebFont:
    with TTFont(path, lazy=True) as whole:
        weight = str(whole["OS/2"].usWeightClass)
        italic = bool(whole["head"].macStyle & SLANTED)
        axes = [axis.axisTag for axis in whole["fvar"].axes] if "fvar" in whole else []
    face = hb.Face(hb.Blob.from_file_path(path))
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(codes)
    if family != MORE:  # scripts need what joins, stacks and moves their letters
        wanted.layout_feature_tag_set.clear()
        wanted.layout_feature_tag_set.update(_tag(feature) for feature in _FEATURES)
    wanted.flags = hb.SubsetFlags.NO_HINTING
    for axis in axes:
        if axis in _AXES:
            wanted.pin_axis_location(face, axis, _AXES[axis])
        elif axis == "wght":
            least, most = _WEIGHTS[family]
            wanted.set_axis_range(face, axis, least, most, least)
            weight = f"{least} {most}" if least < most else f"{least}"
        else:
            wanted.pin_axis_to_default(face, axis)
    return WebFont(family, weight, italic, _woff2(hb.subset(face, wanted).blob.data), codes)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def _woff2(data: bytes) -> bytes:
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()

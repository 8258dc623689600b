"""Faces for letters that the brand's own lack: one for most of Europe, then one for each script.

A publication says "Ask for this in your language" in many: a face is taken only where a letter
needs it, so that the others cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

SCRIPTS = (
    "Arabic",
    "Gurmukhi",
    "Bengali",
    "Devanagari",
    "Gujarati",
    "Tamil",
    "Telugu",
    "Malayalam",
    "Kannada",
    "Oriya",
    "Sinhala",
    "Hebrew",
    "Ethiopic",
    "Armenian",
    "Georgian",
    "Thai",
    "Lao",
    "Khmer",
    "Myanmar",
    "Symbols",
)


@dataclass(frozen=True, slots=True)
class Supplement:
    """A family and where its files are: a module, and a pattern of names in it."""

    family: str
    module: str
    pattern: str

    @property
    def script(self) -> str:
        """What its files are told apart by; nothing for the European one."""
        return "" if self is EUROPEAN else "".join(self.family.split()[2:]) or "noto"

    @property
    def files(self) -> tuple[Path, ...]:
        """The family's font files, sorted; empty when the package is not installed."""
        return _files(self.module, self.pattern)


EUROPEAN = Supplement("Source Sans 3", "fontpkg_source_sans_3", "*.[to]tf")
"""Latin, Greek and Cyrillic letters, and most signs; it has italics."""
SUPPLEMENTS = (
    EUROPEAN,
    *(Supplement(f"Noto Sans {name}", "manimgx_fonts", f"NotoSans{name}[[]*") for name in SCRIPTS),
    Supplement("Noto Sans SC", "pylopdf_fonts_zh_cn", "NotoSansSC-*"),
    Supplement("Noto Sans", "manimgx_fonts", "NotoSans[[]*"),
)
"""All of them, in the order in which they are asked. Chinese is set in the forms of the mainland,
also where it is written with the letters of Hong Kong and Taiwan."""


def supplements_for(codes: Iterable[int]) -> tuple[Supplement, ...]:
    """Return the families that have these code points between them, the European one always."""
    left = frozenset(codes)
    chosen = []
    for one in SUPPLEMENTS:
        has = frozenset[int]().union(*map(code_points, one.files)) if left else frozenset()
        if one is EUROPEAN or left & has:
            chosen.append(one)
        left -= has
    return tuple(chosen)


@cache
def code_points(path: Path) -> frozenset[int]:
    """Return what a font file has letters for."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _files(module: str, pattern: str) -> tuple[Path, ...]:
    found = find_spec(module)
    places = found.submodule_search_locations if found else None
    return tuple(sorted(path for place in places or () for path in Path(place).rglob(pattern)))

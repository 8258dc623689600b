"""Colours: reading them, their contrast, and the nearest one that passes.

Contrast and luminance: Web Content Accessibility Guidelines 2.2, "relative luminance" and
"contrast ratio". Thresholds: success criteria 1.4.3 (text) and 1.4.11 (graphics).
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from functools import cache

TEXT_CONTRAST = 4.5
GRAPHICS_CONTRAST = 3.0

_LINEAR_BELOW = 0.04045
_STEPS = 255


@dataclass(frozen=True, slots=True)
class Rgb:
    """An sRGB colour; each part from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Rgb:
        """Read `#RRGGBB`; anything else raises ValueError."""
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
            raise ValueError("a screen colour is written '#RRGGBB', in quotation marks")
        return cls(*bytes.fromhex(text[1:]))

    def __str__(self) -> str:
        """Return `#RRGGBB`."""
        return f"#{self.red:02X}{self.green:02X}{self.blue:02X}"

    @property
    def luminance(self) -> float:
        """Relative luminance, from 0 (black) to 1 (white)."""
        red, green, blue = (_linear(part / 255) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, slots=True)
class Cmyk:
    """Four inks, each in per cent."""

    cyan: float
    magenta: float
    yellow: float
    black: float

    def __str__(self) -> str:
        """Return the CSS of these inks: `device-cmyk(0% 0% 0% 100%)`."""
        parts = " ".join(f"{part:g}%" for part in self.parts)
        return f"device-cmyk({parts})"

    @property
    def parts(self) -> tuple[float, float, float, float]:
        """Cyan, magenta, yellow, black, in per cent."""
        return (self.cyan, self.magenta, self.yellow, self.black)

    @property
    def total_ink(self) -> float:
        """The sum of the four inks, in per cent: 0 to 400."""
        return sum(self.parts)


@cache
def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def nearest_passing(colour: Rgb, against: Rgb, ratio: float) -> Rgb | None:
    """Return the colour of the same hue, lighter or darker, that first reaches the ratio.

    None when not even black or white does.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(
        colour.red / 255, colour.green / 255, colour.blue / 255
    )
    for step in range(_STEPS + 1):
        for moved in (lightness - step / _STEPS, lightness + step / _STEPS):
            if not 0 <= moved <= 1:
                continue
            parts = colorsys.hls_to_rgb(hue, moved, saturation)
            candidate = Rgb(*(round(part * 255) for part in parts))
            if contrast(candidate, against) >= ratio:
                return candidate
    black_or_white = (Rgb(0, 0, 0), Rgb(255, 255, 255))
    return next((end for end in black_or_white if contrast(end, against) >= ratio), None)

"""The profile of the printing condition: from screen colours to inks.

The way from RGB to CMYK is computed once, as a table of colours between which Pillow
interpolates. No entry of the table has more ink than the limit, so nothing between them has.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageCms, ImageFilter

from build_tools.editions.print.settings import Condition
from build_tools.issues import ProgramMissing
from build_tools.rendering.colour import Cmyk, Rgb

_FOLDERS_OF_THE_SYSTEM = (
    Path("/usr/share/color/icc"),
    Path("/usr/share/texlive/texmf-dist/tex/generic/colorprofiles"),
    Path("/usr/share/scribus/profiles"),
)
_EDGE = 33  # colours along each edge of the table: 33³ in all
_FULL = 255
_NEARLY_BLACK = 51
_NEUTRAL = 4


@dataclass(frozen=True, slots=True)
class Profile:
    """A CMYK profile and the most ink that a colour may have, in per cent."""

    data: bytes
    total_ink: float

    def of_colour(self, colour: Rgb) -> Cmyk:
        """Return the inks of one flat colour.

        Black and nearly black print in black ink alone, and so does grey: thin lines and small
        type then have no coloured fringes.
        """
        parts = (colour.red, colour.green, colour.blue)
        if max(parts) <= _NEARLY_BLACK:
            return Cmyk(0, 0, 0, 100)
        if max(parts) - min(parts) <= _NEUTRAL:
            return Cmyk(0, 0, 0, round(self.grey()[parts[1]] / _FULL * 100))
        pixel = Image.new("RGB", (1, 1), parts).filter(self.table(self.total_ink))
        inks = pixel.getpixel((0, 0))
        assert isinstance(inks, tuple)
        return Cmyk(*(round(ink / _FULL * 100) for ink in inks))

    def table(self, total_ink: float) -> ImageFilter.Color3DLUT:
        """Return the table from sRGB to CMYK with at most so much ink."""
        return _table(self.data, total_ink)

    def grey(self) -> tuple[int, ...]:
        """Return black ink, 0 to 255, for each grey of sRGB, so that it looks as light."""
        return _grey(self.data)

    def description(self) -> str:
        """Return what the profile calls itself."""
        opened = ImageCms.ImageCmsProfile(io.BytesIO(self.data))
        return ImageCms.getProfileDescription(opened).strip()


def read_profile(condition: Condition, themes: Path) -> Profile:
    """Read a condition's profile; raise `ProgramMissing` when there is none or it is not CMYK."""
    remedy = (
        f"Put it into {themes.name}/icc/, or name another at 'conditions' in "
        f"{themes.name}/print.yml. ISOcoated_v2_300_bas.icc is in Debian's package scribus-data: "
        "`make setup` gets it, or says how. For other conditions ask your print shop; the European "
        "Color Initiative publishes profiles for the usual ones."
    )
    try:
        data = _found(condition.profile, themes).read_bytes()
    except OSError as error:
        raise ProgramMissing(
            f"The print edition needs the colour profile '{condition.profile}': "
            f"{error.strerror}. {remedy}"
        ) from error
    try:
        space = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile.xcolor_space
    except (OSError, ImageCms.PyCMSError) as error:
        raise ProgramMissing(f"'{condition.profile}' is no ICC profile. {remedy}") from error
    if space.strip() != "CMYK":
        raise ProgramMissing(f"'{condition.profile}' is for {space.strip()}. {remedy}")
    return Profile(data, condition.total_ink)


def _found(profile: str, themes: Path) -> Path:
    """Return a path as it stands, and the first file with a name."""
    if "/" in profile:
        return themes / profile
    folders = (themes / "icc", Path(sys.prefix, "share", "color", "icc"), *_FOLDERS_OF_THE_SYSTEM)
    files = (file for folder in folders for file in sorted(folder.rglob("*")))
    return next((file for file in files if file.name == profile), themes / "icc" / profile)


def to_inks(profile: bytes, image: Image.Image, source: bytes | None = None) -> Image.Image:
    """Return an RGB image in CMYK, without any limit of ink.

    `source` is the profile that the image came with; without one it is sRGB.
    """
    screen = _opened(source) if source else ImageCms.createProfile("sRGB")
    transform = ImageCms.buildTransform(
        screen,
        _opened(profile),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    made = ImageCms.applyTransform(image, transform)
    assert made is not None
    return made


def to_screen(profile: bytes, image: Image.Image) -> Image.Image:
    """Return a CMYK image as sRGB shows it."""
    transform = ImageCms.buildTransform(
        _opened(profile),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    made = ImageCms.applyTransform(image, transform)
    assert made is not None
    return made


def _opened(profile: bytes) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(profile))


@cache
def _table(profile: bytes, total_ink: float) -> ImageFilter.Color3DLUT:
    steps = [round(number * _FULL / (_EDGE - 1)) for number in range(_EDGE)]
    nodes = bytes(
        part for blue in steps for green in steps for red in steps for part in (red, green, blue)
    )
    image = Image.frombytes("RGB", (_EDGE * _EDGE, _EDGE), nodes)
    inks = to_inks(profile, image).tobytes()
    limit = total_ink / 100 * _FULL - 2  # Pillow rounds each ink once more
    table: list[float] = []
    for at in range(0, len(inks), 4):
        table += _limited(inks[at : at + 4], limit)
    # White is paper: no ink at all, whatever the profile rounds to.
    table[-4:] = [0.0] * 4
    return ImageFilter.Color3DLUT(_EDGE, table, channels=4, target_mode="CMYK")


def _limited(inks: bytes, limit: float) -> list[float]:
    """Return inks, 0 to 1, with less cyan, magenta and yellow where their sum is too high."""
    *coloured, black = inks
    share = min(1.0, max(0.0, limit - black) / (sum(coloured) or 1))
    return [*(ink * share / _FULL for ink in coloured), black / _FULL]


@cache
def _grey(profile: bytes) -> tuple[int, ...]:
    ramp = Image.new("CMYK", (256, 1))
    ramp.putdata([(0, 0, 0, ink) for ink in range(256)])
    shown = to_screen(profile, ramp).tobytes()
    seen = [Rgb(*shown[at : at + 3]).luminance for at in range(0, len(shown), 3)]
    white, black = seen[0], seen[-1]
    found = []
    for grey in range(256):
        wanted = black + Rgb(grey, grey, grey).luminance * (white - black)
        found.append(min(range(256), key=lambda ink: (abs(seen[ink] - wanted), ink)))
    return (_FULL, *found[1:-1], 0)

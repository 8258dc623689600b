"""Photographs and other pictures made of pixels, as CMYK."""

from __future__ import annotations

import io

from PIL import Image, ImageChops, ImageMath

from build_tools.editions.print.profile import Profile
from build_tools.editions.print.settings import PictureSettings
from build_tools.rendering.pixels import scaled

_MARGIN = 12.0  # per cent of ink that JPEG's rounding may add at first
_STEP = 8.0
MM_PER_INCH = 25.4


def to_print(data: bytes, profile: Profile, settings: PictureSettings, text_width: float) -> bytes:
    """Return a picture in its normal form as a CMYK JPEG with no more ink than the profile's limit.

    Nothing but pixels is kept. `text_width` is the widest that it can be printed, in millimetres;
    a picture with far more pixels than that is reduced.
    """
    with Image.open(io.BytesIO(data)) as opened:
        image = _opaque(opened)
    most = round(settings.reduce_above * text_width / MM_PER_INCH)
    if image.width > most:
        image = scaled(image, most)
    if image.mode == "L":
        return _saved(_in_black(image, profile), settings.jpeg_quality)
    limit = profile.total_ink - _MARGIN
    while True:
        made = _saved(image.filter(profile.table(limit)), settings.jpeg_quality)
        if highest_ink(made) <= profile.total_ink:
            return made
        limit -= _STEP


def highest_ink(data: bytes) -> float:
    """Return the most ink that any pixel of a CMYK picture has, in per cent."""
    with Image.open(io.BytesIO(data)) as image:
        cyan, magenta, yellow, black = image.split()
    total = ImageMath.lambda_eval(
        lambda inks: inks["c"] + inks["m"] + inks["y"] + inks["k"],
        c=cyan.convert("I"),
        m=magenta.convert("I"),
        y=yellow.convert("I"),
        k=black.convert("I"),
    )
    return float(total.getextrema()[1]) / 255 * 100


def _opaque(image: Image.Image) -> Image.Image:
    """Return the picture as it is seen on paper: clear parts are white, and greys are grey."""
    if image.mode == "RGBA":
        under = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(under, image).convert("RGB")
    if image.mode == "RGB":
        red, green, blue = image.split()
        others = (ImageChops.difference(red, other).getextrema() for other in (green, blue))
        if all(most == (0, 0) for most in others):
            return red
    return image.copy()


def _in_black(image: Image.Image, profile: Profile) -> Image.Image:
    none = Image.new("L", image.size, 0)
    return Image.merge("CMYK", (none, none, none, image.point(list(profile.grey()))))


def _saved(image: Image.Image, quality: int) -> bytes:
    made = io.BytesIO()
    image.info.clear()
    image.save(made, "JPEG", quality=quality, subsampling=0, optimize=True)
    return made.getvalue()

"""Photographs and other pictures made of pixels, as CMYK."""

from __future__ import annotations

import io

from PIL import Image, ImageCms, ImageMath, ImageOps

from build_tools.editions.print.profile import Profile, to_screen
from build_tools.editions.print.settings import PictureSettings

_MARGIN = 12.0  # per cent of ink that JPEG's rounding may add at first
_STEP = 8.0
MM_PER_INCH = 25.4


def to_print(data: bytes, profile: Profile, settings: PictureSettings, text_width: float) -> bytes:
    """Return a picture as a CMYK JPEG that nowhere has more ink than the profile's limit.

    Nothing but pixels is kept: no Exif, no names, no thumbnail. `text_width` is the widest that
    it can be printed, in millimetres; a picture with far more pixels than that is reduced.
    """
    with Image.open(io.BytesIO(data)) as opened:
        source = opened.info.get("icc_profile")
        image = _upright_and_opaque(opened)
    most = round(settings.reduce_above * text_width / MM_PER_INCH)
    if image.width > most:
        height = max(1, round(image.height * most / image.width))
        image = image.resize((most, height), Image.Resampling.LANCZOS)
    if image.mode == "L":
        return _saved(_in_black(image, profile), settings.jpeg_quality)
    image = _in_srgb(image, source)
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


def _upright_and_opaque(image: Image.Image) -> Image.Image:
    """Return the picture as it is seen on paper: turned as Exif says, clear parts white."""
    image = ImageOps.exif_transpose(image)
    grey = image.mode in ("1", "L", "LA", "I", "I;16")
    if image.mode.startswith("I"):  # 16 bits a pixel
        image = image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if image.has_transparency_data:
        above = image.convert("RGBA")
        image = Image.new("RGBA", above.size, "white")
        image.alpha_composite(above)
    if image.mode == "CMYK":
        return image.copy()
    return image.convert("L" if grey else "RGB")


def _in_srgb(image: Image.Image, source: bytes | None) -> Image.Image:
    """Return an RGB picture in sRGB; one in CMYK as its own profile shows it."""
    try:
        if image.mode == "CMYK":
            return to_screen(source, image) if source else image.convert("RGB")
        if source:
            made = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(source)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
            return made or image
    except (ImageCms.PyCMSError, OSError):
        pass  # a broken profile says nothing: the picture is sRGB, like most
    return image.convert("RGB")


def _in_black(image: Image.Image, profile: Profile) -> Image.Image:
    none = Image.new("L", image.size, 0)
    return Image.merge("CMYK", (none, none, none, image.point(list(profile.grey()))))


def _saved(image: Image.Image, quality: int) -> bytes:
    made = io.BytesIO()
    image.info.clear()
    image.save(made, "JPEG", quality=quality, subsampling=0, optimize=True)
    return made.getvalue()

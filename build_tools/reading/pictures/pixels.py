"""Pictures made of pixels → 8 bits a channel, grey or sRGB, upright, nothing said about them.

    any PNG    ──▶ PNG in grey, RGB or RGBA
    any JPEG   ──▶ JPEG in grey or RGB; its own bytes, less its notes, if it is that already

So 16 bits, palettes, inks, profiles and a camera's position are dealt with here and nowhere else.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from PIL import Image, ImageCms, ImageFile, ImageMath, ImageOps, UnidentifiedImageError

from build_tools.issues import Issue, Report, SourceSpan
from build_tools.publication.blocks import Picture

PIXEL_LIMIT = 60_000_000
"""Width × height; an A3 page at 400 ppi has 31 million."""
SIDE_LIMIT = 30_000
"""Pixels of the longer side; no program that shows pictures need take more."""
QUALITY = 95
"""Of a JPEG that has to be made anew."""

_DEEP = 257
"""From 16 bits to 8: 65,535 becomes 255."""
_DEPTH = 24
"""Where a PNG says its bits a channel."""
_ORIENTATION, _UPRIGHT = 0x0112, 1
_KINDS: dict[str, Literal["image/png", "image/jpeg"]] = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a JPEG in which a telephone has put a second one; the first is shown
}
_NORMAL = {"image/png": ("L", "RGB", "RGBA"), "image/jpeg": ("L", "RGB")}
_OTHERS = (
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "WebP"),
    (re.compile(rb"GIF8"), "GIF"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"....ftyp(heic|heix|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb"....ftypavif", re.DOTALL), "AVIF"),
    (re.compile(rb"BM"), "BMP"),
    (re.compile(rb"%PDF"), "PDF"),
    (re.compile(rb"\s*<(\?xml|svg|!DOCTYPE|!--)"), "SVG or HTML"),
    (re.compile(rb"version https://git-lfs"), "a pointer of Git LFS"),
)
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What Pillow raises for broken files; `UnidentifiedImageError` is an `OSError`."""
_ICC_MODES = {"RGB": ("RGB", "RGBA"), "GRAY": ("L",), "CMYK": ("CMYK",)}


def read_pixels(path: str, data: bytes, span: SourceSpan, report: Report) -> Picture | None:
    """Return a PNG or JPEG in its normal form; report IMG-001, 002 or 006 for what is refused."""

    def refuse(code: str, problem: str, remedy: str) -> None:
        report.add(Issue(code, span, problem, remedy))

    try:
        with _strictly(), Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            kind = _KINDS[image.format or ""]
            width, height = image.size
            if width * height > PIXEL_LIMIT or max(width, height) > SIDE_LIMIT:
                refuse(*_too_large(f"{width:,} × {height:,} pixels"))
                return None
            if kind == "image/png" and getattr(image, "is_animated", False):
                refuse("IMG-006", "The picture moves.", "Save one still picture of it.")
                return None
            image.load()
            upright, made = _normal(image, kind, data)
    except Image.DecompressionBombError:
        refuse(*_too_large(f"more than {PIXEL_LIMIT // 1_000_000} million pixels"))
        return None
    except _BROKEN as error:
        problem = f"The picture can't be read: {_said(error, data)}."
        refuse("IMG-001", problem, "Save it again as PNG or JPEG, or send it again whole.")
        return None
    return Picture(path, kind, *upright.size, made, span)


def _too_large(what: str) -> tuple[str, str, str]:
    return (
        "IMG-002",
        f"The picture has {what}; at most {PIXEL_LIMIT // 1_000_000} million are read, and "
        f"{SIDE_LIMIT:,} on a side.",
        "Save it smaller: 4,000 pixels across are enough for a page.",
    )


def _said(error: Exception, data: bytes) -> str:
    if isinstance(error, UnidentifiedImageError):
        found = next((name for begins, name in _OTHERS if begins.match(data)), "")
        return f"it is {found}, whatever its name" if found else "it is neither PNG nor JPEG"
    if "truncated" in str(error).lower():
        return "its end is missing"
    return re.sub(r"\s+", " ", str(error)).strip(" .") or type(error).__name__


@contextmanager
def _strictly() -> Iterator[None]:
    """Let no half picture pass, and no text that unpacks to hundreds of megabytes.

    WeasyPrint switches both of Pillow's guards off for the whole process when it is imported.
    """
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # bombs are refused by their size, notes are left out
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


# --- The normal form -------------------------------------------------------------------


def _normal(image: Image.Image, kind: str, data: bytes) -> tuple[Image.Image, bytes]:
    """Return the picture as it is seen, and the bytes of its normal form."""
    if _is_normal(image, kind):
        kept = data if kind == "image/png" else _without_notes(data)
        if kept:
            return image, kept
    seen = _in_srgb(_in_eight_bits(ImageOps.exif_transpose(image), data[_DEPTH]))
    seen.info.clear()
    made = io.BytesIO()
    if kind == "image/png":
        seen.save(made, "PNG")
    else:
        seen.save(made, "JPEG", quality=QUALITY, subsampling=0)
    return seen, made.getvalue()


def _is_normal(image: Image.Image, kind: str) -> bool:
    return (
        image.mode in _NORMAL[kind]
        and image.format != "MPO"
        and "transparency" not in image.info
        and image.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT
        and _profile(image) is None
    )


def _in_eight_bits(image: Image.Image, depth: int) -> Image.Image:
    """Return a picture in L, RGB, RGBA or CMYK, with its profile; `depth` is that of a PNG."""
    profile, clear = image.info.get("icc_profile"), image.info.get("transparency")
    if image.mode.startswith("I"):
        made = _grey_of_deep(image, clear)
    else:
        made = image.convert("L") if image.mode == "1" else image
        if clear is not None and image.mode != "P":  # the file counts levels in its own depth
            made.info["transparency"] = _level(clear, depth)
        if made.has_transparency_data:
            made = made.convert("RGBA")
        elif made.mode not in ("L", "RGB", "CMYK"):
            made = made.convert("RGB")
    if profile:
        made.info["icc_profile"] = profile
    return made


def _level(clear: object, depth: int) -> object:
    """Return the level or colour that is clear, from 0 to 255."""
    if isinstance(clear, tuple):
        return tuple(_level(part, depth) for part in clear)
    if isinstance(clear, int):
        return clear >> (depth - 8) if depth > 8 else clear * 255 // (2**depth - 1)  # noqa: PLR2004
    return clear


def _grey_of_deep(image: Image.Image, clear: object) -> Image.Image:
    levels = image.convert("I")
    # Half of a step more, so that levels are rounded.
    grey = levels.point(lambda level: level * (1 / _DEEP) + 0.5).convert("L")
    if not isinstance(clear, int):
        return grey
    opaque = ImageMath.lambda_eval(lambda found: (found["v"] != clear) * 255, v=levels)
    made = grey.convert("RGBA")
    made.putalpha(opaque.convert("L"))
    return made


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """Return a picture's profile if it says anything: it can be read, fits, and is not sRGB."""
    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        space = profile.profile.xcolor_space.strip()
        name = ImageCms.getProfileDescription(profile)
    except (ImageCms.PyCMSError, *_BROKEN):
        return None
    if image.mode not in _ICC_MODES.get(space, ()) or "sRGB" in name:
        return None
    return profile


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the colours that a profile means; without one, inks as most programs show them."""
    profile = _profile(image)
    mode = image.mode if image.mode in ("L", "RGBA") else "RGB"
    if profile is None:
        return image if image.mode == mode else image.convert(mode)
    transform_mode = "RGB" if mode == "L" else mode
    try:
        converted = ImageCms.profileToProfile(
            image,
            profile,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode=transform_mode,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, *_BROKEN):  # a profile that can't be applied says nothing
        return image.convert(mode)
    assert converted is not None
    return converted.convert(mode)


# --- JPEG ------------------------------------------------------------------------------

_MARK, _START_OF_SCAN, _END, _COMMENT = 0xFF, 0xDA, 0xD9, 0xFE
_APP1, _ADOBE, _APP15 = 0xE1, 0xEE, 0xEF


def _without_notes(data: bytes) -> bytes:
    """Return a JPEG without Exif, comments, position, names and profile, its pixels untouched.

    Of all that programs put beside a picture, Adobe's note alone says how to read its colours.
    Nothing is returned for a file that is not put together as it should be.
    """
    kept, place = [data[:2]], 2
    while place + 4 <= len(data) and data[place + 1] != _END:
        marker = data[place + 1]
        if data[place] != _MARK or marker == _MARK:
            return b""
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == _START_OF_SCAN:
            end = _end_of_scan(data, end)
        if not (marker == _COMMENT or (_APP1 <= marker <= _APP15 and marker != _ADOBE)):
            kept.append(data[place:end])
        place = end
    return b"".join([*kept, bytes((_MARK, _END))])


def _end_of_scan(data: bytes, place: int) -> int:
    """Return where the next marker is: 0xFF that is neither data (00) nor a restart (D0 to D7)."""
    found = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]").search(data, place)
    return found.start() if found else len(data)

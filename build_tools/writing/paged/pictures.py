"""Pictures as they are laid out: nothing in the file but the picture, its words in our typeface."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Literal

from lxml import etree
from PIL import Image, ImageOps

from build_tools.writing.paged.fonts import MORE, TEXT

QUALITY = 92
ORIENTATION, UPRIGHT = 0x0112, 1


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as it is laid out: a converted photograph, a chart's SVG.

    `more` are its further parts, where one drawing would be too tall; `key` is what the numbers
    in it stand for, a line each.
    """

    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]
    data: bytes
    more: tuple[Drawing, ...] = ()
    key: tuple[str, ...] = ()


def prepare(drawing: Drawing) -> Drawing:
    """Return a drawing fit to be laid out: nothing said about it, words in our typefaces."""
    if drawing.media_type == "image/svg+xml":
        return Drawing("image/svg+xml", _in_our_type(drawing.data))
    return without_metadata(drawing)


def without_metadata(drawing: Drawing) -> Drawing:
    """Return a drawing without Exif, comments, GPS position or names.

    WeasyPrint writes a JPEG's bytes as they are, and pixels only of other rasters. A JPEG keeps
    its bytes, less the segments that hold such data; if Exif turns it, it is turned for good.
    """
    if drawing.media_type != "image/jpeg":
        return drawing
    with Image.open(io.BytesIO(drawing.data)) as image:
        if image.getexif().get(ORIENTATION, UPRIGHT) == UPRIGHT:
            return Drawing("image/jpeg", _less_segments(drawing.data))
        return Drawing("image/jpeg", _turned(image))


# --- SVG -------------------------------------------------------------------------------


def _in_our_type(data: bytes) -> bytes:
    """Set all words in the text face: the machine's faces are out of reach."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    families = f"{TEXT}, {MORE}"
    for element in root.iter(etree.Element):
        if "font-family" in element.attrib:
            element.set("font-family", families)
        for name, text in (("style", element.get("style")), ("", element.text)):
            if not text or not (name or etree.QName(element).localname == "style"):
                continue
            changed = re.sub(r"font-family\s*:[^;}]*", f"font-family: {families}", text)
            if name:
                element.set(name, changed)
            else:
                element.text = changed
    root.set("font-family", families)
    made: bytes = etree.tostring(root, encoding="utf-8")
    return made


# --- JPEG ------------------------------------------------------------------------------


def _turned(image: Image.Image) -> bytes:
    turned, made = ImageOps.exif_transpose(image), io.BytesIO()
    turned.info.clear()
    profile = image.info.get("icc_profile")
    turned.save(made, "JPEG", quality=QUALITY, subsampling=0, icc_profile=profile)
    return made.getvalue()


START_OF_SCAN, END, COMMENT = 0xDA, 0xD9, 0xFE
APP1, APP2, ADOBE, APP15 = 0xE1, 0xE2, 0xEE, 0xEF
PROFILE = b"ICC_PROFILE\0"


def _less_segments(data: bytes) -> bytes:
    """Keep what the picture needs, an ICC profile and Adobe's note of its colour transform."""
    kept, place = [data[:2]], 2
    while place + 4 <= len(data) and data[place + 1] != END:
        marker = data[place + 1]
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == START_OF_SCAN:
            end = _end_of_scan(data, end)
        profile = marker == APP2 and data.startswith(PROFILE, place + 4)
        told = marker == COMMENT or (APP1 <= marker <= APP15 and marker != ADOBE)
        if profile or not told:
            kept.append(data[place:end])
        place = end
    return b"".join([*kept, bytes((0xFF, END))])


def _end_of_scan(data: bytes, place: int) -> int:
    """Return where the next marker is: 0xFF that is neither data (00) nor a restart (D0 to D7)."""
    found = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]").search(data, place)
    return found.start() if found else len(data)

"""Pictures as they are laid out: nothing in the file but the picture."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageOps

QUALITY = 92


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as it is laid out: a converted photograph, a chart's SVG."""

    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]
    data: bytes


def without_metadata(drawing: Drawing) -> Drawing:
    """Return a drawing without Exif, comments, GPS position or names.

    WeasyPrint writes a JPEG's bytes as they are, and pixels only of other rasters. A JPEG keeps
    its bytes, less the segments that hold such data, unless Exif turns it: then it is turned.
    """
    if drawing.media_type != "image/jpeg":
        return drawing
    with Image.open(io.BytesIO(drawing.data)) as image:
        if image.getexif().get(0x0112, 1) != 1:
            return Drawing("image/jpeg", _turned(image))
    return Drawing("image/jpeg", _less_segments(drawing.data))


def _turned(image: Image.Image) -> bytes:
    made = io.BytesIO()
    turned = ImageOps.exif_transpose(image)
    turned.info.clear()
    turned.save(made, "JPEG", quality=QUALITY, subsampling=0)
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

"""Pictures as screens show them: in WebP, photographs in two widths, light enough for a phone.

The PDFs print what was given; a web page shows no more pixels than its column can, so a photograph
that was taken for print costs a reader no more than it has to. Drawings stay as they are.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from build_tools.publication.blocks import Picture
from build_tools.rendering.pixels import scaled

WIDTHS = (400, 800)
"""Pixels; a column of text is 756 wide at most (42 rem)."""
QUALITY = 60
"""Of WebP, from 0 to 100. A photograph of 2,000 pixels and 160 KB becomes one of 11 KB."""


FINE_WIDTHS, FINE_QUALITY = (800, 1600), 80
"""Of a PNG that is heavy without losses: a scan, a map, a photograph saved as PNG."""
LOSSLESS_BYTES, LOSSLESS_PIXELS = 200_000, 6_000_000
"""Up to which a PNG is shown as it is."""
LONGEST = 16_000
"""Pixels; WebP holds 16,383 a side."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture at one size in pixels; `suffix` is added to its name: ".400.webp", or nothing."""

    suffix: str
    media_type: str
    width: int
    height: int
    data: bytes


@lru_cache(maxsize=1024)  # more than a publication has: it is asked for files, then for pages
def renditions(picture: Picture) -> tuple[Rendition, ...]:
    """Return the forms in which screens show a picture, the smallest first.

    A drawing has one, as it was given. A picture without losses (PNG) has one too, for it may
    have words in it that get lost in fewer pixels; unless it is so heavy that it is a photograph.
    """
    if picture.media_type == "image/svg+xml":
        return (Rendition("", picture.media_type, picture.width, picture.height, picture.data),)
    with Image.open(io.BytesIO(picture.data)) as opened:
        image = opened.copy()
    fine = picture.media_type == "image/png"
    if fine and image.width * image.height <= LOSSLESS_PIXELS and max(image.size) <= LONGEST:
        whole = _rendition(".webp", image, lossless=True)
        if len(whole.data) <= LOSSLESS_BYTES:
            return (whole,)
    widths, quality = (FINE_WIDTHS, FINE_QUALITY) if fine else (WIDTHS, QUALITY)
    most = max(1, min(image.width, LONGEST * image.width // image.height))
    return tuple(
        _rendition(f".{width}.webp", scaled(image, width), quality=quality)
        for width in sorted({min(width, most) for width in widths})
    )


def _rendition(
    suffix: str, image: Image.Image, *, lossless: bool = False, quality: int = QUALITY
) -> Rendition:
    data = io.BytesIO()
    image.save(data, "WEBP", quality=quality, method=6, lossless=lossless)
    return Rendition(suffix, "image/webp", *image.size, data.getvalue())

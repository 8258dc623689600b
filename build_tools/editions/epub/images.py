"""Pictures and charts as files that every reading system shows.

A drawing is a file of its own, in colours of its own on a ground of its own: whatever a reader's
theme does to the page, it stays legible, and reading systems let it be enlarged.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image, ImageOps

from build_tools.editions.epub.addresses import FOLDER
from build_tools.editions.epub.archive import Entry
from build_tools.publication.blocks import Chart, Figure, Picture
from build_tools.writing.brand import Brand
from build_tools.writing.chart import PHONE_WIDTH, draw, palette_of
from build_tools.writing.pixels import in_srgb, scaled

WIDEST = 1200
"""Pixels of a photograph: a page on a tablet, or a phone's screen enlarged."""
QUALITY = 70
"""Of JPEG, which every e-reader shows; WebP (EPUB 3.3, 3.2) is not known to older ones."""
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


@dataclass(slots=True)
class Images:
    """Files by what they show, each once, in the order of the text."""

    brand: Brand
    made: dict[Picture | bytes, Entry] = field(default_factory=dict)

    def file(self, node: Figure | Chart) -> str:
        """Return the address of a figure's or chart's file, as the documents see it."""
        if isinstance(node, Figure):
            key: Picture | bytes = node.picture
            media_type = node.picture.media_type
        else:
            key, media_type = self._drawn(node), "image/svg+xml"
        if key not in self.made:
            number = len(self.made) + 1
            path = f"{FOLDER}/images/{number}.{_SUFFIXES[media_type]}"
            data = key if isinstance(key, bytes) else _data(key)
            self.made[key] = Entry(path, media_type, data, key=f"image-{number}")
        return self.made[key].path.removeprefix(f"{FOLDER}/")

    def _drawn(self, chart: Chart) -> bytes:
        return draw(chart, palette_of(self.brand, "screen"), PHONE_WIDTH).encode()

    def entries(self) -> Iterator[Entry]:
        """Iterate over all files."""
        yield from self.made.values()


def _data(picture: Picture) -> bytes:
    """Return what is shown: no more pixels than a page has, no camera's notes."""
    if picture.media_type == "image/svg+xml":
        return picture.data
    with Image.open(io.BytesIO(picture.data)) as opened:
        image = in_srgb(ImageOps.exif_transpose(opened))
    data = io.BytesIO()
    if picture.media_type == "image/png":  # words in it would get lost in fewer pixels
        image.save(data, "PNG", optimize=True)
    else:
        smaller = scaled(image, min(WIDEST, image.width)).convert("RGB")
        smaller.save(data, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return data.getvalue()

"""Pictures and charts as files that every reading system shows.

A drawing is a file of its own, in colours of its own, on a ground that is part of it: whatever a
reader's theme does to the page, it stays legible, and reading systems let it be enlarged.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from PIL import Image

from build_tools.editions.epub.addresses import FOLDER
from build_tools.editions.epub.archive import Entry
from build_tools.publication.blocks import Chart, Figure, Picture
from build_tools.rendering.brand import Brand
from build_tools.rendering.chart import PHONE_WIDTH, draw, palette_of
from build_tools.rendering.pixels import scaled

WIDEST = 1200
"""Pixels of a photograph: a page on a tablet, or a phone's screen enlarged."""
QUALITY = 70
"""Of JPEG, which every e-reader shows; WebP (EPUB 3.3, 3.2) is not known to older ones."""
MARGIN = 0.03
"""Of a drawing's width, around it, so that nothing touches the edge of its ground."""
_RECTANGLE = "{http://www.w3.org/2000/svg}rect"
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


@dataclass(slots=True)
class Images:
    """Files by what they show, each once, in the order of the text."""

    brand: Brand
    made: dict[Picture | Chart, Entry] = field(default_factory=dict)

    def file(self, node: Figure | Chart) -> str:
        """Return the address of a figure's or chart's file, as the documents see it."""
        shown = node if isinstance(node, Chart) else node.picture
        if shown not in self.made:
            media_type = "image/svg+xml" if isinstance(shown, Chart) else shown.media_type
            number = len(self.made) + 1
            path = f"{FOLDER}/images/{number}.{_SUFFIXES[media_type]}"
            self.made[shown] = Entry(path, media_type, self._data(shown), key=f"image-{number}")
        return self.made[shown].path.removeprefix(f"{FOLDER}/")

    def entries(self) -> Iterator[Entry]:
        """Iterate over all files."""
        yield from self.made.values()

    def _data(self, shown: Picture | Chart) -> bytes:
        palette = palette_of(self.brand, "screen")
        if isinstance(shown, Chart):
            return _grounded(draw(shown, palette, PHONE_WIDTH).encode(), palette.paper)
        if shown.media_type == "image/svg+xml":
            return _grounded(shown.data, palette.paper, shown.width)
        return _pixels(shown, palette.paper)


def _grounded(svg: bytes, colour: str, wide: float = 0) -> bytes:
    """Return a drawing with a ground and a margin of that colour.

    It is as wide as its view box, or so many pixels: its units may be millimetres or miles.
    """
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    left, top, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    margin = width * MARGIN
    box = (left - margin, top - margin, width + 2 * margin, height + 2 * margin)
    edges = [f"{edge:.10g}" for edge in box]
    root.set("viewBox", " ".join(edges))
    scale = (wide or width) / width
    for name, length in zip(("width", "height"), box[2:], strict=True):
        root.set(name, f"{length * scale:g}")
    ground = dict(zip(("x", "y", "width", "height"), edges, strict=True))
    root.insert(0, etree.Element(_RECTANGLE, {**ground, "fill": colour}))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _pixels(picture: Picture, ground: str) -> bytes:
    """Return a picture with no more pixels than a page has, clear parts on the ground."""
    with Image.open(io.BytesIO(picture.data)) as opened:
        image, data = opened.copy(), io.BytesIO()
    if image.mode == "RGBA":
        under = Image.new("RGBA", image.size, ground)
        image = Image.alpha_composite(under, image).convert("RGB")
    if picture.media_type == "image/png":  # words in it would get lost in fewer pixels
        image.save(data, "PNG", optimize=True)
    else:
        image = scaled(image, min(WIDEST, image.width))
        image.save(data, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return data.getvalue()

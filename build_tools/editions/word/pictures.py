"""Figures and charts → pictures that Word, LibreOffice and all others show alike.

    photograph ──▶ pixels that the page can show
    drawing,   ──▶ pages ──▶ PNG
    chart          PDF

Drawings are pixels, not SVG: their words would be set in whatever face the reader's machine has,
and run over their lines (see decision 17).
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace

from PIL import Image

from build_tools.publication.blocks import Chart, Figure
from build_tools.rendering.brand import Brand
from build_tools.rendering.chart import PRINT_WIDTH, draw, palette_of
from build_tools.rendering.pixels import scaled

DOTS = 250
"""Pixels per inch at the width of the text."""
QUALITY = 88
_COLOURS = 256


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture as the file holds it; `suffix` is "png" or "jpeg"."""

    suffix: str
    data: bytes
    width: int
    height: int


class Pictures:
    """All pictures of a publication, each made once; `width` is that of the text, in inches."""

    def __init__(self, nodes: Iterable[Figure | Chart], brand: Brand, width: float) -> None:
        self._most = round(DOTS * width)
        self._rasters: dict[str, Raster] = {}
        drawings: dict[str, bytes] = {}
        palette = replace(palette_of(brand, "screen"), paper="#FFFFFF")
        for node in nodes:
            key = _key(node)
            if isinstance(node, Chart):
                drawings[key] = draw(node, palette, PRINT_WIDTH).encode()
            elif node.picture.media_type == "image/svg+xml":
                drawings[key] = node.picture.data
            elif key not in self._rasters:
                self._rasters[key] = _photograph(node, self._most)
        if drawings:
            images = _drawn(list(drawings.values()), brand, self._most)
            self._rasters |= dict(zip(drawings, images, strict=True))

    def of(self, node: Figure | Chart) -> Raster:
        """Return the picture of a figure or chart."""
        return self._rasters[_key(node)]


def _key(node: Figure | Chart) -> str:
    if isinstance(node, Figure):
        return node.picture.path
    return repr((node.kind, node.unit, node.labels, node.series, node.alt))


# --- Photographs and pictures made of pixels -------------------------------------------


def _photograph(figure: Figure, most: int) -> Raster:
    with Image.open(io.BytesIO(figure.picture.data)) as opened:
        image, made = opened.copy(), io.BytesIO()
    if image.width > most:
        image = scaled(image, most)
    image.info.clear()
    if figure.picture.media_type == "image/jpeg":
        image.save(made, "JPEG", quality=QUALITY, subsampling=0)
        return Raster("jpeg", made.getvalue(), *image.size)
    if image.mode == "RGBA":  # Word has dark surroundings too
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    image.save(made, "PNG", optimize=True)
    return Raster("png", made.getvalue(), *image.size)


# --- Drawings --------------------------------------------------------------------------


def _drawn(drawings: list[bytes], brand: Brand, width: int) -> list[Raster]:
    """Return drawings as PNG, set in the brand's type, each `width` pixels wide."""
    # Half a second to import, for those publications alone that have drawings.
    import pypdfium2

    from build_tools.rendering.paged import fonts, layout
    from build_tools.rendering.paged.pictures import Drawing, prepare

    letters = {ord(letter) for data in drawings for letter in data.decode(errors="ignore")}
    faces = fonts.font_files(brand.type, letters)
    files = {face.name: ("font/ttf", face.data) for face in faces}
    rules, sheets = [], []
    for number, data in enumerate(drawings):
        files[f"drawing-{number}"] = (
            "image/svg+xml",
            prepare(Drawing("image/svg+xml", data)).data,
        )
        wide, high = _size(data)
        rules.append(
            f"@page d{number} {{ size: {wide:g}px {high:g}px; margin: 0 }}\n"
            f"#d{number} {{ page: d{number} }}\n"
        )
        sheets.append(f'<img id="d{number}" src="tandem:drawing-{number}" alt="">')
    css = f"img {{ display: block; width: 100%; break-after: page }}\n{''.join(rules)}"
    html = f"<!doctype html><html><body>{''.join(sheets)}</body></html>"
    pages = layout.render(
        html, (fonts.font_css(faces), "body { margin: 0 }", css), files, fonts.own_fonts_only(), {}
    )
    with pypdfium2.PdfDocument(pages.write_pdf()) as pdf:
        return [
            _png(page.render(scale=width / page.get_width()).to_pil())
            for page, _ in zip(pdf, drawings, strict=True)
        ]


def _size(data: bytes) -> tuple[float, float]:
    """Return the size of a drawing in pixels, by its view box."""
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    box = root.get("viewBox", "0 0 100 100").replace(",", " ").split()
    return float(box[2]), float(box[3])


def _png(image: Image.Image) -> Raster:
    made = io.BytesIO()
    # Drawings have few colours, and many pixels: this way is nearer to them than the usual one,
    # in half its time.
    way, even = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
    flat = image.convert("RGB").quantize(_COLOURS, way, dither=even)
    flat.save(made, "PNG", optimize=True)
    return Raster("png", made.getvalue(), *flat.size)

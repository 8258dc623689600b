"""Laid-out pages as pictures: covers, and what messengers show beside an address.

HTML is laid out as the PDFs are, so always to the same bytes.
"""

from __future__ import annotations

import io

from build_tools.rendering.brand import Brand
from build_tools.rendering.paged import fonts, layout
from build_tools.rendering.paged.private import each_font_its_own

COLOURS = 64
"""So many has a picture that is made of a brand's few; a photograph needs more."""

_PIXELS_PER_POINT = 4 / 3


def draw_pages(html: str, brand: Brand, logo: bytes) -> list[bytes]:
    """Return a PNG for each page, a pixel for each CSS pixel; the logo is `tandem:logo`."""
    import pypdfium2

    faces = fonts.font_files(brand.type, map(ord, html))
    files = {face.name: ("font/ttf", face.data) for face in faces}
    files["logo"] = ("image/svg+xml", logo)
    pages = layout.render(html, (fonts.font_css(faces),), files, fonts.own_fonts_only(), {})
    with each_font_its_own():
        written = pages.write_pdf()
    with pypdfium2.PdfDocument(written) as pdf:
        images = [page.render(scale=_PIXELS_PER_POINT).to_pil() for page in pdf]
    palette = images[0].quantize(COLOURS)  # all have the brand's colours
    drawn = []
    for image in images:
        data = io.BytesIO()
        image.quantize(palette=palette, dither=0).save(data, "PNG", optimize=True)
        drawn.append(data.getvalue())
    return drawn

"""A picture for each page: what messengers and social media show beside a shared address.

    titles ──▶ card.html ──▶ pages ──▶ PNG
               Jinja         PDF

Brand and title, laid out as the PDFs are, so always to the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from build_tools.editions.site.looks import look
from build_tools.publication import Publication
from build_tools.writing.brand import Brand

WIDTH, HEIGHT = 1200, 630
"""Pixels: what is shown uncut wherever such pictures are shown."""

_COLOURS = 64
_PIXELS_PER_POINT = 4 / 3


def draw_cards(
    publication: Publication, brand: Brand, themes: Path, titles: Mapping[str, str]
) -> dict[str, bytes]:
    """Return a PNG for each key of `titles`."""
    # Half a second to import, for those sites alone that have an address.
    import pypdfium2

    from build_tools.writing.paged import fonts, layout

    faces = fonts.font_files(brand.type)
    files = {face.name: ("font/ttf", face.data) for face in faces}
    files["logo"] = ("image/svg+xml", (themes / brand.logo).read_bytes())
    html = look(themes, "card.html").render(
        publication=publication,
        titles=list(titles.values()),
        colours=brand.css("screen"),
        width=WIDTH,
        height=HEIGHT,
    )
    pages = layout.render(html, (fonts.font_css(faces),), files, fonts.own_fonts_only(), {})
    with pypdfium2.PdfDocument(pages.write_pdf()) as pdf:
        images = [page.render(scale=_PIXELS_PER_POINT).to_pil() for page in pdf]
    palette = images[0].quantize(_COLOURS)  # all have the brand's colours
    cards = {}
    for name, image in zip(titles, images, strict=True):
        data = io.BytesIO()
        image.quantize(palette=palette, dither=0).save(data, "PNG", optimize=True)
        cards[name] = data.getvalue()
    return cards

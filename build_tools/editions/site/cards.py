"""A picture for each page: what messengers and social media show beside a shared address.

    titles ──▶ card.html ──▶ pages ──▶ PNG
               Jinja         PDF

Brand and title, laid out as the PDFs are, so always to the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_tools.editions.site.looks import look
from build_tools.publication import Publication
from build_tools.rendering.brand import Brand

WIDTH, HEIGHT = 1200, 630
"""Pixels: what is shown uncut wherever such pictures are shown."""


def draw_cards(
    publication: Publication, brand: Brand, themes: Path, titles: Mapping[str, str]
) -> dict[str, bytes]:
    """Return a PNG for each key of `titles`."""
    # Half a second to import, for those sites alone that have an address.
    from build_tools.rendering.paged.images import draw_pages

    html = look(themes, "card.html").render(
        publication=publication,
        titles=list(titles.values()),
        colours=brand.css("screen"),
        width=WIDTH,
        height=HEIGHT,
    )
    cards = draw_pages(html, brand, (themes / brand.logo).read_bytes())
    return dict(zip(titles, cards, strict=True))

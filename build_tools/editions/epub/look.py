"""Templates, style sheet and cover, from `themes/epub/` and the brand."""

from __future__ import annotations

from pathlib import Path

from build_tools.editions.epub.addresses import FOLDER
from build_tools.editions.epub.archive import Entry
from build_tools.publication import Publication
from build_tools.rendering.brand import CALLOUT_LOOKS, Brand
from build_tools.rendering.paged.images import draw_pages
from build_tools.rendering.templates import template

COVER_WIDTH, COVER_HEIGHT = 1000, 1600
"""Pixels: a library on a tablet shows it at half of that."""


def fill(themes: Path, name: str, **facts: object) -> str:
    """Return a template of the e-book with facts in it."""
    return template(themes / "epub", name).render(**facts) + "\n"


def style_sheet(themes: Path, brand: Brand) -> Entry:
    """Return the style sheet; only lines and edges have the brand's colours, for day and night."""
    css = fill(
        themes,
        "book.css",
        day=brand.tokens("screen"),
        night=brand.tokens("dark"),
        callouts=CALLOUT_LOOKS,
    )
    return Entry(f"{FOLDER}/book.css", "text/css", css.encode(), key="style")


def cover_image(publication: Publication, themes: Path, brand: Brand) -> Entry:
    """Return the cover as a PNG: title and publisher in the brand's colours."""
    html = fill(
        themes,
        "cover.html",
        publication=publication,
        colours=brand.css("screen"),
        width=COVER_WIDTH,
        height=COVER_HEIGHT,
    )
    data = draw_pages(html, brand, (themes / brand.logo).read_bytes())[0]
    path, key = f"{FOLDER}/cover.png", "cover-image"
    return Entry(path, "image/png", data, key, properties=key)

"""The page as a whole, and how large what is in it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.editions.page.addresses import addressed
from build_tools.editions.page.compact import compact
from build_tools.editions.page.drawings import Drawings
from build_tools.editions.page.sections import SectionWriter
from build_tools.editions.page.settings import Variant
from build_tools.editions.page.styles import fonts_css, page_css, policy
from build_tools.publication import Publication
from build_tools.publication.blocks import Chart, Figure
from build_tools.publication.imprint import cover_words, imprint, rights
from build_tools.rendering.brand import read_brand
from build_tools.rendering.chart import named_palette
from build_tools.rendering.templates import template


@dataclass(frozen=True, slots=True)
class Page:
    """A page; `weights` has the bytes of its kinds of content, and of each picture by its path.

    `charts`: they are drawn.
    """

    html: str
    charts: bool
    weights: Mapping[str, int]

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return len(self.html.encode())


class PageWriter:
    """Writes the files of one publication."""

    def __init__(self, publication: Publication, themes: Path) -> None:
        self._publication = publication
        self._brand = read_brand(themes)
        self._css = page_css(self._brand, themes)
        self._body, self._page = (
            template(themes / "page", name) for name in ("body.html", "page.html")
        )
        self._addressed = addressed(publication)

    def write(self, variant: Variant, *, small: bool = False) -> Page:
        """Return the page of a variant; charts are drawn unless it says no.

        `small`: of each picture the smallest copy is shown.
        """
        publication, charts = self._publication, variant.charts != "no"
        drawings = Drawings(named_palette(self._brand), variant.pictures, charts, small)
        weights: dict[str, int] = {}

        def picture(node: Figure | Chart) -> str:
            markup = drawings.markup(node)
            kind = "charts" if isinstance(node, Chart) else node.picture.span.path
            weights[kind] = weights.get(kind, 0) + len(markup.encode())
            return markup

        writer = SectionWriter(self._addressed, picture)
        body = compact(
            self._body.render(
                publication=publication,
                sections={section.id: writer.html(section) for section in publication.sections},
                stamp=str(replace(publication.stamp, notice="")),
                cover=cover_words(publication.record, "page"),
                imprint=imprint(publication.record, "page"),
            )
        )
        fonts = fonts_css(self._brand, frozenset(body)) if variant.fonts else ""
        css = (fonts + self._css).strip()  # checkers strip it before they take its hash
        html = self._page.render(
            publication=publication,
            rights=rights(publication.record),
            policy=policy(css),
            css=css,
            body=body,
        )
        weights["fonts"] = len(fonts.encode())
        weights["words"] = len(html.encode()) - sum(weights.values())
        return Page(html, charts, weights)

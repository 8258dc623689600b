"""Figures and charts as the press takes them, all converted before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.editions.print.drawings import brand_first, drawing_to_print, refused
from build_tools.editions.print.profile import Profile
from build_tools.editions.print.rasters import to_print
from build_tools.editions.print.resolution import fit, points_per_unit, resolution_issues
from build_tools.editions.print.settings import PrintSettings
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.publication.blocks import Chart, Figure, Picture
from build_tools.rendering.brand import Brand
from build_tools.rendering.chart import PRINT_WIDTH, Palette, draw, palette_of
from build_tools.rendering.paged import Drawing
from build_tools.rendering.paged.fonts import TEXT


class PrintPictures:
    """Converts each picture once, and knows it again by what was made of it."""

    def __init__(self, settings: PrintSettings, brand: Brand, profile: Profile) -> None:
        self._settings, self._profile = settings, profile
        self._colours = brand_first(brand, profile)
        self._palette = print_palette(brand)
        self._made: dict[str, Drawing] = {}

    def convert(self, publication: Publication) -> None:
        """Convert every picture, of which none is refused."""
        for section in publication.sections:
            for node in section.nodes():
                if isinstance(node, Figure) and node.picture.path not in self._made:
                    self._made[node.picture.path] = self._converted(node.picture)

    def _converted(self, picture: Picture) -> Drawing:
        if picture.media_type == "image/svg+xml":
            size = points_per_unit(picture, self._settings)
            data = drawing_to_print(picture, self._colours, TEXT, size)
            return Drawing("image/svg+xml", data)
        width = self._settings.page.text_width
        data = to_print(picture.data, self._profile, self._settings.pictures, width)
        found = fit(picture, self._settings)
        smaller = found.width if found.width < found.full_width else None
        return Drawing("image/jpeg", data, width=smaller)

    def draw(self, node: Figure | Chart) -> Drawing:
        """Return a figure's or chart's drawing, in inks."""
        if isinstance(node, Figure):
            return self._made[node.picture.path]
        drawn = draw(node, self._palette, PRINT_WIDTH)
        return Drawing("image/svg+xml", drawn.encode())


def picture_issues(publication: Publication, settings: PrintSettings) -> Iterator[Issue]:
    """Iterate over what of the pictures can't be printed (errors), or not well (warnings)."""
    told: set[str] = set()
    for section in publication.sections:
        for node in section.nodes():
            if isinstance(node, Figure) and node.picture.path not in told:
                told.add(node.picture.path)
                if node.picture.media_type == "image/svg+xml":
                    yield from refused(node.picture)
    yield from resolution_issues(publication, settings)


def print_palette(brand: Brand) -> Palette:
    """Return the brand's palette in inks, in the typeface that layout knows as text."""
    found = palette_of(brand, "cmyk")
    return Palette(found.paper, found.ink, found.muted, found.rule, found.series, font_family=TEXT)

"""Figures and charts as the press takes them, all converted before anything is laid out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from build_tools.editions.print.drawings import brand_first, drawing_to_print
from build_tools.editions.print.inspection import PrintedPicture
from build_tools.editions.print.profile import Profile
from build_tools.editions.print.rasters import to_print
from build_tools.editions.print.settings import PrintSettings
from build_tools.issues import Issue, Report, Severity
from build_tools.publication import Publication
from build_tools.publication.blocks import Chart, Figure
from build_tools.writing.brand import Brand
from build_tools.writing.chart import PRINT_WIDTH, Palette, draw, palette_of
from build_tools.writing.paged import Drawing
from build_tools.writing.paged.fonts import TEXT
from build_tools.writing.paged.pictures import without_metadata


class PrintPictures:
    """Converts each picture once, and knows it again by what was made of it."""

    def __init__(self, settings: PrintSettings, brand: Brand, profile: Profile) -> None:
        self._settings, self._profile = settings, profile
        self._colours = brand_first(brand, profile)
        self._palette = print_palette(brand)
        self._made: dict[str, Drawing] = {}
        self._figures: dict[str, Figure] = {}

    def convert(self, publication: Publication) -> Iterator[Issue]:
        """Convert every picture; iterate over what can't be printed."""
        report = Report()
        for section in publication.sections:
            for node in section.nodes():
                if isinstance(node, Figure) and node.picture.path not in self._made:
                    self._convert(node, report)
        yield from report

    def _convert(self, figure: Figure, report: Report) -> None:
        picture = figure.picture
        if picture.media_type == "image/svg+xml":
            data = drawing_to_print(picture, self._colours, TEXT, report)
            self._made[picture.path] = Drawing("image/svg+xml", data)
            return
        width = self._settings.page.text_width
        data = to_print(picture.data, self._profile, self._settings.pictures, width)
        drawing = without_metadata(Drawing("image/jpeg", data))
        self._made[picture.path] = drawing
        self._figures[hashlib.sha256(drawing.data).hexdigest()] = figure

    def draw(self, node: Figure | Chart) -> Drawing:
        """Return a figure's or chart's drawing, in inks."""
        if isinstance(node, Figure):
            return self._made[node.picture.path]
        drawn = draw(node, self._palette, PRINT_WIDTH)
        return Drawing("image/svg+xml", drawn.encode())

    def resolution_issues(self, printed: Iterable[PrintedPicture]) -> Iterator[Issue]:
        """Iterate over pictures that are too coarse: PRN-030 (refused), PRN-031 (a warning)."""
        limits = self._settings.pictures
        for found in printed:
            figure = self._figures[found.digest]
            if round(found.pixels_per_inch) >= limits.warn_below:
                continue
            refused = round(found.pixels_per_inch) < limits.refuse_below
            wanted = limits.warn_below / found.pixels_per_inch
            yield Issue(
                "PRN-030" if refused else "PRN-031",
                figure.span,
                f"'{figure.picture.path}' prints at {found.pixels_per_inch:.0f} pixels per inch "
                f"on page {found.page}; good print has {limits.warn_below}, the least is "
                f"{limits.refuse_below}.",
                f"Supply it {wanted:.1f} times as wide: "
                f"{round(figure.picture.width * wanted):,} pixels.",
                severity=Severity.ERROR if refused else Severity.WARNING,
            )


def print_palette(brand: Brand) -> Palette:
    """Return the brand's palette in inks, in the typeface that layout knows as text."""
    found = palette_of(brand, "cmyk")
    return Palette(found.paper, found.ink, found.muted, found.rule, found.series, font_family=TEXT)

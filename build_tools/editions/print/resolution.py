"""How large pictures made of pixels are printed: as wide as the column, or as fine as they must be.

pixels enough for the column         ──▶ the column's width
fewer                                ──▶ as wide as they go at the least resolution, and a warning
too few for a third of the column    ──▶ refused; in a draft printed so, and a warning
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from build_tools.editions.print.rasters import MM_PER_INCH
from build_tools.editions.print.settings import PrintSettings
from build_tools.issues import Issue, Severity
from build_tools.publication import Publication
from build_tools.publication.blocks import Figure, Picture

TALLEST = 130
"""Millimetres: the `max-height` of a figure's picture in themes/paged/blocks.css."""
_POINTS = 72
SMALLEST = 1 / 3
"""Of a picture's full width; smaller, it would be a stamp beside its caption."""
_ROUNDING = 1.01
"""Layout and its measuring round: a hundredth more than the least is always enough."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a picture is printed: its width, and its full width, in millimetres, and how fine."""

    width: float
    full_width: float
    pixels: int

    @property
    def per_inch(self) -> float:
        """Pixels per inch."""
        return self.pixels / (self.width / MM_PER_INCH)


def fit(picture: Picture, settings: PrintSettings) -> Fit:
    """Return how a picture is printed in a column of text."""
    full = min(settings.page.text_width, TALLEST * picture.width / picture.height)
    fine = picture.width / (settings.pictures.refuse_below * _ROUNDING) * MM_PER_INCH
    return Fit(min(full, max(fine, full * SMALLEST)), full, picture.width)


def points_per_unit(picture: Picture, settings: PrintSettings) -> float:
    """Return how many points a unit of a drawing has on paper."""
    root = etree.fromstring(picture.data, etree.XMLParser(resolve_entities=False, no_network=True))
    _, _, width, height = map(float, str(root.get("viewBox")).split())
    return min(settings.page.text_width / width, TALLEST / height) / MM_PER_INCH * _POINTS


def resolution_issues(publication: Publication, settings: PrintSettings) -> Iterator[Issue]:
    """Iterate over pictures that are too coarse: PRN-030 (refused), PRN-031 (a warning)."""
    limits, told = settings.pictures, set[str]()
    for section in publication.sections:
        for node in section.nodes():
            if not isinstance(node, Figure) or node.picture.media_type == "image/svg+xml":
                continue
            found = fit(node.picture, settings)
            if node.picture.path in told or round(found.per_inch) >= limits.warn_below:
                continue
            told.add(node.picture.path)
            refused = found.per_inch < limits.refuse_below
            yield Issue(
                "PRN-030" if refused else "PRN-031",
                node.span,
                f"'{node.picture.span.path}' is {found.pixels:,} pixels wide; "
                f"{_printed(found, refused=refused)}",
                _remedy(found, limits.refuse_below, limits.warn_below),
                severity=Severity.ERROR if refused else Severity.WARNING,
            )


def _printed(found: Fit, *, refused: bool) -> str:
    fine = f"{found.per_inch:.0f} pixels per inch"
    if refused:
        return f"even {found.width:.0f} mm wide it would have {fine} in print."
    if found.width < found.full_width:
        return f"it prints {found.width:.0f} mm wide and not {found.full_width:.0f}, with {fine}."
    return f"it prints {found.width:.0f} mm wide with {fine}."


def _remedy(found: Fit, least: int, good: int) -> str:
    wanted = [round(found.full_width / MM_PER_INCH * fine) for fine in (least * _ROUNDING, good)]
    return (
        f"Supply it {wanted[0]:,} pixels wide or more, as the camera took it; "
        f"{wanted[1]:,} are good. Enlarging it in a program does not help."
    )

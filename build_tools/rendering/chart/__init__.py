"""Charts as SVG, from a `Chart` of the tree.

    draw ──▶ bars, columns or lines ──▶ pen
             where things go            shapes and words

Plain shapes with presentation attributes only: no styles, scripts, gradients, opacity, filters,
pattern elements or ids, so that a drawing may stand on any page, in any colour space, twice.
Lengths are in the drawing's own units. Type keeps its size in them, so the narrower a drawing
is made, the larger its words are on a phone.
"""

from __future__ import annotations

import math
from html import escape

from build_tools.publication.blocks import Chart
from build_tools.publication.words import number_words
from build_tools.rendering.chart.bars import draw_bars
from build_tools.rendering.chart.columns import columns_fit, draw_columns
from build_tools.rendering.chart.lines import draw_lines
from build_tools.rendering.chart.palette import Palette, named_palette, palette_of
from build_tools.rendering.chart.pen import Pen
from build_tools.rendering.chart.words import SMALL, TEXT

__all__ = [
    "PHONE_WIDTH",
    "PRINT_WIDTH",
    "TEXT",
    "Palette",
    "draw",
    "draw_in_parts",
    "named_palette",
    "number_words",
    "palette_of",
]

PHONE_WIDTH = 420
"""Type is 11 px high on a screen of 320 px, and larger on every other."""

PRINT_WIDTH = 400
"""Type is 12 pt high at 123 mm, a column of A4."""


def draw(chart: Chart, palette: Palette, width: int = PHONE_WIDTH, small: float = SMALL) -> str:
    """Return a chart as an SVG element with its text alternative as title.

    Words are `TEXT` units high; those that belong to an axis are as high as `small` says.
    Columns whose labels don't fit side by side are drawn as bars, which say the same.
    """
    return _drawn(chart, palette, width, small, None)[0]


def draw_in_parts(
    chart: Chart, palette: Palette, width: int, small: float, tallest: float
) -> tuple[str, ...]:
    """Return a chart as drawings that are no taller than `tallest`, if a label of it allows that.

    Bars are parted between labels; all parts have the same scale.
    """
    count = len(chart.labels)
    whole, height = _drawn(chart, palette, width, small, None)
    parts = 1
    made = [(whole, height)]
    while parts < count and max(height for _, height in made) > tallest:
        parts += 1
        most = math.ceil(count / parts)
        starts = range(0, count, most)
        labels = [range(start, min(start + most, count)) for start in starts]
        made = [_drawn(chart, palette, width, small, some) for some in labels]
    return tuple(svg for svg, _ in made)


def _drawn(
    chart: Chart, palette: Palette, width: int, small: float, labels: range | None
) -> tuple[str, float]:
    pen = Pen(palette, small)
    if labels is None and chart.kind == "line":
        height = draw_lines(pen, chart, width)
    elif labels is None and chart.kind == "column" and columns_fit(pen, chart, width):
        height = draw_columns(pen, chart, width)
    else:
        height = draw_bars(pen, chart, width, labels)
    title = escape(chart.alt, quote=False)
    described = escape(f"{chart.kind.capitalize()} chart. {chart.unit}.", quote=False)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height:g}" '
        f'width="{width}" height="{height:g}" fill="{palette.ink}">'
        f"<title>{title}</title><desc>{described}</desc>"
        f'<rect width="{width}" height="{height:g}" fill="{palette.paper}"/>{pen.svg()}</svg>'
    )
    return svg, height

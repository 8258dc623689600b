"""Drawings for paged editions in the brand's colours for screens."""

from __future__ import annotations

from build_tools.publication.blocks import Chart, Figure
from build_tools.writing.chart import Palette, draw
from build_tools.writing.chart.words import SMALL
from build_tools.writing.paged.pictures import Drawing


class Drawings:
    """Pictures as they are, and charts in a palette's colours.

    `width` and `small` are as `build_tools.writing.chart.draw` has them.
    """

    def __init__(self, palette: Palette, width: int, small: float = SMALL) -> None:
        self._palette, self._width, self._small = palette, width, small

    def draw(self, node: Figure | Chart) -> Drawing:
        """Return a figure's or chart's drawing."""
        if isinstance(node, Figure):
            return Drawing(node.picture.media_type, node.picture.data)
        return Drawing("image/svg+xml", self._chart(node))

    def _chart(self, chart: Chart) -> bytes:
        return draw(chart, self._palette, self._width, self._small).encode()

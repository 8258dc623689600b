"""Drawings for paged editions in the brand's colours for screens."""

from __future__ import annotations

from build_tools.publication.blocks import Chart, Figure
from build_tools.rendering.chart import Palette, draw
from build_tools.rendering.paged.pictures import Drawing


class Drawings:
    """Pictures as they are, and charts in a palette's colours, so many units wide."""

    def __init__(self, palette: Palette, width: int) -> None:
        self._palette, self._width = palette, width

    def draw(self, node: Figure | Chart) -> Drawing:
        """Return a figure's or chart's drawing."""
        if isinstance(node, Figure):
            return Drawing(node.picture.media_type, node.picture.data)
        return Drawing("image/svg+xml", draw(node, self._palette, self._width).encode())

"""What fits in a line at a size of type."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.rendering.chart.words import TEXT
from build_tools.rendering.paged.look import POINTS_PER_MM
from build_tools.rendering.paged.tables import Room

TEXT_WIDTH = 170 * POINTS_PER_MM
"""Points; the style sheets of `themes/large-print/` leave 20 mm at each side of A4."""
CELL_GAP = 1.0
"""Ems to the right of a cell."""
CHARACTER = 0.58
"""Ems that a character of bold type takes on average, rather too much than too little."""
PAGE_HEIGHT, MARGINS, MARGIN_LINES = 297 * POINTS_PER_MM, 20 * POINTS_PER_MM, 4.8
"""Points, and rems, that `themes/large-print/pages.css` leaves above and below the text."""
CAPTION_LINES = 4.5
"""Rems that stay free below a drawing for its caption."""
HEAD_LINES = 2
CONTINUED = len(", continued")


@dataclass(frozen=True, slots=True)
class Measure:
    """Widths at a type size in points."""

    size: float

    @property
    def chart_width(self) -> int:
        """A drawing's width in its own units, so that its words are as large as the text."""
        return int(TEXT_WIDTH * TEXT / self.size)

    @property
    def drawing_height(self) -> float:
        """Points that a drawing may be tall."""
        return PAGE_HEIGHT - MARGINS - (MARGIN_LINES + CAPTION_LINES) * self.size

    @property
    def head_room(self) -> int:
        """Characters of a section's number and title that two lines of a running head hold."""
        return int(HEAD_LINES * TEXT_WIDTH / (CHARACTER * self.size)) - CONTINUED

    @property
    def room(self) -> Room:
        """What tables have room for: a cell that would need more than a line is set below."""
        gap = CELL_GAP * self.size
        return Room(size=self.size, gap=gap, width=TEXT_WIDTH, whole_cells=True)

"""What fits in a line at a size of type."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.publication.blocks import Table, plain
from build_tools.writing.chart.words import TEXT, measure

POINTS_PER_MM = 72 / 25.4

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

    def is_too_wide(self, table: Table) -> bool:
        """Whether some cell would need more than a line, were the table set as a grid."""
        columns = zip(table.header.cells, *(row.cells for row in table.rows), strict=True)
        widths = (
            max(measure(plain(cell.content), self.size) for cell in column) for column in columns
        )
        return sum(width + CELL_GAP * self.size for width in widths) > TEXT_WIDTH

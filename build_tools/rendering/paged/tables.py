"""How a table is set: as a grid, or on its side where its words would not fit in columns.

    grid       a line of columns, each wide enough for its longest word
    on its side    a block for each row, a labelled line for each cell

Words are measured in the faces that they are set in. That is done before anything is laid out,
so that most publications are laid out once; what turns out otherwise on the pages, as in the
narrow column of a callout, is put right by `settling`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from build_tools.publication.blocks import Cell, LineBreak, Strong, Table, inlines, plain

ON_SIDE = "turned"
"""The class of a table on its side; what it looks like is in `themes/paged/turned.css`."""

WIDE = "wide"
"""The class of a grid that takes the margin too."""
MANY, FULL = 6, 80
"""Columns from which on a table is wide, one fewer where a cell has so many characters."""

BREAK = re.compile(r"\s+|(?<=[-–—])")
LONGEST = 20
"""Characters of a word that no line is broken in: longer ones may go on in the next line."""
TALL = 10
"""Lines of a cell from which on its row may be read more easily as a block."""
NARROW = 7.0
"""Ems of a column in which a tall cell is hard to read."""
TALLER = 2.0
"""So much taller than a block a row may be."""

Measure = Callable[[str, bool], float]
"""Words, and whether they are bold → ems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a table has room for, all in points.

    `size` is that of type, `gap` what stays free in each cell besides its words. `width` is the
    text's, `besides` what a wide table may take of the margin; its cells have a `wide_gap`.
    `whole_cells`: a cell has to fit in one line, or the table goes on its side.
    """

    size: float
    gap: float
    width: float
    besides: float = 0
    wide_gap: float = 0
    whole_cells: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """How a table is set: on its side or as a grid, and whether that takes the margin too."""

    on_side: bool = False
    wide: bool = False


def setting_of(table: Table, room: Room, measure: Measure) -> Setting:
    """Return how a table is set; it is measured as if nothing stood around it."""
    columns = list(zip(table.header.cells, *(row.cells for row in table.rows), strict=True))
    least = [max(_word(cell, measure) for cell in column) * room.size for column in columns]
    most = [
        max(map(max, (_lines(cell, measure) for cell in column))) * room.size for column in columns
    ]
    needed = sum(most if room.whole_cells else least)
    width, gap = room.width, room.gap
    is_wide = not room.whole_cells and (needed + gap * len(columns) > width or _is_full(table))
    if is_wide and room.besides:
        width, gap = width + room.besides, room.wide_gap
    spare = width - gap * len(columns)
    on_side = needed > spare or (
        not room.whole_cells
        and _is_easier_on_side(table, _shared(spare, least, most), room, measure)
    )
    return Setting(on_side=on_side, wide=is_wide and not on_side)


def _is_full(table: Table) -> bool:
    full = any(len(plain(cell.content)) >= FULL for row in table.rows for cell in row.cells)
    return len(table.header.cells) + full >= MANY


def _word(cell: Cell, measure: Measure) -> float:
    """Return the width of a cell's longest word, in ems."""
    words = BREAK.split(plain(cell.content))
    return max(measure(word[:LONGEST], _is_bold(cell)) for word in words)


def _lines(cell: Cell, measure: Measure) -> list[float]:
    """Return the lengths of a cell's lines, were each as long as it wants to be, in ems."""
    lines: list[str] = [""]
    for inline in cell.content:
        if isinstance(inline, LineBreak):
            lines.append("")
        else:
            lines[-1] += plain((inline,))
    return [measure(line, _is_bold(cell)) for line in lines]


def _is_bold(cell: Cell) -> bool:
    return bool(cell.heads) or any(isinstance(one, Strong) for one in inlines(cell.content))


def _shared(width: float, least: list[float], most: list[float]) -> list[float]:
    """Return what words have of the columns' widths (CSS 2.2, 17.5.2.2)."""
    wanted = sum(most) - sum(least)
    spare = width - sum(least)
    if spare >= wanted:
        return most
    return [one + spare * (full - one) / wanted for one, full in zip(least, most, strict=True)]


def _is_easier_on_side(table: Table, widths: list[float], room: Room, measure: Measure) -> bool:
    """Whether some cell is tall, and either in a narrow column or much lower as a block."""
    for row in table.rows:
        cells = [_lines(cell, measure) for cell in row.cells]
        block = sum(_height(lines, room.width / room.size) for lines in cells)
        for lines, width in zip(cells, widths, strict=True):
            height = _height(lines, width / room.size)
            if height > TALL and (width < NARROW * room.size or height > TALLER * block):
                return True
    return False


def _height(lines: list[float], width: float) -> int:
    return sum(ceil(line / max(width, 1)) for line in lines)

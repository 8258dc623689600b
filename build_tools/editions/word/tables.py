"""Tables: a header row that repeats, rows that stay whole, no merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.editions.word.inlines import InlineWriter
from build_tools.editions.word.look import INDENT
from build_tools.editions.word.paragraphs import Setting, paragraph
from build_tools.editions.word.xml import Element, w
from build_tools.publication.blocks import Cell, Row, Table, plain
from build_tools.rendering.chart.words import measure
from build_tools.rendering.quantities import QUANTITY

WIDE = 4
"""Columns from which on a table takes the column of the numbers too."""

TYPE, PLAIN, BOLD = 12 * 20, 1.07, 1.2
"""The type's size in twentieths of a point; how much wider a wide face is than `measure` says."""

_MARGINS = 180
_LONG = 40
"""Letters from which on a cell has lines enough."""

_FIRST_ROW, _FIRST_COLUMN, _NO_BANDS = 0x20, 0x80, 0x600


def table(writer: InlineWriter, block: Table, setting: Setting, text_width: int) -> Element:
    """Return a table; `text_width` is the width between the margins."""
    left = setting.indent
    if left == INDENT and len(block.header.cells) >= WIDE:
        left = 0
    widths = column_widths(block, text_width - left)
    heads = bool(block.rows) and all(row.cells[0].heads == "row" for row in block.rows)
    look = _FIRST_ROW | _NO_BANDS | (_FIRST_COLUMN if heads else 0)
    properties = w(
        "tblPr",
        w("tblStyle", val="PublicationTable"),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=left, type="dxa"),
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val=f"{look:04X}",
            firstRow=1,
            lastRow=0,
            firstColumn=int(heads),
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
    )
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    right = set(quantity_columns(block))

    def rows() -> Iterator[Element]:
        for place, row in enumerate((block.header, *block.rows)):
            header = w("tblHeader") if place == 0 else None
            yield w("tr", w("trPr", w("cantSplit"), header), *cells(row, is_header=place == 0))

    def cells(row: Row, *, is_header: bool) -> Iterator[Element]:
        for column, cell in enumerate(row.cells):
            own = replace(setting, lang=cell.lang or row.lang or setting.lang, box=None)
            style = _style(cell, is_header=is_header)
            content = writer.write(cell.content, own.lang)
            words = paragraph(own, style, content, right=column in right)
            yield w("tc", w("tcPr", w("tcW", w=widths[column], type="dxa")), words)

    return w("tbl", properties, grid, *rows())


def _style(cell: Cell, *, is_header: bool) -> str:
    """Return the style of a cell; an empty one heads nothing."""
    if not cell.heads or not cell.content:
        return "TableText"
    return "TableHeader" if cell.heads == "column" or is_header else "TableRowHeader"


def quantity_columns(block: Table) -> Iterator[int]:
    """Iterate over the columns that hold quantities and nothing else, from 0."""
    for column in range(len(block.header.cells)):
        cells = [row.cells[column] for row in block.rows]
        words = [plain(cell.content).strip() for cell in cells if not cell.heads]
        if any(words) and all(map(QUANTITY.fullmatch, words)):
            yield column


def column_widths(block: Table, width: int) -> list[int]:
    """Return the columns' widths, `width` in all: each has room for its longest word, if it can."""
    least, wanted = [], []
    for column in range(len(block.header.cells)):
        cells = [row.cells[column] for row in (block.header, *block.rows)]
        longest = max(
            (
                measure(word, TYPE) * (BOLD if cell.heads else PLAIN)
                for cell in cells
                for word in plain(cell.content).split()
            ),
            default=1,
        )
        whole = max((len(plain(cell.content)) for cell in cells), default=1)
        least.append(round(longest) + _MARGINS)
        # A cell of many words wants more room than one of few, but not as much as it has words.
        room = min(whole, _LONG) + max(0, whole - _LONG) // 4
        wanted.append(max(least[-1], room * TYPE // 2 + _MARGINS))
    if sum(least) >= width:
        shares = [width * part / sum(least) for part in least]
    elif sum(wanted) <= width:
        shares = [width * part / sum(wanted) for part in wanted]
    else:
        spare = width - sum(least)
        more = [want - have for want, have in zip(wanted, least, strict=True)]
        shares = [have + spare * extra / sum(more) for have, extra in zip(least, more, strict=True)]
    widths = [int(share) for share in shares]
    widths[-1] += width - sum(widths)
    return widths

"""Tables: a row of headers, rows of cells, and a first column that may be headers too."""

from __future__ import annotations

from lxml import etree

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Block, Cell, Inline, Row, Strong, Table, plain
from build_tools.reading.tree.places import Places
from build_tools.reading.tree.reader import Reader

_Cells = list[tuple[Inline, ...]]


def table(reader: Reader, element: etree._Element) -> Block:
    """Return a table; its caption is the business of the blocks around it."""
    places = reader.places
    span = places.span(element)
    rows = [
        (places.span(row), [reader.inlines.read(cell) for cell in row])
        for row in element.iter("tr")
    ]
    (head_span, head), body = rows[0], rows[1:]
    if not any(plain(cell).strip() for _, cells in body for cell in cells):
        places.fault("MD-022", span, "The table has a header and no rows.", "Add a row.")
    named = all(_is_bold(cells[0]) for _, cells in body)
    _check_headers(head, head_span, places, named=named)
    return Table(
        span=span,
        caption=(),
        header=Row(
            span=head_span,
            cells=tuple(Cell(span=head_span, content=cell, heads="column") for cell in head),
        ),
        rows=tuple(_row(cells, row_span, named=named) for row_span, cells in body),
    )


def _check_headers(head: _Cells, span: SourceSpan, places: Places, *, named: bool) -> None:
    """Report columns without a header; nothing needs to stand above the names of the rows."""
    for index, cell in enumerate(head):
        if not plain(cell).strip() and not (index == 0 and named):
            places.fault(
                "MD-023",
                span,
                f"Column {index + 1} of the table has no header.",
                "Write what the column holds in the table's first row.",
            )


def _row(cells: _Cells, span: SourceSpan, *, named: bool) -> Row:
    """Return a row; one that is `named` begins with its header."""
    first = Cell(span=span, content=_bare(cells[0]), heads="row") if named else None
    others = cells[1:] if named else cells
    return Row(
        span=span,
        cells=(
            *([first] if first else ()),
            *(Cell(span=span, content=cell) for cell in others),
        ),
    )


def _is_bold(cell: tuple[Inline, ...]) -> bool:
    return len(cell) == 1 and isinstance(cell[0], Strong)


def _bare(cell: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a header cell's words without the strong mark that made it one."""
    strong = cell[0]
    assert isinstance(strong, Strong)
    return strong.content

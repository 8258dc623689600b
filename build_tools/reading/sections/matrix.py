"""The matrix: two vocabularies crossed, and in each cell what is about both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import (
    Block,
    Cell,
    Inline,
    LineBreak,
    Link,
    Row,
    Table,
    Text,
)
from build_tools.publication.words import kind_name
from build_tools.reading.outline import Outline
from build_tools.reading.sections.facts import column_headers, paragraph, text

EMPTY = "Nothing recorded"


def matrix_title(outline: Outline) -> str:
    """Return the section's title: "Themes and life stages"."""
    rows, columns = _axes(outline)
    return f"{kind_name(rows)} and {columns.replace('-', ' ')}"


def matrix_blocks(outline: Outline, span: SourceSpan) -> Iterator[Block]:
    """Yield the matrix with its introduction."""
    rows, columns = _axes(outline)
    across = outline.vocabularies.get(columns, {})
    yield paragraph(
        span,
        f"This table crosses {rows.replace('-', ' ')} with {columns.replace('-', ' ')}. "
        "Each cell lists the commitments, measures, case studies and other sections that are "
        f"about both. An empty cell says “{EMPTY.lower()}”.",
    )
    yield Table(
        span=span,
        caption=text(
            f"What each of the {rows.replace('-', ' ')} does for each of the "
            f"{columns.replace('-', ' ')}"
        ),
        header=column_headers(span, (kind_name(rows), *across.values())),
        rows=tuple(
            Row(
                span=span,
                cells=(
                    Cell(span=span, content=(outline.vocabulary_link(rows, row),), heads="row"),
                    *(
                        Cell(span=span, content=_cell(outline, rows, row, columns, column))
                        for column in across
                    ),
                ),
            )
            for row in outline.vocabularies.get(rows, {})
        ),
    )


def _axes(outline: Outline) -> tuple[str, str]:
    matrix = outline.publication.record.matrix
    assert matrix is not None, "the spine refuses a matrix without axes"
    return matrix.rows, matrix.columns


def _cell(outline: Outline, rows: str, row: str, columns: str, column: str) -> tuple[Inline, ...]:
    links = [
        Link(item.target, (Text(item.title),))
        for item in outline.touching
        if row in item.touches.get(rows, ()) and column in item.touches.get(columns, ())
    ]
    return tuple(_lines(links)) or text(EMPTY)


def _lines(links: Iterable[Inline]) -> Iterator[Inline]:
    """Yield a link a line: a cell is narrow, and on paper nothing else shows where one ends."""
    for place, link in enumerate(links):
        if place:
            yield from (Text(";"), LineBreak())
        yield link

"""Blocks → the plain words of a cell: a line for each paragraph, item, term, caption and cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from build_tools.publication.blocks import (
    Block,
    Callout,
    Chart,
    DefinitionList,
    Figure,
    Heading,
    List,
    Paragraph,
    Quote,
    Table,
    plain,
)


def plain_words(blocks: Iterable[Block]) -> str:
    """Return blocks as lines; an item begins with its mark: "• " or "3. "."""
    return "\n".join(" ".join(line.split()) for line in _lines(blocks) if line.strip())


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield plain(block.content)
        case List():
            yield from _items(block)
        case DefinitionList():
            for entry in block.entries:
                yield plain(entry.term)
                yield from _lines(entry.blocks)
        case Table():
            yield from _table(block)
        case Quote():
            yield from _lines(block.blocks)
            yield from [plain(block.speaker)] if block.speaker else []
        case Callout():
            yield plain(block.title)
            yield from _lines(block.blocks)
        case Figure():
            yield from (block.alt, plain(block.caption))
            yield from _lines(block.description)
        case Chart():
            yield from (block.alt, plain(block.caption))
            yield from _table(block.table)
        case _:
            assert_never(block)


def _items(block: List) -> Iterator[str]:
    for place, item in enumerate(block.items, start=block.start):
        mark = f"{place}." if block.ordered else "•"
        first, rest = item.blocks[:1], item.blocks[1:]
        if first and isinstance(first[0], Paragraph):
            yield f"{mark} {plain(first[0].content)}"
        else:
            yield mark
            rest = item.blocks
        yield from _lines(rest)


def _table(table: Table) -> Iterator[str]:
    yield plain(table.caption)
    for row in (table.header, *table.rows):
        yield from (plain(cell.content) for cell in row.cells)

"""Captions of tables: a paragraph that begins with "Table:", and the table after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeGuard

from build_tools.publication.blocks import Block, Inline, Paragraph, Table, Text
from build_tools.reading.tree.ids import take_id
from build_tools.reading.tree.inlines import trimmed
from build_tools.reading.tree.places import Places

_START = "Table:"
NONE = "This table has no caption yet"
"""What a draft says where an editor has yet to write one."""


@dataclass
class Captions:
    """Gives tables their captions, in a run of blocks."""

    places: Places
    _waiting: Paragraph | None = None
    """A caption whose table has not come yet."""

    def pair(self, block: Block) -> Iterator[Block]:
        """Yield the next block: a table with its caption, a caption not at all."""
        if isinstance(block, Table) and not block.caption:
            yield self._captioned(block)
            return
        self.end()
        if _is_caption(block):
            self._waiting = block
        else:
            yield block

    @property
    def waits(self) -> bool:
        """Whether a caption's table must come next."""
        return self._waiting is not None

    def end(self) -> None:
        """Report a caption that still waits."""
        if self._waiting is not None:
            self.places.fault(
                "MD-021",
                self._waiting.span,
                "A caption that begins with 'Table:' has no table after it.",
                "Put the table directly after it, with one empty line between.",
            )
        self._waiting = None

    def _captioned(self, table: Table) -> Table:
        caption, self._waiting = self._waiting, None
        if caption is not None:
            words, name = take_id(caption.content, "table", caption.span, self.places)
            return replace(table, caption=_without_start(words), id=name)
        self.places.fault(
            "MD-020",
            table.span,
            "The table has no caption.",
            "Write a paragraph 'Table: what it shows' before it.",
        )
        return replace(table, caption=(Text(NONE),))


def _is_caption(block: Block) -> TypeGuard[Paragraph]:
    if not isinstance(block, Paragraph):
        return False
    first = block.content[0]
    return isinstance(first, Text) and first.text.startswith(_START)


def _without_start(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    first = content[0]
    assert isinstance(first, Text)
    return trimmed((Text(first.text.removeprefix(_START)), *content[1:]))

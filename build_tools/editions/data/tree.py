"""Blocks and inlines → JSON values, by the names of `publication.schema.json`.

What is empty is left out: a block without an id has no `id`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, assert_never

from build_tools.publication import Publication
from build_tools.publication.blocks import (
    Address,
    Block,
    Callout,
    Cell,
    Chart,
    Code,
    Definition,
    DefinitionList,
    Deleted,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    Node,
    Note,
    NoteCall,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Row,
    Strong,
    Table,
    TermUse,
    Text,
)

Json = dict[str, Any]


def filled(value: Json) -> Json:
    """Return an object without what is empty; false is empty too, and 0 is not."""
    return {name: one for name, one in value.items() if not _is_empty(one)}


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", [], {})


def number(value: float) -> int | float:
    """Return a number without a fraction that says nothing: 31, not 31.0."""
    return int(value) if value == int(value) else value


@dataclass(frozen=True, slots=True)
class TreeWriter:
    """Writes blocks; the publication says which number a link's target has."""

    publication: Publication

    # --- Inlines ---

    def content(self, content: tuple[Inline, ...]) -> list[Any]:
        """Return inlines: plain words are strings."""
        return [self._inline(inline) for inline in content]

    def _inline(self, inline: Inline) -> Any:  # noqa: ANN401, PLR0911  (one for each kind)
        match inline:
            case Text(text):
                return text
            case Emphasis(content):
                return {"type": "emphasis", "content": self.content(content)}
            case Strong(content):
                return {"type": "strong", "content": self.content(content)}
            case Deleted(content):
                return {"type": "deleted", "content": self.content(content)}
            case Code(text):
                return {"type": "code", "text": text}
            case Foreign(lang, content):
                return {"type": "foreign", "lang": lang, "content": self.content(content)}
            case Link(target, content):
                kind = "term_use" if isinstance(inline, TermUse) else "link"
                return {
                    "type": kind,
                    "target": self.target(target),
                    "content": self.content(content),
                }
            case NoteCall():
                return {
                    "type": "note_call",
                    "note": inline.note,
                    "number": inline.number,
                    "call": inline.call,
                }
            case LineBreak():
                return {"type": "line_break"}
            case _:
                assert_never(inline)

    def target(self, target: Reference | Address) -> Json:
        """Return where a link leads: a section or a block with its number, or an address."""
        if isinstance(target, Address):
            return {"url": target.url}
        return filled(
            {
                "section": target.section,
                "block": target.block,
                "number": self.publication.number(target),
            }
        )

    # --- Blocks ---

    def blocks(self, blocks: Iterable[Block]) -> list[Json]:
        """Return blocks in reading order."""
        return [self._block(block) for block in blocks]

    def note(self, note: Note) -> Json:
        """Return a footnote."""
        made = self._node(note, content=self.content(note.content))
        return {**made, "number": int(note.number), "calls": note.calls}

    def _node(self, node: Node, name: str = "", /, **more: object) -> Json:
        head = {"type": name, "id": node.id, "number": node.number, "lang": node.lang}
        return filled({**head, **more})

    def _block(self, block: Block) -> Json:  # noqa: PLR0911  (one for each kind)
        match block:
            case Heading():
                content = self.content(block.content)
                return self._node(block, "heading", level=block.level, content=content)
            case Paragraph():
                return self._node(block, "paragraph", content=self.content(block.content))
            case List():
                return {
                    **self._node(block, "list", ordered=block.ordered),
                    **({"start": block.start} if block.ordered else {}),
                    "items": [self._item(item) for item in block.items],
                }
            case DefinitionList():
                entries = [self._entry(entry) for entry in block.entries]
                return self._node(block, "definition_list", entries=entries)
            case Table():
                return self._table(block)
            case Quote():
                return self._node(
                    block,
                    "quote",
                    blocks=self.blocks(block.blocks),
                    speaker=self.content(block.speaker),
                )
            case Callout():
                return self._node(
                    block,
                    "callout",
                    kind=block.kind,
                    title=self.content(block.title),
                    blocks=self.blocks(block.blocks),
                )
            case Figure():
                return self._node(
                    block,
                    "figure",
                    label=block.label,
                    picture=_picture(block.picture),
                    alt=block.alt,
                    caption=self.content(block.caption),
                    description=self.blocks(block.description),
                )
            case Chart():
                return self._node(
                    block,
                    "chart",
                    label=block.label,
                    kind=block.kind,
                    unit=block.unit,
                    labels=list(block.labels),
                    series=[
                        {"name": one.name, "values": [number(value) for value in one.values]}
                        for one in block.series
                    ],
                    caption=self.content(block.caption),
                    alt=block.alt,
                    table=self._table(block.table),
                )
            case _:
                assert_never(block)

    def _item(self, item: Item) -> Json:
        return self._node(item, blocks=self.blocks(item.blocks))

    def _entry(self, entry: Definition) -> Json:
        made = self._node(entry, term=self.content(entry.term))
        return filled({**made, "blocks": self.blocks(entry.blocks)})

    def _table(self, table: Table) -> Json:
        return {
            **self._node(table, "table", label=table.label, caption=self.content(table.caption)),
            "header": self._row(table.header),
            "rows": [self._row(row) for row in table.rows],
        }

    def _row(self, row: Row) -> Json:
        return {**self._node(row), "cells": [self._cell(cell) for cell in row.cells]}

    def _cell(self, cell: Cell) -> Json:
        return self._node(cell, heads=cell.heads, content=self.content(cell.content))


def _picture(picture: Picture) -> Json:
    return {
        "path": picture.path,
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "bytes": len(picture.data),
        "sha256": hashlib.sha256(picture.data).hexdigest(),
    }

"""Blocks as lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never, get_args

from build_tools.editions.text.inlines import InlineWriter, author_words, mark
from build_tools.editions.text.lines import GLUE, Line
from build_tools.publication import stem
from build_tools.publication.blocks import (
    Block,
    Callout,
    CalloutKind,
    Cell,
    Chart,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    Item,
    List,
    Node,
    Paragraph,
    Quote,
    Row,
    Table,
)
from build_tools.publication.words import kind_name

_STEP = 4
"""Columns by which what belongs to an entry is indented."""

_LABELS = (
    "Caption",
    "Chart",
    "Image",
    "Long description",
    "Quote",
    "Speaker",
    "Table",
    *map(kind_name, get_args(CalloutKind)),
)
_LIKE_A_LABEL = re.compile(rf"({'|'.join(_LABELS)}|Table \d+):|Footnote \d+, from ")
_NAME_ENDS = re.compile(rf":+(?=[ {GLUE}]|$)")
_LIKE_A_MARKER = re.compile(r"(-|\d+\.)( |$)")


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes blocks of the section with this number (empty: of none) at an indent."""

    inlines: InlineWriter
    section: str = ""
    indent: int = 0

    def blocks(self, blocks: Iterable[Block], lang: str = "") -> Iterator[Line]:
        """Iterate over the lines of blocks; `lang` is that of blocks that name none."""
        previous: Block | None = None
        for tag, group in groupby(blocks, lambda block: block.lang or lang or self.inlines.lang):
            marks = self.inlines.change_to(tag)
            writer = replace(self, inlines=replace(self.inlines, lang=tag))
            if marks:
                yield self.line(marks[0])
            for block in group:
                if isinstance(block, List | DefinitionList) and type(block) is type(previous):
                    yield self.line(mark("New list"))
                yield from writer._block(block)
                previous = block
            if marks:
                yield self.line(marks[1])

    def line(self, words: str, node: Node | None = None, before: int = 1) -> Line:
        """Return a line of its own, with the node's number."""
        number = f"{node.number} " if node and node.number else ""
        return Line(number + words, self.indent, before=before)

    def _block(self, block: Block) -> Iterator[Line]:
        match block:
            case Heading():
                yield self.line(self._told_apart(block), block, before=2)
            case Paragraph():
                yield self.line(self._told_apart(block), block)
            case List():
                yield from _tight(
                    line
                    for number, item in enumerate(block.items, block.start)
                    for line in self._entry(f"{number}." if block.ordered else "-", item)
                )
            case DefinitionList():
                yield from _tight(
                    line for entry in block.entries for line in self._definition(entry)
                )
            case Table():
                yield from self._table(block)
            case Quote():
                yield self.line("Quote:", block)
                yield from self.blocks(block.blocks)
                if block.speaker:
                    yield self._labelled("Speaker", None, block.speaker)
                yield self.line(mark("End of quote"))
            case Callout():
                kind = kind_name(block.kind)
                title = re.sub(f"^{kind}(: |$)", "", self.inlines.write(block.title))
                yield self.line(f"{kind}: {title}", block)
                yield from self.blocks(block.blocks)
                yield self.line(mark(f"End of {kind.lower()}"))
            case Figure():
                yield self.line(f"Image: {author_words(block.alt)}", block)
                yield from self._caption(block)
                if block.description:
                    yield self.line("Long description:")
                    yield from self.blocks(block.description)
                    yield self.line(mark("End of long description"))
            case Chart():
                yield self.line(f"Chart: {author_words(block.alt)}", block)
                yield from self._caption(block)
                yield from self.blocks([block.table])
            case _:
                assert_never(block)

    def _told_apart(self, block: Heading | Paragraph) -> str:
        """Return the block's words, with a mark if they begin as something else does."""
        words = self.inlines.write(block.content)
        own = stem(self.section)
        number = rf"{own}(\.\d|{'[A-Z]' if own.isdecimal() else '[0-9]'})|" if own else ""
        mistaken = (not block.number and re.match(rf"{number}\+\+", words)) or (
            isinstance(block, Paragraph) and _LIKE_A_LABEL.match(words)
        )
        return f"{mark('Text')} {words}" if mistaken else words

    def _labelled(self, label: str, node: Node | None, content: tuple[Inline, ...]) -> Line:
        return self.line(f"{label}: {self.inlines.write(content)}", node)

    def _caption(self, block: Figure | Chart) -> Iterator[Line]:
        if block.caption:
            yield self._labelled("Caption", None, block.caption)

    # --- Entries of lists and tables ---

    def _entry(self, marker: str, entry: Item | Definition, alone: bool = False) -> Iterator[Line]:
        """Iterate over an entry's lines; its marker stands before the first, where it can."""
        inner = replace(self, indent=self.indent + _STEP)
        lines = list(inner.blocks(entry.blocks, entry.lang))
        if alone or not lines or lines[0].entry or lines[0].before > 1:
            lines.insert(0, inner.line(""))
        yield replace(lines[0], text=f"{marker} {lines[0].text}", entry=True)
        yield from lines[1:]

    def _definition(self, entry: Definition) -> Iterator[Line]:
        term = self.inlines.write_in(entry.lang, entry.term).replace("\n", " ")
        if _LIKE_A_MARKER.match(term) or _NAME_ENDS.search(term):
            yield from self._entry(f"{mark('Term')} {term}", entry, alone=True)
        elif term.endswith((".", "?", "!")):
            yield from self._entry(term, entry, alone=True)
        else:
            yield from self._entry(f"{term}:", entry)

    def _table(self, block: Table) -> Iterator[Line]:
        """Iterate over a table; the caption of one with a number begins with "Table 3: "."""
        if block.label:
            yield self.line(self.inlines.write(block.caption))
        else:
            yield self._labelled("Table", block, block.caption)
        yield from self._rows(block)
        yield self.line(mark("End of table"))

    def _rows(self, table: Table) -> Iterator[Line]:
        names = [
            self._header(self._cell(table.header, cell), column)
            for column, cell in enumerate(table.header.cells, 1)
        ]
        values = [
            [self._cell(row, cell) or mark("empty") for cell in row.cells] for row in table.rows
        ] or [[mark("no rows")] * len(names)]
        for row in values:
            for column, (name, value) in enumerate(zip(names, row, strict=True)):
                text, indent = f"{name}: {value}", self.indent + _STEP
                yield Line(text, indent, entry=True, before=0 if column else 1)

    def _header(self, words: str, column: int) -> str:
        unnamed = "Row" if column == 1 else f"Column {column}"
        if words == unnamed:
            return f"{mark('Text')} {words}"
        name = _NAME_ENDS.sub(lambda colons: colons[0] * 2, words.replace("\n", " "))
        return name or unnamed

    def _cell(self, row: Row, cell: Cell) -> str:
        return self.inlines.write_in(cell.lang or row.lang, cell.content)


def _tight(lines: Iterable[Line]) -> list[Line]:
    """Return a list's lines, without blank ones between them where all are entries."""
    first, *rest = lines
    if all(line.entry for line in rest):
        rest = [replace(line, before=0) for line in rest]
    return [first, *rest]

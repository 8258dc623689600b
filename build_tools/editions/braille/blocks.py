"""Blocks → lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import assert_never

from build_tools.editions.braille.inlines import InlineWriter
from build_tools.editions.braille.lines import BREAK, HEADINGS, Form, Line
from build_tools.editions.braille.settings import BrailleSettings
from build_tools.editions.braille.ueb import NOTE, SPACE
from build_tools.publication import ANNEX, stem
from build_tools.publication.blocks import (
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
    Link,
    List,
    Node,
    NoteCall,
    Paragraph,
    Quote,
    Row,
    Strong,
    Table,
    Text,
    content_of,
    plain,
    walk,
)
from build_tools.publication.words import kind_name

BULLET = "⠸⠲"
"""UEB 3.5."""

_COLON = "⠒"
_LETTER = "⠰"
"""UEB 5.2: what follows is a letter, and no contraction."""
_MARKER = re.compile(f"({BULLET}|⠼[⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚]+⠲)({SPACE}|$)")


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes blocks of a section with this number (empty: of none) at a depth."""

    inlines: InlineWriter
    settings: BrailleSettings
    section: str = ""
    depth: int = 0

    def within(self, lang: str, nodes: Iterable[Node], more: str = "") -> BlockWriter:
        """Return a writer for nodes in a language; `more` are words of theirs besides.

        It writes the language's own code if there are words enough (14.1: what is substantial).
        """
        inlines = self.inlines
        if not lang or lang == inlines.lang:
            return self
        words = " ".join([more, *map(_words_of, walk(iter(tuple(nodes))))])
        enough = len(words.split()) >= self.settings.foreign_passage
        code = self.settings.code(lang) if enough and self._is_foreign(lang) else ""
        return replace(self, inlines=replace(inlines, lang=lang, code=code))

    def _is_foreign(self, lang: str) -> bool:
        own = self.inlines.publication.lang
        return lang.partition("-")[0] != own.partition("-")[0]

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Line]:
        """Iterate over the lines of blocks."""
        several = tuple(blocks)
        follows = {id(block) for last, block in pairwise(several) if _runs_on(last, block)}
        for block in several:
            writer = self.within(block.lang, (block,))
            if id(block) in follows:
                yield writer.mark("new list")
            yield from writer._block(block)

    # --- Lines ------------------------------------------------------------------------

    def mark(self, words: str, cells: str = "", node: Node | None = None) -> Line:
        """Return a line that begins with words of the edition's own."""
        return self.line(self.note(words), cells, node=node)

    def note(self, words: str) -> str:
        """Return words of the edition's own."""
        return self.inlines.ueb.note(words)

    def line(self, *cells: str, node: Node | None = None, form: Form = "paragraph") -> Line:
        """Return a line of its own, with the node's number."""
        number = self.inlines.ueb.write(node.number) if node and node.number else ""
        return Line(SPACE.join(part for part in (number, *cells) if part), form, self.depth)

    def told_apart(self, node: Node, content: Iterable[Inline], form: Form = "paragraph") -> Line:
        """Return a line of an author's words, marked where they begin as something else does."""
        cells = self.inlines.write(content)
        mistaken = not node.number and self._is_like_a_number(cells)
        if form in HEADINGS:
            labels = map(self.inlines.ueb.write, ("Part 1", "Section 1", f"{ANNEX} A", "Part:"))
            tops = (*(label[:-1] for label in labels), self.inlines.ueb.write("Section:"))
            mistaken |= cells.startswith(tops)
        first = self.note("text") if mistaken or not cells else ""
        return self.line(first, cells, node=node, form=form)

    def _is_like_a_number(self, cells: str) -> bool:
        own = stem(self.section)
        cell = re.escape(self.inlines.ueb.write(own).removeprefix(_LETTER)) if own else "(?!)"
        return re.match(rf"{_LETTER}?{cell}(⠲⠼?[⠁-⠵]|[⠠⠼])\S*?({SPACE}|$)", cells) is not None

    # --- Blocks -----------------------------------------------------------------------

    def _block(self, block: Block) -> Iterator[Line]:  # noqa: PLR0912  (one for each kind)
        match block:
            case Heading():
                form: Form = "heading" if block.level == 2 else "subheading"  # noqa: PLR2004
                yield self.told_apart(block, block.content, form)
            case Paragraph():
                yield self.told_apart(block, block.content)
            case List():
                for number, item in enumerate(block.items, block.start):
                    marker = self.inlines.ueb.write(f"{number}.") if block.ordered else BULLET
                    yield from self._entry(marker, item)
            case DefinitionList():
                for entry in block.entries:
                    yield from self._definition(entry)
            case Table():
                yield self.mark("table", self.inlines.write(block.caption), block)
                yield from self._rows(block)
                yield self.mark("end of table")
            case Quote():
                yield self.mark("quotation", node=block)
                yield from self.blocks(block.blocks)
                if block.speaker:
                    yield self.mark("said by", self.inlines.write(block.speaker))
                yield self.mark("end of quotation")
            case Callout():
                kind = kind_name(block.kind)
                title = self.inlines.write(_without_kind(kind, block.title))
                yield self.mark(kind.lower(), title, block)
                yield from self.blocks(block.blocks)
                yield self.mark(f"end of {kind.lower()}")
            case Figure():
                yield self._described("picture", block)
                yield from self._caption(block)
                if block.description:
                    yield self.mark("description")
                    yield from self.blocks(block.description)
                    yield self.mark("end of description")
            case Chart():
                yield self._described("chart", block)
                yield from self._caption(block)
                yield from self.blocks([block.table])
            case _:
                assert_never(block)

    def _described(self, what: str, block: Figure | Chart) -> Line:
        """Return a line of what can be seen in print, as a transcriber's note."""
        words = self.inlines.ueb.write(f"{what}:"), self.inlines.write_text(block.alt)
        return self.line(SPACE.join(words).join(NOTE), node=block)

    def _caption(self, block: Figure | Chart) -> Iterator[Line]:
        if block.caption:
            yield self.mark("caption", self.inlines.write(block.caption))

    # --- Entries of lists and tables ----------------------------------------------------

    def _entry(
        self, marker: str, entry: Item | Definition, *, alone: bool = False
    ) -> Iterator[Line]:
        """Iterate over an entry's lines; its marker stands before the first, where it can."""
        writer = self.within(entry.lang, (entry,))
        inner = replace(writer, depth=self.depth + 1)
        lines = list(inner.blocks(entry.blocks))
        if alone or not lines or lines[0].form != "paragraph":
            lines.insert(0, Line(""))
        cells = f"{marker}{SPACE}{lines[0].cells}" if lines[0].cells else marker
        yield Line(cells, "entry", self.depth)
        yield from lines[1:]

    def _definition(self, entry: Definition) -> Iterator[Line]:
        term = self.within(entry.lang, (entry,)).inlines.write(entry.term)
        term = term.replace(BREAK, SPACE)
        if _MARKER.match(term) or not term:
            term = f"{self.note('text')}{SPACE}{term}".rstrip(SPACE)
        if term.endswith(("⠲", "⠖", "⠦")):  # it is a sentence
            term += f"{SPACE}{self.note(':')}"
            yield from self._entry(term, entry, alone=True)
        else:
            yield from self._entry(self._named(term), entry)

    def _named(self, name: str) -> str:
        """Return a name with the colon that ends it, told apart from colons of its own."""
        if re.search(f"{_COLON}({SPACE}|$)", name):
            return f"{name}{SPACE}{self.note(':')}"
        return name + _COLON

    def _rows(self, table: Table) -> Iterator[Line]:
        writer = self.within(table.lang, (table,))
        names = [
            self._header(writer._cell(table.header, cell), column)
            for column, cell in enumerate(table.header.cells, 1)
        ]
        values = [
            [writer._cell(row, cell) or self.note("empty") for cell in row.cells]
            for row in table.rows
        ] or [[self.note("no rows")] * len(names)]
        for row in values:
            for column, (name, value) in enumerate(zip(names, row, strict=True)):
                yield Line(f"{name}{SPACE}{value}", "more" if column else "entry", self.depth)

    def _header(self, cells: str, column: int) -> str:
        unnamed = "row" if column == 1 else f"column {column}"
        return self._named(cells.replace(BREAK, SPACE) or self.note(unnamed))

    def _cell(self, row: Row, cell: Cell) -> str:
        return self.within(cell.lang or row.lang, (cell,)).inlines.write(cell.content)


def _runs_on(last: Block, block: Block) -> bool:
    """Whether a list would be taken for the end of the one before it."""
    return isinstance(block, List | DefinitionList) and isinstance(last, List | DefinitionList)


def _without_kind(kind: str, title: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a callout's title without its kind, where it begins with that."""
    said = re.match(f"{kind}(: |$)", "".join(map(_shown, title)))
    return tuple(_cut(title, said.end())) if said else title


def _shown(inline: Inline) -> str:
    """Return the words of an inline, with a character for each call of a note."""
    if isinstance(inline, NoteCall):
        return "\ufffc"
    held = getattr(inline, "content", None)
    return plain((inline,)) if held is None else "".join(map(_shown, held))


def _cut(content: tuple[Inline, ...], count: int) -> Iterator[Inline]:
    """Iterate over inlines without their first characters."""
    for inline in content:
        if count <= 0:
            yield inline
        elif isinstance(inline, Text | Code):
            yield replace(inline, text=inline.text[count:])
        elif isinstance(inline, Emphasis | Strong | Deleted | Foreign | Link):
            yield replace(inline, content=tuple(_cut(inline.content, count)))
        count -= len(_shown(inline))


def _words_of(node: Node) -> str:
    words = plain(content_of(node))
    return f"{node.alt} {words}" if isinstance(node, Figure | Chart) else words

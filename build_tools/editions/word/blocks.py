"""Blocks → paragraphs and tables, one after the other.

Word's text is flat: what is inside what shows in styles and indents. Numbers of headings and
paragraphs are words, in the style "Number", since they are how this version is cited; numbers of
list items are Word's own (see decision 17).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from build_tools.editions.word.addresses import Bookmarks, bookmark_name
from build_tools.editions.word.inlines import InlineWriter, numbered
from build_tools.editions.word.lists import BULLETS, Numbering
from build_tools.editions.word.look import INDENT, LOOKS, STEP, TERM, Look
from build_tools.editions.word.paragraphs import Box, Setting, paragraph, room_after, room_before
from build_tools.editions.word.tables import BOLD, TYPE, table
from build_tools.editions.word.xml import Element, W, run, text, w
from build_tools.publication.blocks import (
    Block,
    Callout,
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
    Reference,
    Table,
    plain,
)
from build_tools.publication.words import kind_name
from build_tools.rendering.brand import CALLOUT_LOOKS
from build_tools.rendering.chart.words import measure

_GAP = 120

HEADING_DEPTH = 1
"""Parts are of level 1, sections of level 2; so a heading of level 2 in a section is one more."""

Draw = Callable[[Figure | Chart, int], Element]
"""A figure or chart and the width that it may take → a drawing."""


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes the blocks of a section; `linked` are the targets of links."""

    section: str
    inlines: InlineWriter
    bookmarks: Bookmarks
    linked: frozenset[Reference]
    numbering: Numbering
    draw: Draw
    look: Look

    def blocks(self, blocks: Iterable[Block], setting: Setting) -> Iterator[Element]:
        """Iterate over the elements of blocks."""
        for block in blocks:
            yield from self._block(block, replace(setting, lang=block.lang or setting.lang))

    def _block(self, block: Block, setting: Setting) -> Iterator[Element]:
        match block:
            case Heading():
                words = self._named(block, block.content, setting)
                style = f"Heading{block.level + HEADING_DEPTH}"
                left = None if block.number else INDENT
                yield paragraph(setting, style, [*numbered(block.number), *words], left=left)
            case Paragraph():
                words = self._named(block, block.content, setting)
                if block.number:
                    words = [*numbered(block.number), *words]
                    yield paragraph(setting, "NumberedParagraph", words)
                else:
                    yield self._plain(setting, words)
            case List():
                yield from self._place(block)
                yield from self._list(block, setting)
            case DefinitionList():
                yield from self._place(block)
                yield from self._definitions(block, setting)
            case Table():
                yield from self._place(block)
                yield from self._table(block, setting)
            case Quote():
                yield from self._quote(block, setting)
            case Callout():
                yield from self._callout(block, setting)
            case Figure():
                yield from self._drawing(block, setting)
                yield from self.blocks(block.description, replace(setting, plain="LongDescription"))
            case Chart():
                yield from self._drawing(block, setting)
                yield from self._block(block.table, setting)
            case _:
                assert_never(block)

    # --- Where links lead ---

    def _name(self, node: Node) -> str:
        reference = Reference(self.section, node.id)
        return bookmark_name(reference) if node.id and reference in self.linked else ""

    def _place(self, node: Node) -> Iterator[Element]:
        """Yield a bookmark before what has no words of its own."""
        yield from self.bookmarks.around(self._name(node), [])

    def _named(self, node: Node, content: tuple[Inline, ...], setting: Setting) -> list[Element]:
        words = self.inlines.write(content, setting.lang)
        return list(self.bookmarks.around(self._name(node), words))

    # --- Paragraphs ---

    def _plain(self, setting: Setting, words: Iterable[Element]) -> Element:
        return paragraph(setting, setting.plain, words, left=_unusual(setting.indent))

    def _list(self, block: List, setting: Setting) -> Iterator[Element]:
        counts, number = block.ordered, BULLETS
        if counts:
            number = self.numbering.counting(block.start, setting.depth)
        for item in block.items:
            own = replace(setting, lang=item.lang or setting.lang)
            yield from self._item(item, own, "ListNumber" if counts else "ListBullet", number)

    def _item(self, item: Item, setting: Setting, style: str, number: int) -> Iterator[Element]:
        """Yield an item's first paragraph with its mark, then what else it holds."""
        left = setting.indent + STEP
        first: tuple[Inline, ...] = ()
        rest, own = item.blocks, setting
        if rest and isinstance(rest[0], Paragraph):
            first, own = rest[0].content, replace(setting, lang=rest[0].lang or setting.lang)
            rest = rest[1:]
        words = self._named(item, first, own)
        yield paragraph(own, style, words, left=left, hanging=STEP, list_number=number)
        inner = replace(setting, plain="ListContinue", indent=left, depth=setting.depth + 1)
        yield from self.blocks(rest, inner)

    def _definitions(self, block: DefinitionList, setting: Setting) -> Iterator[Element]:
        """Yield terms beside what they mean; if one does not fit, all stand above it."""
        beside = all(_fits(entry.term) for entry in block.entries)
        indent = setting.indent + (TERM if beside else STEP)
        for entry in block.entries:
            own = replace(setting, lang=entry.lang or setting.lang)
            inner = replace(own, plain="Definition", indent=indent)
            yield from self._entry(entry, own, inner, beside=beside)

    def _entry(
        self, entry: Definition, setting: Setting, inner: Setting, *, beside: bool
    ) -> Iterator[Element]:
        first = entry.blocks[0] if entry.blocks else None
        term = self._named(entry, entry.term, setting)
        if beside and isinstance(first, Paragraph) and not first.lang:
            meaning = self._named(first, first.content, setting)
            words = [*_as_term(term), run(w("tab"), style="TermName"), *meaning]
            hanging = inner.indent - setting.indent
            yield paragraph(
                setting, "TermWithDefinition", words, left=inner.indent, hanging=hanging
            )
            yield from self.blocks(entry.blocks[1:], inner)
        else:
            yield paragraph(setting, "Term", term, left=_unusual(setting.indent))
            yield from self.blocks(entry.blocks, inner)

    def _table(self, block: Table, setting: Setting) -> Iterator[Element]:
        if block.caption:
            yield self._caption(block.caption, setting, before=True)
        yield table(self.inlines, block, setting, self.look.text_width)

    def _caption(
        self, content: tuple[Inline, ...], setting: Setting, *, before: bool = False
    ) -> Element:
        """Return a caption; one that stands before its table stays with it."""
        words = self.inlines.write(content, setting.lang)
        made = paragraph(setting, "Caption", words, left=_unusual(setting.indent))
        if before:
            made[0].insert(1, w("keepNext"))
        return made

    # --- What is set apart ---

    def _quote(self, block: Quote, setting: Setting) -> Iterator[Element]:
        """Yield a quote; its first paragraph has its number and is the place of its bookmark."""
        rest, own, words = block.blocks, setting, [run(text("Quote"), style="Label")]
        if rest and isinstance(rest[0], Paragraph):
            own = replace(setting, lang=rest[0].lang or setting.lang)
            words = self.inlines.write(rest[0].content, own.lang)
            rest = rest[1:]
        words = list(self.bookmarks.around(self._name(block), words))
        style = "Quote" if block.speaker else "Quotation"
        if block.number:
            yield paragraph(own, style, [*numbered(block.number), *words])
        else:
            yield paragraph(own, style, words, left=setting.indent)
        yield from self.blocks(rest, replace(setting, plain=f"{style}Continued"))
        if block.speaker:
            words = self.inlines.write(block.speaker, setting.lang)
            yield paragraph(setting, "Speaker", words, left=_unusual(setting.indent))

    def _callout(self, block: Callout, setting: Setting) -> Iterator[Element]:
        """Yield a callout; its title says its kind in words."""
        look = CALLOUT_LOOKS[block.kind]
        style = f"Callout{LOOKS[look]}"
        kind = kind_name(block.kind)
        words = self._named(block, block.title, setting)
        if not re.match(rf"{kind}(\W|$)", plain(block.title)):
            words = [run(text(f"{kind}: "), style="Label"), *words]
        if block.number:
            words = [run(text(f"{block.number} "), style="Number"), *words]
        inner = replace(setting, plain=style, box=Box(*self.look.callout(look)))
        made = [
            paragraph(setting, f"{style}Title", words, left=_unusual(setting.indent)),
            *self.blocks(block.blocks, inner),
        ]
        if made[-1].tag == f"{{{W}}}p":
            room_after(made[-1])
        yield from made

    def _drawing(self, block: Figure | Chart, setting: Setting) -> Iterator[Element]:
        drawing = w("r", self.draw(block, self.look.text_width - setting.indent))
        words = self.bookmarks.around(self._name(block), [drawing])
        yield paragraph(setting, "Figure", words, left=_unusual(setting.indent))
        if block.caption:
            yield self._caption(block.caption, setting)


def _fits(term: tuple[Inline, ...]) -> bool:
    """Whether a term fits in its column, with a gap after it."""
    return measure(plain(term), TYPE) * BOLD + _GAP <= TERM


def _unusual(indent: int) -> int | None:
    """Return where a paragraph begins, unless its style says so."""
    return None if indent == INDENT else indent


def _as_term(words: list[Element]) -> list[Element]:
    """Set the runs of a term in bold, beside whatever else they are."""
    for found in (one for word in words for one in word.iter(f"{{{W}}}r")):
        properties = found.find(f"{{{W}}}rPr")
        if properties is None:
            found.insert(0, w("rPr", w("rStyle", val="TermName")))
        elif properties.find(f"{{{W}}}rStyle") is None:
            properties.insert(0, w("rStyle", val="TermName"))
    return words


def settle(body: list[Element]) -> Iterator[Element]:
    """Iterate over elements with room after each table, and something between two of them."""
    after_table = False
    for element in body:
        if after_table and element.tag == f"{{{W}}}tbl":
            yield w("p", w("pPr", w("pStyle", val="BetweenTables")))
        elif after_table and element.tag == f"{{{W}}}p":
            room_before(element)
        if not element.tag.startswith(f"{{{W}}}bookmark"):
            after_table = element.tag == f"{{{W}}}tbl"
        yield element

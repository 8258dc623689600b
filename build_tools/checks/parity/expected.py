"""Publication → units: what every edition has to carry, in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import assert_never

from build_tools.checks.parity.units import Found, Kind, Reading, Unit, call_mark, normalise
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import (
    Address,
    Block,
    Callout,
    Cell,
    Chart,
    Code,
    DefinitionList,
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
    NoteCall,
    Paragraph,
    Quote,
    Reference,
    Strong,
    Table,
    Text,
)

Target = Callable[[Reference | Address], str]
"""How an edition's extractor writes the target of a link."""


def expected_reading(publication: Publication, target: Target) -> Reading:
    """Return the whole publication; `target` puts link targets into the edition's own form."""
    body: list[Found] = []
    notes: list[Found] = []
    for part in publication.parts:
        body.append(_said("part", part.title, part.span, publication.lang, number=str(part.number)))
        if part.summary:
            body.append(_said("summary", part.summary, part.span, publication.lang))
        for section in part.sections:
            reading = expected_section(publication, section, target)
            body += reading.body
            notes += reading.notes
    return Reading(tuple(body), tuple(notes))


def expected_section(publication: Publication, section: Section, target: Target) -> Reading:
    """Return one section with its notes."""
    lang = section.lang or publication.lang
    writer = _Expectation(target, lang)
    body = [_said("section", section.title, section.span, lang, number=str(section.number))]
    if section.summary:
        body.append(_said("summary", section.summary, section.span, lang))
    body += writer.blocks(section.blocks, lang)
    notes = [
        writer.unit("note", note, note.content, note.lang or lang, number=note.number)
        for note in section.notes
    ]
    return Reading(tuple(body), tuple(notes))


def _said(kind: Kind, words: str, span: object, lang: str, number: str = "") -> Found:
    line = getattr(span, "line", 0)
    return Found(Unit(kind, normalise(words), number=number, lang=lang), str(span), line)


@dataclass(frozen=True, slots=True)
class _Expectation:
    target: Target
    base: str

    def unit(
        self,
        kind: Kind,
        node: Node,
        content: tuple[Inline, ...],
        lang: str,
        *,
        number: str = "",
        label: str = "",
    ) -> Found:
        foreign: list[tuple[str, str]] = []
        links: list[tuple[str, str]] = []
        words = normalise(self._words(content, foreign, links))
        unit = Unit(kind, words, number, label, lang, tuple(foreign), tuple(links))
        return Found(unit, str(node.span), node.span.line)

    def _words(
        self,
        content: tuple[Inline, ...],
        foreign: list[tuple[str, str]],
        links: list[tuple[str, str]],
    ) -> str:
        parts: list[str] = []
        for inline in content:
            match inline:
                case Text(text) | Code(text):
                    parts.append(text)
                case Emphasis(inner) | Strong(inner):
                    parts.append(self._words(inner, foreign, links))
                case Foreign(lang, inner):
                    place = len(foreign)
                    words = self._words(inner, foreign, links)
                    foreign.insert(place, (lang, normalise(words)))
                    parts.append(words)
                case Link(target, inner):
                    place = len(links)
                    words = self._words(inner, foreign, links)
                    links.insert(place, (normalise(words), self.target(target)))
                    parts.append(words)
                case NoteCall():
                    parts.append(call_mark(inline.number))
                case LineBreak():
                    parts.append(" ")
                case _:
                    assert_never(inline)
        return "".join(parts)

    def blocks(self, blocks: tuple[Block, ...], lang: str) -> Iterator[Found]:
        for block in blocks:
            yield from self._block(block, block.lang or lang)

    def _block(self, block: Block, lang: str) -> Iterator[Found]:
        match block:
            case Heading():
                label = str(block.level)
                yield self.unit(
                    "heading", block, block.content, lang, number=block.number, label=label
                )
            case Paragraph():
                yield self.unit("paragraph", block, block.content, lang, number=block.number)
            case List():
                for place, item in enumerate(block.items, start=block.start):
                    yield from self._item(item, f"{place}." if block.ordered else "•", lang)
            case DefinitionList():
                for entry in block.entries:
                    own = entry.lang or lang
                    yield self.unit("term", entry, entry.term, own)
                    yield from self.blocks(entry.blocks, own)
            case Table():
                yield from self._table(block, lang)
            case Quote():
                yield self.unit("quote", block, (), lang, number=block.number)
                yield from self.blocks(block.blocks, lang)
                yield self.unit("speaker", block, block.speaker, lang)
            case Callout():
                yield self.unit("callout", block, block.title, lang, number=block.number)
                yield from self.blocks(block.blocks, lang)
            case Figure():
                yield from self._drawing(block, lang)
                yield from self.blocks(block.description, lang)
            case Chart():
                yield from self._drawing(block, lang)
                yield from self._table(block.table, lang)
            case _:
                assert_never(block)

    def _drawing(self, block: Figure | Chart, lang: str) -> Iterator[Found]:
        yield self.unit("alternative", block, (Text(block.alt),), lang)
        if block.caption:
            yield self.unit("caption", block, block.caption, lang)

    def _item(self, item: Item, label: str, lang: str) -> Iterator[Found]:
        """Yield an item's first paragraph as the item itself, then what else it holds."""
        own = item.lang or lang
        rest = item.blocks
        if rest and isinstance(rest[0], Paragraph):
            first, rest = rest[0], rest[1:]
            yield self.unit("item", item, first.content, first.lang or own, label=label)
        else:
            yield self.unit("item", item, (), own, label=label)
        yield from self.blocks(rest, own)

    def _table(self, table: Table, lang: str) -> Iterator[Found]:
        own = table.lang or lang
        if table.caption:
            yield self.unit("caption", table, table.caption, own)
        for row in (table.header, *table.rows):
            for cell in row.cells:
                yield self._cell(cell, cell.lang or row.lang or own)

    def _cell(self, cell: Cell, lang: str) -> Found:
        heads = cell.heads if cell.content else ""  # an empty corner heads nothing
        return self.unit("header" if heads else "cell", cell, cell.content, lang, label=heads)

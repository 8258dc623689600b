"""Publication → units: what every edition has to carry, in this order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from build_tools.formats.units import (
    DELETED,
    Found,
    Kind,
    Reading,
    Unit,
    call_mark,
    inside,
    normalise,
)
from build_tools.issues import SourceSpan
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import (
    Address,
    Block,
    Callout,
    Cell,
    Chart,
    Code,
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
    NoteCall,
    Paragraph,
    Quote,
    Reference,
    Strong,
    Table,
    TermUse,
    Text,
    content_of,
    inlines,
    plain,
    walk,
)
from build_tools.publication.words import kind_name

Target = Callable[[Reference | Address], str]
"""How an edition's extractor writes the target of a link."""


@dataclass(frozen=True, slots=True)
class Idiom:
    """What a medium can tell, and how; the default is that of a tagged PDF.

    `ids`: units have addresses. `terms`: key terms lead to their definitions.
    `nested`: what holds a unit is told. `kinds`: callouts say their
    kind. `plain_text`: a link's target stands after its words, and only if it is not said by
    them; a callout's title does not repeat its kind; a footnote says where it is called; headings
    have no depth but in their number, and cells that head a row are like others. `language` names
    a language, and then only a change of name is told. `stretches`: what is told of languages is
    where one gives way to another, not what the editor marked. `last` is done with words before
    their white space is made equal.
    """

    ids: bool = False
    terms: bool = True
    nested: bool = False
    kinds: bool = False
    plain_text: bool = False
    language: Callable[[str], str] | None = None
    stretches: bool = False
    last: Callable[[str], str] = str

    def said(self, lang: str) -> str:
        """Return a language as the medium says it."""
        return self.language(lang) if self.language else lang


TAGGED = Idiom()
PRINTED = Idiom(terms=False)


def expected_reading(publication: Publication, target: Target, idiom: Idiom = TAGGED) -> Reading:
    """Return the whole publication; `target` puts link targets into the edition's own form."""
    body: list[Found] = []
    whole = _Expectation(target, idiom)
    for part in publication.parts:
        at = (part.span, publication.lang)
        body.append(whole.said("part", part.title, *at, number=part.number, name=part.id))
        if part.summary:
            body.append(whole.said("summary", part.summary, *at))
        for section in part.sections:
            body += expected_section(publication, section, target, idiom).body
    return Reading(tuple(body))


def expected_section(
    publication: Publication, section: Section, target: Target, idiom: Idiom = TAGGED
) -> Reading:
    """Return one section with its notes."""
    lang = section.lang or publication.lang
    writer = _Expectation(target, idiom)
    body = [writer.said("section", section.title, section.span, lang, number=section.number)]
    if section.summary:
        body.append(writer.said("summary", section.summary, section.span, lang))
    body += writer.blocks(section.blocks, lang)
    places = _call_places(section) if idiom.plain_text else {}
    body += [
        writer.unit(
            "note",
            note,
            note.content,
            note.lang or lang,
            number=note.number,
            label=" and ".join(places.get(note.number, ())),
            name=f"note-{note.number}",
        )
        for note in section.notes
    ]
    return Reading(tuple(body))


def expected_blocks(
    blocks: tuple[Block, ...], lang: str, target: Target, idiom: Idiom = TAGGED
) -> Iterator[Unit]:
    """Iterate over the units of blocks that stand in no section."""
    return (found.unit for found in _Expectation(target, idiom).blocks(blocks, lang))


PLACES = (
    ("", r"Annex [A-Z]+|(?:Table|Figure) \d+"),
    ("section", r"\d+"),
    ("paragraph", r"(\d+|[A-Z]+)\.\d+"),
)
"""What a number names by its form; any other is a heading's."""


def place_words(number: str) -> str:
    """Return what a number names: "section 4", "Annex A", "heading 4A" or "paragraph 4.2"."""
    for kind, form in PLACES:
        if re.fullmatch(form, number):
            return f"{kind} {number}".lstrip()
    return f"heading {number}"


def target_words(publication: Publication, target: Reference) -> str:
    """Return where a target is, in words: by its title if it stands in a section without number."""
    section = publication.section(target.section)
    if number := publication.number(target):
        return place_words(number)
    return f"section “{section.title.replace('[', '(').replace(']', ')')}”"


def _call_places(section: Section) -> dict[str, list[str]]:
    """Return the nearest number at or before each call of a note, in order, each once."""
    places: dict[str, list[str]] = {}
    here = place_words(section.number) if section.number else "this section"
    for node in walk(section.blocks):
        here = place_words(node.number) if node.number else here
        for inline in inlines(content_of(node)):
            if isinstance(inline, NoteCall):
                found = places.setdefault(str(inline.number), [])
                found.extend([here] if here not in found else [])
    return places


def whole_in_one_language(unit: Unit) -> Unit:
    """Return a unit whose language is that of its words, where all of them are in another one."""
    while unit.foreign and unit.foreign[0][1] == unit.words:
        unit = replace(unit, lang=unit.foreign[0][0], foreign=unit.foreign[1:])
    return unit


Changes = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Expectation:
    target: Target
    idiom: Idiom

    def said(
        self, kind: Kind, words: str, span: SourceSpan, lang: str, number: str = "", name: str = ""
    ) -> Found:
        node = Node(span=span, id=name)
        return self.unit(kind, node, (Text(words),), lang, number=number, name=name)

    def unit(  # noqa: PLR0913
        self,
        kind: Kind,
        node: Node,
        content: tuple[Inline, ...],
        lang: str,
        *,
        number: str = "",
        label: str = "",
        name: str = "",
    ) -> Found:
        foreign: Changes = []
        links: Changes = []
        words = self._normal(self._words(content, lang, foreign, links))
        if self.idiom.stretches:
            foreign = self._stretches(content, lang)
        unit = Unit(
            kind,
            words,
            number,
            label,
            self.idiom.said(lang),
            tuple(foreign),
            tuple(links),
            name if self.idiom.ids else "",
        )
        if self.idiom.language and not self.idiom.stretches:
            unit = whole_in_one_language(unit)
        return Found(unit, str(node.span), node.span.line, node.span)

    def _stretches(self, content: tuple[Inline, ...], lang: str) -> Changes:
        """Return the stretches of words in another language than the unit's, in order."""
        spoken = groupby(self._spoken(content, self.idiom.said(lang)), lambda said: said[0])
        found = ((tag, self._normal("".join(words for _, words in held))) for tag, held in spoken)
        return [(tag, words) for tag, words in found if words and tag != self.idiom.said(lang)]

    def _spoken(self, content: tuple[Inline, ...], lang: str) -> Iterator[tuple[str, str]]:
        """Iterate over words, each with its language; what has no words is left out."""
        for inline in content:
            match inline:
                case Foreign(other, inner):
                    yield from self._spoken(inner, self.idiom.said(other))
                case Emphasis() | Strong() | Link():
                    yield from self._spoken(inline.content, lang)
                case Deleted(inner):
                    yield lang, DELETED[0]
                    yield from self._spoken(inner, lang)
                    yield lang, DELETED[1]
                case _:
                    words = self._inline(inline, lang, [], [])
                    yield from [(lang, words)] if words else []

    def _normal(self, words: str) -> str:
        return normalise(self.idiom.last(words))

    def _words(
        self, content: tuple[Inline, ...], lang: str, foreign: Changes, links: Changes
    ) -> str:
        return "".join(self._inline(inline, lang, foreign, links) for inline in content)

    def _inline(  # noqa: PLR0911  (one for each kind)
        self, inline: Inline, lang: str, foreign: Changes, links: Changes
    ) -> str:
        match inline:
            case Text(text) | Code(text):
                return text
            case Emphasis(inner) | Strong(inner):
                return self._words(inner, lang, foreign, links)
            case Deleted(inner):
                return self._words(inner, lang, foreign, links).join(DELETED)
            case Foreign(other, inner):
                place = len(foreign)
                words = self._words(inner, other, foreign, links)
                if not self.idiom.language or self.idiom.said(other) != self.idiom.said(lang):
                    foreign.insert(place, (self.idiom.said(other), self._normal(words)))
                return words
            case Link(target, inner):
                place = len(links)
                words = self._words(inner, lang, foreign, links)
                if isinstance(inline, TermUse) and not self.idiom.terms:
                    return words
                if self.idiom.plain_text:
                    return words + self._mark(target, plain(inner))
                links.insert(place, (self._normal(words), self.target(target)))
                return words
            case NoteCall():
                return call_mark(inline.number)
            case LineBreak():
                return "\n"
            case _:
                assert_never(inline)

    def blocks(self, blocks: tuple[Block, ...], lang: str) -> Iterator[Found]:
        for block in blocks:
            yield from self._block(block, block.lang or lang)

    def _in(self, container: str, blocks: tuple[Block, ...], lang: str) -> Iterator[Found]:
        held = self.blocks(blocks, lang)
        return inside(container, held) if self.idiom.nested else held

    def _mark(self, target: Reference | Address, words: str) -> str:
        """Return what stands after a link's words, unless they say it themselves."""
        address = self.target(target)
        said = {address}
        if isinstance(target, Address):
            words, bare = "".join(words.split()), target.url.partition(":")[2]
            said = {escaped(target.url), escaped(bare)}
        return "" if words in said else call_mark(address)

    def _block(self, block: Block, lang: str) -> Iterator[Found]:
        match block:
            case Heading():
                depth = "" if self.idiom.plain_text else str(block.level)
                yield self._named("heading", block, block.content, lang, depth)
            case Paragraph():
                yield self._named("paragraph", block, block.content, lang)
            case List():
                for place, item in enumerate(block.items, start=block.start):
                    yield from self._item(item, f"{place}." if block.ordered else "•", lang)
            case DefinitionList():
                for entry in block.entries:
                    own = entry.lang or lang
                    yield self._named("term", entry, entry.term, own)
                    yield from self._in("definition", entry.blocks, own)
            case Table():
                yield from self._table(block, lang)
            case Quote():
                yield from self._quote(block, lang)
            case Callout():
                yield self._callout(block, lang)
                yield from self._in("callout", block.blocks, lang)
            case Figure():
                yield from self._drawing(block, lang)
                yield from self._in("description", block.description, lang)
            case Chart():
                yield from self._drawing(block, lang)
                yield from self._table(block.table, lang)
            case _:
                assert_never(block)

    def _named(
        self, kind: Kind, node: Node, content: tuple[Inline, ...], lang: str, label: str = ""
    ) -> Found:
        number, name = node.number, node.id
        return self.unit(kind, node, content, lang, number=number, label=label, name=name)

    def _quote(self, block: Quote, lang: str) -> Iterator[Found]:
        yield self._named("quote", block, (), lang)
        yield from self._in("quote", block.blocks, lang)
        if block.speaker:
            yield self.unit("speaker", block, block.speaker, lang)

    def _callout(self, block: Callout, lang: str) -> Found:
        kind = kind_name(block.kind)
        found = self._named("callout", block, block.title, lang, kind if self.idiom.kinds else "")
        if self.idiom.plain_text:
            title = re.sub(f"^{kind}(: |$)", "", found.unit.words)
            found = replace(found, unit=replace(found.unit, words=title))
        return found

    def _drawing(self, block: Figure | Chart, lang: str) -> Iterator[Found]:
        yield self._named("alternative", block, (Text(block.alt),), lang)
        if block.caption:
            yield self.unit("caption", block, block.caption, lang)

    def _item(self, item: Item, label: str, lang: str) -> Iterator[Found]:
        """Yield an item's first paragraph as the item itself, then what else it holds."""
        own = item.lang or lang
        rest = item.blocks
        if rest and isinstance(rest[0], Paragraph):
            first, rest = rest[0], rest[1:]
            yield self._named("item", item, first.content, first.lang or own, label)
        else:
            yield self._named("item", item, (), own, label)
        yield from self._in("item", rest, own)

    def _table(self, table: Table, lang: str) -> Iterator[Found]:
        own = table.lang or lang
        if table.caption:
            yield self.unit("caption", table, table.caption, own)
        for row in (table.header, *table.rows):
            for cell in row.cells:
                yield self._cell(cell, cell.lang or row.lang or own)

    def _cell(self, cell: Cell, lang: str) -> Found:
        heads = cell.heads if cell.content else ""  # an empty corner heads nothing
        if heads == "row" and self.idiom.plain_text:
            heads = ""
        return self.unit("header" if heads else "cell", cell, cell.content, lang, label=heads)


def escaped(url: str) -> str:
    """Return an address as it stands in square brackets."""
    return url.replace("[", "%5B").replace("]", "%5D").replace(" ", "%20")

"""Pieces that generated text is made of: names with values, links, what a statement rests on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import (
    Address,
    Block,
    Callout,
    Cell,
    Definition,
    DefinitionList,
    Heading,
    Inline,
    Item,
    Link,
    List,
    Node,
    Paragraph,
    Row,
    Text,
)
from build_tools.publication.imprint import imprint
from build_tools.publication.records import Grounded, PublicationRecord, Touches
from build_tools.publication.words import kind_name
from build_tools.reading.outline import Outline

Fact = tuple[str, tuple[Inline, ...] | tuple[Block, ...]]
"""A name and its value: words, or whole blocks."""


def paragraph(span: SourceSpan, *content: Inline | str) -> Paragraph:
    """Return a paragraph of words and inlines."""
    return Paragraph(span=span, content=tuple(map(_inline, content)))


def _inline(part: Inline | str) -> Inline:
    return Text(part) if isinstance(part, str) else part


def text(words: object) -> tuple[Inline, ...]:
    """Return words as inlines."""
    return (Text(str(words)),)


def day(date: datetime.date) -> str:
    """Return a day in words: "31 March 2026"."""
    return f"{date.day} {date:%B %Y}"


def subheading(span: SourceSpan, heading_id: str, words: str, level: int = 2) -> Heading:
    """Return a heading; 2 is the highest level that stands below a section's title."""
    return Heading(span=span, id=heading_id, level=level, content=text(words))


def column_headers(span: SourceSpan, names: Iterable[str]) -> Row:
    """Return a table's first row; a name may be empty above the names of the rows."""
    cells = (Cell(span=span, content=text(name) if name else (), heads="column") for name in names)
    return Row(span=span, cells=tuple(cells))


def enumerate_links(links: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return inlines with semicolons between them: titles may have commas."""
    return join_items((link,) for link in links)


def join_items(items: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Return items of one or more inlines with semicolons between them."""
    found: list[Inline] = []
    for item in items:
        found += [Text("; "), *item] if found else item
    return tuple(found)


def fact_list(span: SourceSpan, facts: Iterable[Fact]) -> Iterator[Block]:
    """Yield one definition list of facts, or nothing when there are none."""
    entries = tuple(
        Definition(span=span, term=text(name), blocks=tuple(_blocks(span, value)))
        for name, value in facts
        if value
    )
    if entries:
        yield DefinitionList(span=span, entries=entries)


def _blocks(span: SourceSpan, value: tuple[Inline, ...] | tuple[Block, ...]) -> Iterator[Block]:
    words = tuple(part for part in value if not isinstance(part, Node))
    if words:
        yield Paragraph(span=span, content=words)
    yield from (part for part in value if isinstance(part, Node))


def bullet_list(span: SourceSpan, items: Iterable[tuple[Block, ...]]) -> List:
    """Return a list of items."""
    return List(span=span, items=tuple(Item(span=span, blocks=blocks) for blocks in items))


ILLUSTRATIVE = (
    "This is made up to show what one could look like. "
    "It describes no real event, result or promise."
)


def basis_mark(span: SourceSpan, record: Grounded) -> Iterator[Block]:
    """Yield the words "Illustrative example" where a record is one."""
    if record.basis == "illustrative":
        title = text(kind_name("illustrative"))
        yield Callout(
            span=span, kind="illustrative", title=title, blocks=(paragraph(span, ILLUSTRATIVE),)
        )


def source_items(outline: Outline, record: Grounded) -> Iterator[tuple[Inline, ...]]:
    """Yield each document that a record rests on, and the passage in it."""
    for cite in record.cites:
        yield outline.entry_link("sources", cite.source), Text(f" ({cite.passage})")


def sources_name(items: Sequence[object]) -> str:
    """Return what a list of sources is called."""
    return "Source" if len(items) == 1 else "Sources"


def source_facts(outline: Outline, record: Grounded) -> Iterator[Fact]:
    """Yield what a record rests on as one line."""
    if items := tuple(source_items(outline, record)):
        yield sources_name(items), join_items(items)


def touch_facts(outline: Outline, touches: Touches) -> Iterator[Fact]:
    """Yield the entries of vocabularies that something is about."""
    for vocabulary, ids in touches.items():
        links = (outline.vocabulary_link(vocabulary, entry) for entry in ids)
        yield kind_name(vocabulary), enumerate_links(links)


def contact_facts(outline: Outline) -> Iterator[Fact]:
    """Yield the ways to reach the publisher."""
    contact = outline.publication.record.contact
    if contact.email:
        yield "Email", _link(f"mailto:{contact.email}", contact.email)
    if contact.phone:
        yield "Phone", text(contact.phone)
    if contact.address:
        yield "Address", text(contact.address)
    if contact.web:
        yield "Web", _link(contact.web, contact.web)


def imprint_facts(record: PublicationRecord) -> Iterator[Fact]:
    """Yield authors, reference, ISBNs, copyright and licence."""
    for fact in imprint(record):
        yield fact.name, _link(fact.url, fact.words) if fact.url else text(fact.words)


def _link(url: str, words: str) -> tuple[Inline, ...]:
    return (Link(Address(url), (Text(words),)),)

"""About this document: who publishes it, which version it is, how to get it in another form."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.issues import SourceSpan
from build_tools.publication import Stamp
from build_tools.publication.blocks import Address, Block, Inline, Link, Text
from build_tools.publication.words import kind_name, language_name
from build_tools.reading.generated.facts import Fact, fact_list, paragraph, subheading, text
from build_tools.reading.outline import Outline


def about_blocks(outline: Outline, span: SourceSpan, stamp: Stamp) -> Iterator[Block]:
    """Yield the section; everything in it comes from publication.yml."""
    record = outline.publication.record
    if record.notice:
        yield paragraph(span, record.notice)
    facts: list[Fact] = [
        ("Title", text(record.title)),
        ("Publisher", text(record.publisher)),
        ("Version", text(record.version)),
        ("Status", text(kind_name(record.status))),
        ("Date", text(f"{record.date.day} {record.date:%B %Y}")),
        ("Language", text(language_name(record.language, record.language))),
        ("Stamp", text(stamp)),
    ]
    yield from fact_list(span, facts)
    yield subheading(span, "other-formats", "Other formats")
    yield from outline.read_prose(outline.publication, ("other-formats",))
    yield from fact_list(span, _contacts(outline))
    yield subheading(span, "how-to-cite", "How to name a place in it")
    yield paragraph(
        span,
        "Parts, sections, headings and paragraphs have numbers. They are the same in every "
        "edition of one version. So people who read different editions can name the same place.",
    )
    yield subheading(span, "what-it-rests-on", "What it rests on")
    yield paragraph(
        span,
        "Statements that rest on a document name it as their source. Whatever is made up to show "
        f"how something could look says “{kind_name('illustrative')}”.",
    )


def _contacts(outline: Outline) -> Iterator[Fact]:
    contact = outline.publication.record.contact
    if contact.email:
        yield "Email", _link(f"mailto:{contact.email}", contact.email)
    if contact.phone:
        yield "Phone", text(contact.phone)
    if contact.address:
        yield "Address", text(contact.address)
    if contact.web:
        yield "Web", _link(contact.web, contact.web)


def _link(url: str, words: str) -> tuple[Inline, ...]:
    return (Link(Address(url), (Text(words),)),)

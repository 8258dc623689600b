"""About this document: who publishes it, which version it is, how to get it in another form."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Block
from build_tools.publication.words import kind_name, language_name
from build_tools.reading.outline import Outline
from build_tools.reading.sections.facts import (
    Fact,
    day,
    fact_list,
    imprint_facts,
    paragraph,
    subheading,
    text,
)
from build_tools.reading.sections.formats import other_formats

TITLE = "About this document"


def about_blocks(outline: Outline, span: SourceSpan) -> Iterator[Block]:
    """Yield the section; everything in it comes from publication.yml."""
    record = outline.publication.record
    if record.notice:
        yield paragraph(span, record.notice)
    facts: list[Fact] = [
        ("Title", text(record.title)),
        ("Publisher", text(record.publisher)),
        ("Version", text(record.version)),
        ("Status", text(kind_name(record.status))),
        ("Date", text(day(record.date))),
        ("Language", text(language_name(record.language, record.language))),
        *imprint_facts(record),
        ("Stamp", text(outline.stamp)),
    ]
    yield from fact_list(span, facts)
    if "formats" not in outline.shown:
        yield from other_formats(outline, span)
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

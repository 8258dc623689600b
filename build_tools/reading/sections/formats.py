"""The formats of this document: which there are, what each is good for, how to ask for another."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Block
from build_tools.reading.outline import Outline
from build_tools.reading.sections.facts import (
    bullet_list,
    contact_facts,
    fact_list,
    paragraph,
    subheading,
    text,
)

TITLE = "Formats of this document"


def formats_blocks(outline: Outline, span: SourceSpan) -> Iterator[Block]:
    """Yield the list of editions; sizes are facts about files, so they are not here."""
    formats, left_out = outline.production.formats, outline.production.left_out
    if left_out:
        yield from fact_list(span, ((each.title, text(each.use)) for each in formats))
        yield paragraph(span, "This copy is a preview. These formats were not made with it:")
        yield bullet_list(span, [(paragraph(span, each.title),) for each in left_out])
    elif formats:
        yield paragraph(
            span,
            "All formats of this document were made together, from one source, and came out on "
            "the same day. They carry the same words, and a paragraph has the same number in each.",
        )
        yield from fact_list(span, ((each.title, text(each.use)) for each in formats))
    else:
        yield paragraph(span, "This copy is a preview. It was made without the other formats.")
    yield from other_formats(outline, span)


def other_formats(outline: Outline, span: SourceSpan) -> Iterator[Block]:
    """Yield how to ask for another format, under a heading of its own."""
    yield subheading(span, "other-formats", "Other formats")
    yield from outline.read_prose(outline.publication, ("other-formats",))
    yield from fact_list(span, contact_facts(outline))

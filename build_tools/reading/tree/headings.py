"""Headings: their levels, their ids, and where they may stand."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from build_tools.publication.blocks import Block, Heading, plain
from build_tools.reading.tree.ids import take_id
from build_tools.reading.tree.places import Places
from build_tools.reading.tree.reader import Reader
from build_tools.reading.tree.refused import refuse_rule

_DEEPEST = 4


def heading(reader: Reader, element: etree._Element) -> Iterator[Block]:
    """Yield a heading, where one may stand."""
    places = reader.places
    span = places.span(element)
    level = int(element.tag[1])
    content, explicit = take_id(reader.inlines.read(element), "heading", span, places)
    words = plain(content)
    if underline := element.get("underlined"):
        refuse_rule(places.source.place(int(underline)), places)
    elif not words.strip():
        places.fault("MD-001", span, "The heading is empty.", "Give it words, or remove it.")
    elif reader.prose or not at_top(element):
        places.fault(
            "MD-002",
            span,
            f"The heading '{words}' stands inside other text.",
            "Headings belong to a section's own text, not to lists, quotes or registers.",
        )
    elif level == 1:
        places.fault(
            "MD-003",
            span,
            f"The heading '{words}' has one #.",
            "The title above the text is the first level; begin headings with ##.",
        )
    elif level > _DEEPEST:
        places.fault(
            "MD-004",
            span,
            f"The heading '{words}' has {level} #.",
            "At most four: ####. Divide the section instead.",
        )
    else:
        yield Heading(span=span, level=level, content=content, id=explicit)


def at_top(element: etree._Element) -> bool:
    """Whether nothing is around an element but the one root."""
    parent = element.getparent()
    return parent is not None and parent.getparent() is None


def check_headings(blocks: tuple[Block, ...], places: Places) -> None:
    """Report levels that are skipped, and headings with nothing under them."""
    level = 1
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        words = plain(block.content)
        if block.level > level + 1:
            places.fault(
                "MD-005",
                block.span,
                f"The heading '{words}' has level {block.level} after level {level}.",
                f"Write it with {'#' * (level + 1)}, or add the level between.",
            )
        level = block.level
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if after is None or (isinstance(after, Heading) and after.level <= block.level):
            places.fault(
                "MD-006",
                block.span,
                f"Nothing stands under the heading '{words}'.",
                "Write its text, or remove it.",
            )

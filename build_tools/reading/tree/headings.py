"""Headings: their levels, their ids, and where they may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from build_tools.publication.blocks import Block, Heading, Inline, Text, plain
from build_tools.publication.records import is_id
from build_tools.reading.tree.places import Places
from build_tools.reading.tree.reader import Reader
from build_tools.reading.tree.refused import refuse_rule

_DEEPEST = 4


def heading(reader: Reader, element: etree._Element) -> Iterator[Block]:
    """Yield a heading, where one may stand."""
    places = reader.places
    span = places.span(element)
    level = int(element.tag[1])
    content, explicit = _without_id(reader.inlines.read(element))
    if explicit and not is_id(explicit):
        places.fault(
            "MD-031",
            span,
            f"The heading's id is '{explicit}'.",
            "Write lower-case words joined by hyphens.",
        )
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


def _without_id(content: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """Return a heading's words, and the id that stands after them as {#id}."""
    last = content[-1] if content else None
    found = re.search(r"\s*\{#([^}]*)\}$", last.text) if isinstance(last, Text) else None
    if not isinstance(last, Text) or found is None:
        return content, ""
    kept = last.text[: found.start()]
    return (*content[:-1], *((Text(kept),) if kept else ())), found[1]


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

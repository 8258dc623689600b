"""Lists of items, and lists of terms with their definitions."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from build_tools.publication.blocks import Block, Definition, DefinitionList, Item, List, plain
from build_tools.reading.tree.reader import Reader


def item_list(reader: Reader, element: etree._Element) -> Block:
    """Return a list, with marks or numbered."""
    places = reader.places
    items = tuple(
        Item(span=places.span(item), blocks=reader.flow(item))
        for item in element
        if item.tag == "li"
    )
    for item in items:
        if not item.blocks:
            places.fault("MD-007", item.span, "The list item is empty.", "Write it or remove it.")
    return List(
        span=places.span(element),
        items=items,
        ordered=element.tag == "ol",
        start=int(element.get("start", "1")),
    )


def definition_list(reader: Reader, element: etree._Element) -> Block:
    """Return a list of terms; a term's definitions become one."""
    places = reader.places
    entries: list[Definition] = []
    for child in element:
        if child.tag == "dt":
            term = reader.inlines.read(child)
            entries.append(Definition(span=places.span(child), term=term, blocks=()))
        elif entries:
            blocks = (*entries[-1].blocks, *reader.flow(child))
            entries[-1] = replace(entries[-1], blocks=blocks)
    for entry in entries:
        if not entry.blocks:
            places.fault(
                "MD-008",
                entry.span,
                f"The term '{plain(entry.term)}' has no definition.",
                "Write a line that begins with a colon and three spaces below it.",
            )
    return DefinitionList(span=places.span(element), entries=tuple(entries))

"""Parsed Markdown → blocks: what the dialect allows, and an issue for everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from build_tools.issues import Report, SourceSpan
from build_tools.publication.blocks import Block, Note, Paragraph, Picture
from build_tools.reading.dialect import parse
from build_tools.reading.elements import HEADINGS, NOTE, RAW, to_elements
from build_tools.reading.lines import SourceText
from build_tools.reading.tree.figures import figure, image_alone
from build_tools.reading.tree.headings import at_top, check_headings, heading
from build_tools.reading.tree.inlines import InlineReader
from build_tools.reading.tree.lists import definition_list, item_list
from build_tools.reading.tree.notes import notes
from build_tools.reading.tree.places import Places
from build_tools.reading.tree.quotes import quote
from build_tools.reading.tree.reader import Reader
from build_tools.reading.tree.refused import (
    refuse_ambiguous,
    refuse_bold_heading,
    refuse_bounds,
    refuse_code,
    refuse_definitions,
    refuse_depth,
    refuse_entities,
    refuse_loss,
    refuse_marks,
    refuse_rule,
    refuse_swallowed,
)
from build_tools.reading.tree.tables import table


@dataclass(frozen=True)
class Draft:
    """A text's blocks, and its notes in the order of their first calls."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()


def read_blocks(
    source: SourceText,
    report: Report,
    picture: Callable[[str, SourceSpan], Picture | None],
    *,
    prose: bool = False,
) -> Draft:
    """Read Markdown; `picture` finds the file of an image's address.

    `prose` text (a value in YAML) has no headings and no notes.
    """
    parsed = parse(source.text)
    elements = to_elements(parsed.tokens)
    places = Places(source, report, elements.lines)
    deep = refuse_depth(parsed.tokens, places)
    if deep:  # what the parser cut off gives faults that are none
        places = Places(source, Report(), elements.lines)
    written = list(elements.root.iter(NOTE))
    for note in written:
        parent = note.getparent()
        assert parent is not None
        parent.remove(note)
    reader = Reader(places, InlineReader(places), prose, picture, _make)
    blocks = reader.blocks(list(elements.root))
    refuse_bounds(parsed.tokens, places)
    refuse_marks(parsed.tokens, places)
    refuse_ambiguous(parsed.tokens, places)
    refuse_swallowed(parsed.tokens, places)
    refuse_entities(places)
    if not refuse_definitions(parsed.definitions, places) and not deep:
        refuse_loss(parsed.tokens, places)
    if not prose:
        check_headings(blocks, places)
    return Draft(blocks, tuple(notes(reader, written)))


def _make(reader: Reader, element: etree._Element, before: list[Block]) -> Iterator[Block]:
    """Yield the blocks of one element; `before` are those that its neighbours have become."""
    match str(element.tag):
        case "p":
            yield from _paragraph(reader, element)
        case "ul" | "ol":
            yield item_list(reader, element)
        case "dl":
            yield definition_list(reader, element)
        case "table":
            yield table(reader, element)
        case "blockquote":
            yield from quote(reader, element, before)
        case tag if tag in HEADINGS:
            yield from heading(reader, element)
        case "pre":
            refuse_code(element, reader.places)
        case "hr":
            refuse_rule(reader.places.span(element), reader.places)
        case tag if tag == RAW:
            reader.inlines.refuse_html(element)
        case _:
            raise AssertionError(f"Markdown gave <{element.tag}>")


def _paragraph(reader: Reader, element: etree._Element) -> Iterator[Block]:
    span = reader.places.span(element)
    image = image_alone(element)
    if image is not None:
        yield figure(reader, image, span)
    elif content := reader.inlines.read(element):
        if not reader.prose and at_top(element):
            refuse_bold_heading(content, span, reader.places)
        yield Paragraph(span=span, content=content)

"""The whole text: title, stamp, contents, parts and sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from build_tools.editions.text.blocks import BlockWriter
from build_tools.editions.text.inlines import InlineWriter, author_words, mark
from build_tools.editions.text.lines import Line
from build_tools.publication import ANNEX, Part, Publication, Section
from build_tools.publication.blocks import Paragraph, Text
from build_tools.publication.imprint import imprint
from build_tools.rendering.targets import call_places

_SEARCH = "To go to a part or section, search for ++ and the start of its line here, such as"
_LIKE_A_TOP = re.compile(rf"\d+\. |(Part( \d+)?|{ANNEX} [A-Z]+): ")


def document(publication: Publication) -> Iterator[Line]:
    """Iterate over the lines of the whole publication."""
    record = publication.record
    stamp = str(publication.stamp)
    lines = [f"{each.name}: {' '.join((each.words, each.url)).strip()}" for each in imprint(record)]
    front = (record.title, record.subtitle, record.publisher, stamp, *lines, record.summary)
    yield from _head(*front)
    yield from _contents(publication)
    writer = BlockWriter(InlineWriter(publication, publication.lang))
    for part in publication.parts:
        yield Line(f"++{_part_title(part)}", before=2)
        yield from writer.blocks(_summary(part))
        for section in part.sections:
            yield from section_lines(publication, section)


def section_document(publication: Publication, section: Section) -> Iterator[Line]:
    """Iterate over the lines of a section's own file."""
    yield from _head(publication.title, str(publication.stamp))
    yield from section_lines(publication, section)


def section_lines(publication: Publication, section: Section) -> Iterator[Line]:
    """Iterate over the lines of a section: title, summary, blocks and footnotes."""
    writer = InlineWriter(publication, publication.lang)
    marks = writer.change_to(section.lang)
    yield Line(f"++{_section_title(publication, section)}", before=2)
    if marks:
        yield Line(marks[0])
        writer = replace(writer, lang=section.lang)
    blocks = BlockWriter(writer, section.number)
    for line in blocks.blocks(_summary(section)):
        # Where no paragraph has a number, nothing else tells a summary from the first of them.
        told = "" if section.number else f"{mark('Summary')} "
        yield replace(line, text=f"{told}{line.text}")
    yield from blocks.blocks(section.blocks)
    called = call_places(section)
    for note in section.notes:
        words = writer.write_in(note.lang, note.content)
        yield Line(f"Footnote {note.number}, from {' and '.join(called[note.number])}: {words}")
    if marks:
        yield Line(marks[1])


def _head(*paragraphs: str | None) -> Iterator[Line]:
    return (Line(author_words(words)) for words in paragraphs if words)


def _contents(publication: Publication) -> Iterator[Line]:
    yield Line("Contents", before=2)
    yield Line(f"{_SEARCH} ++{_example(publication)}.")
    for part in publication.parts:
        yield Line(_part_title(part))
        for section in part.sections:
            title = _section_title(publication, section)
            yield Line(title, indent=4, entry=True, before=0)


def _example(publication: Publication) -> str:
    """Return how a line of the contents begins: with a section's number, if one has a number."""
    numbers = (section.number for section in publication.sections if section.number)
    return next(numbers, _part_number(publication.parts[0]))


def _part_number(part: Part) -> str:
    return part.label or "Part"


def _part_title(part: Part) -> str:
    return f"{_part_number(part)}: {author_words(part.title)}"


def _section_title(publication: Publication, section: Section) -> str:
    """Return number and title; a title without a number is marked if it begins as one with it."""
    writer = InlineWriter(publication, publication.lang)
    words = writer.write_in(section.lang, (Text(section.title),))
    if section.number:
        return f"{section.number}{':' if section.annex else '.'} {words}"
    return f"{mark('Text')} {words}" if _LIKE_A_TOP.match(words) else words


def _summary(of: Part | Section) -> tuple[Paragraph, ...]:
    return (Paragraph(span=of.span, content=(Text(of.summary),)),) if of.summary else ()

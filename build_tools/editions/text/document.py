"""The whole text: title, stamp, contents, parts and sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.editions.text.blocks import BlockWriter
from build_tools.editions.text.inlines import InlineWriter, author_words
from build_tools.editions.text.lines import Line
from build_tools.publication import Part, Publication, Section
from build_tools.publication.blocks import Paragraph, Text
from build_tools.writing.targets import call_places

_SEARCH = "To go to a part or section, search for ++ and the start of its line here, such as"


def document(publication: Publication) -> Iterator[Line]:
    """Iterate over the lines of the whole publication."""
    record = publication.record
    stamp = str(publication.stamp)
    yield from _head(record.title, record.subtitle, record.publisher, stamp, record.summary)
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
    blocks = (*_summary(section), *section.blocks)
    yield from BlockWriter(writer, section.number).blocks(blocks)
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
    yield Line(f"{_SEARCH} ++{publication.sections[0].number}.")
    for part in publication.parts:
        yield Line(_part_title(part))
        for section in part.sections:
            title = _section_title(publication, section)
            yield Line(title, indent=4, entry=True, before=0)


def _part_title(part: Part) -> str:
    return f"Part {part.number}: {author_words(part.title)}"


def _section_title(publication: Publication, section: Section) -> str:
    writer = InlineWriter(publication, publication.lang)
    return f"{section.number}. {writer.write_in(section.lang, (Text(section.title),))}"


def _summary(of: Part | Section) -> tuple[Paragraph, ...]:
    return (Paragraph(span=of.span, content=(Text(of.summary),)),) if of.summary else ()

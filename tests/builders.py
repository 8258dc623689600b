"""Tiny constructors for trees. Give what a test is about; ids and numbers come as in a reading.

publication(section("One", heading(2, "Why"), paragraph("Words."))).sections[0].blocks
"""

from __future__ import annotations

import collections
import datetime
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from build_tools.issues import Report, SourceSpan
from build_tools.publication import Part, Publication, Section, Stamp
from build_tools.publication.blocks import (
    Block,
    Callout,
    Cell,
    Chart,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    Item,
    List,
    Note,
    NoteCall,
    Paragraph,
    Picture,
    Quote,
    Row,
    Series,
    Table,
    Text,
    rewrite,
)
from build_tools.publication.names import slug
from build_tools.publication.records import Loc, PublicationRecord, prose_of
from build_tools.reading.numbering import (
    Counter,
    Labels,
    identify_blocks,
    number_blocks,
    number_notes,
)

SPAN = SourceSpan("content/test.md", 1)

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">'
    b'<rect width="40" height="30" fill="#123"/></svg>'
)
PICTURE = Picture(
    "images/picture.svg", "image/svg+xml", 40, 30, SVG, SourceSpan("content/images/picture.svg")
)


# --- Inlines ---------------------------------------------------------------------------


def words(*content: Inline | str) -> tuple[Inline, ...]:
    return tuple(Text(part) if isinstance(part, str) else part for part in content)


def call(note_id: str) -> NoteCall:
    """Its numbers are set by `publication`."""
    return NoteCall(note_id, 0)


# --- Blocks ----------------------------------------------------------------------------


def heading(level: int, *content: Inline | str, **more) -> Heading:
    return Heading(span=SPAN, level=level, content=words(*content), **more)


def paragraph(*content: Inline | str, **more) -> Paragraph:
    return Paragraph(span=SPAN, content=words(*content), **more)


def item(*blocks: Block | str, **more) -> Item:
    return Item(span=SPAN, blocks=_blocks(blocks), **more)


def bullets(*items: Item | str, **more) -> List:
    made = (part if isinstance(part, Item) else item(part) for part in items)
    return List(span=SPAN, items=tuple(made), **more)


def numbered(*items: Item | str, start: int = 1, **more) -> List:
    return replace(bullets(*items, **more), ordered=True, start=start)


def definition(term: str, *blocks: Block | str, **more) -> Definition:
    return Definition(span=SPAN, term=words(term), blocks=_blocks(blocks), **more)


def definitions(*entries: Definition, **more) -> DefinitionList:
    return DefinitionList(span=SPAN, entries=entries, **more)


def table(caption: str, header: list[str], *rows: list[str], row_headers=False, **more) -> Table:
    return Table(
        span=SPAN,
        caption=_words_or_none(caption),
        header=Row(span=SPAN, cells=tuple(cell(name, "column") for name in header)),
        rows=tuple(
            Row(
                span=SPAN,
                cells=tuple(
                    cell(value, "row" if row_headers and place == 0 else "")
                    for place, value in enumerate(values)
                ),
            )
            for values in rows
        ),
        **more,
    )


def cell(value: str | tuple[Inline, ...], heads="") -> Cell:
    content = _words_or_none(value) if isinstance(value, str) else value
    return Cell(span=SPAN, content=content, heads=heads)


def quote(*blocks: Block | str, speaker: str = "A resident", **more) -> Quote:
    return Quote(span=SPAN, blocks=_blocks(blocks), speaker=_words_or_none(speaker), **more)


def callout(kind: str, title: str, *blocks: Block | str, **more) -> Callout:
    return Callout(span=SPAN, kind=kind, title=words(title), blocks=_blocks(blocks), **more)


def figure(alt: str, caption: str = "", *description: Block | str, **more) -> Figure:
    return Figure(
        span=SPAN,
        picture=PICTURE,
        alt=alt,
        caption=_words_or_none(caption),
        description=_blocks(description),
        **more,
    )


def chart(
    caption: str, labels: list[str], series: dict[str, list[float]], unit: str = "%", **more
) -> Chart:
    """Its table says the same."""
    rows = [
        [label, *(f"{values[place]:g}" for values in series.values())]
        for place, label in enumerate(labels)
    ]
    return Chart(
        **{
            "span": SPAN,
            "kind": "bar",
            "unit": unit,
            "labels": tuple(labels),
            "series": tuple(Series(name, tuple(values)) for name, values in series.items()),
            "caption": words(caption),
            "alt": f"A chart: {caption}",
            "table": table("", ["", *series], *rows, row_headers=True),
            **more,
        }
    )


def note(note_id: str, *content: Inline | str) -> Note:
    return Note(span=SPAN, id=note_id, content=words(*content))


def with_labels(made: Publication) -> Publication:
    """Number the tables and figures, as a reading does."""
    labels = Labels()
    parts = tuple(
        replace(
            part,
            sections=tuple(
                replace(section, blocks=labels.put(section.blocks)) for section in part.sections
            ),
        )
        for part in made.parts
    )
    return replace(made, parts=parts)


def _words_or_none(text: str) -> tuple[Inline, ...]:
    return words(text) if text else ()


def _blocks(blocks: tuple[Block | str, ...]) -> tuple[Block, ...]:
    return tuple(paragraph(block) if isinstance(block, str) else block for block in blocks)


# --- The whole -------------------------------------------------------------------------


def section(title: str, *blocks: Block | str, notes: tuple[Note, ...] = (), **more) -> Section:
    """A section without numbers; `publication` gives them, but to one that says "none"."""
    name = more.pop("id", slug(title))
    return Section(
        **{
            "id": name,
            "number": more.pop("numbering", ""),
            "title": title,
            "path": name,
            "span": SPAN,
            "blocks": identify_blocks(_blocks(blocks), Report()),
            "notes": notes,
            **more,
        }
    )


def part(title: str, *sections: Section, summary: str = "", numbering: str = "") -> Part:
    """A part without a number; `publication` gives it. Its sections may be "annex"es."""
    return Part(
        id=slug(title), number=numbering, title=title, span=SPAN, summary=summary, sections=sections
    )


def publication(*parts: Part | Section, digest: str = "0a1b2c3d", **record) -> Publication:
    """Number everything; sections without a part stand in one named "Part"."""
    if parts and isinstance(parts[0], Section):
        parts = (part("Part", *parts),)
    made, counter, notes_before = [], Counter(), 0
    for given in parts:
        sections = []
        for bare in given.sections:
            number = counter.section(given.number, bare.number)
            sections.append(_numbered(bare, number, notes_before))
            notes_before += len(bare.notes)
        number = counter.part(given.number)
        made.append(replace(given, number=number, sections=tuple(sections)))
    facts = publication_record(**record)
    stamp = Stamp(facts.version, facts.status, facts.date, digest, facts.notice or "")
    prose = {("publication", "", loc): (paragraph(_value(facts, loc)),) for loc in prose_of(facts)}
    return Publication(
        record=facts, stamp=stamp, digest=stamp.digest, parts=tuple(made), prose=prose
    )


def _value(record: BaseModel, loc: Loc) -> str:
    value: Any = record.model_dump(by_alias=True)
    for step in loc:
        value = value[step]
    return value


def publication_record(**facts) -> PublicationRecord:
    return PublicationRecord.model_validate(
        {
            "title": "A strategy for Exampleton",
            "name": "exampleton",
            "publisher": "Exampleton Partnership",
            "summary": "What this publication is.",
            "language": "en-GB",
            "status": "draft",
            "version": "1.2",
            "date": datetime.date(2026, 3, 31),
            "contact": {"email": "strategy@exampleton.example"},
            "other-formats": "Ask us for large print.",
            "spine": [{"part": "Part", "id": "part", "sections": ["section.md"]}],
            **facts,
        }
    )


def _numbered(bare: Section, number: str, notes_before: int) -> Section:
    calls: collections.Counter[str] = collections.Counter()

    def counted(inline: object, _span: SourceSpan) -> object:
        if not isinstance(inline, NoteCall):
            return inline
        calls[inline.note] += 1
        return replace(inline, call=calls[inline.note])

    blocks = rewrite(number_blocks(bare.blocks, number), counted)
    notes = tuple(replace(one, calls=calls[one.id]) for one in bare.notes)
    blocks, notes = number_notes(blocks, notes, notes_before)
    return replace(bare, number=number, blocks=blocks, notes=notes)

"""The consultation record: all workshops in one table."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Block, Cell, Inline, Row, Table, Text
from build_tools.publication.records import Heard, WorkshopRecord
from build_tools.reading.outline import Outline
from build_tools.reading.sections.facts import column_headers, paragraph, text

TITLE = "Consultation record"
NOT_RECORDED = "Not recorded"
RESPONSES = {"changed": "Changed", "not-changed": "Not changed", "noted": "Noted"}


def consultation_blocks(outline: Outline, span: SourceSpan) -> Iterator[Block]:
    """Yield the table of workshops: audience, who could come, when, and what was heard."""
    workshops = [
        (heading.id, heading.record)
        for heading in outline.headings.values()
        if isinstance(heading.record, WorkshopRecord)
    ]
    yield paragraph(
        span,
        f"The consultation had {len(workshops)} "
        f"{'workshop' if len(workshops) == 1 else 'workshops'}. The table lists them by audience. "
        f"Where a workshop's points are not recorded, it says “{NOT_RECORDED.lower()}”.",
    )
    header = ("Workshop", "Audience", "Who could come", "When", "Points heard")
    rows = [
        Row(
            span=outline.headings[section].located.span(),
            cells=(
                Cell(span=span, content=(outline.section_link(section),), heads="row"),
                *(
                    Cell(span=span, content=content)
                    for content in (
                        text(record.audience),
                        text(record.reach),
                        text(record.date or NOT_RECORDED),
                        _points(record.heard),
                    )
                ),
            ),
        )
        for section, record in workshops
    ]
    if rows:
        yield Table(
            span=span,
            caption=text("All workshops"),
            header=column_headers(span, header),
            rows=tuple(rows),
        )


def _points(heard: tuple[Heard, ...]) -> tuple[Inline, ...]:
    if not heard:
        return text(NOT_RECORDED)
    counts = [
        f"{sum(point.response == key for point in heard)} {words.lower()}"
        for key, words in RESPONSES.items()
        if any(point.response == key for point in heard)
    ]
    return (Text(f"{len(heard)}: {', '.join(counts)}"),)

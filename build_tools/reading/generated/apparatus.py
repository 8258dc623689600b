"""What surrounds a section's own text: its facts before it, outcomes and connections after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from build_tools.publication.blocks import (
    Address,
    Block,
    Callout,
    Definition,
    DefinitionList,
    Inline,
    Link,
    Paragraph,
    Reference,
    Text,
)
from build_tools.publication.records import (
    CaseStudyRecord,
    ToolkitRecord,
    UpdateRecord,
    WorkshopRecord,
)
from build_tools.publication.words import kind_name
from build_tools.reading.generated.consultation import NOT_RECORDED, RESPONSES
from build_tools.reading.generated.facts import (
    Fact,
    basis_mark,
    bullet_list,
    enumerate_links,
    fact_list,
    paragraph,
    source_facts,
    subheading,
    text,
    touch_facts,
)
from build_tools.reading.outline import Outline, SectionOutline

CASE_STUDY_LISTS = {"outcomes": "Outcomes", "reuse": "What others can borrow"}
"""Lists of a case study, each under its title; an empty one is said among the facts."""


def before_text(outline: Outline, heading: SectionOutline) -> Iterator[Block]:
    """Yield what stands between a section's title and its text."""
    span = heading.located.span()
    record = heading.record
    if record.taster:
        words = "This is a taster of a section that is not finished. Its text may change."
        title = text(kind_name("taster"))
        yield Callout(span=span, kind="taster", title=title, blocks=(paragraph(span, words),))
    yield from basis_mark(span, record)
    yield from fact_list(span, _facts(outline, heading))


def _facts(outline: Outline, heading: SectionOutline) -> Iterator[Fact]:
    match heading.record:
        case CaseStudyRecord() as record:
            if record.places:
                yield (
                    "Place" if len(record.places) == 1 else "Places",
                    text("; ".join(record.places)),
                )
            yield "Partners", _entries(outline, "partners", record.partners)
            yield "Commitments", _entries(outline, "commitments", record.commitments)
            for key, title in CASE_STUDY_LISTS.items():
                if not getattr(record, key):
                    yield title, text(NOT_RECORDED)
        case WorkshopRecord() as record:
            yield "Audience", text(record.audience)
            yield "Who could come", text(record.reach)
            yield "When", text(record.date or NOT_RECORDED)
        case UpdateRecord() as record:
            yield "Date", text(record.date)
            yield "Reports on", _entries(outline, "commitments", record.commitments)
            yield "Partners", _entries(outline, "partners", record.partners)
        case ToolkitRecord() as record:
            yield "For", text(record.audience)


def _entries(outline: Outline, register: str, ids: tuple[str, ...]) -> tuple[Inline, ...]:
    return enumerate_links(outline.entry_link(register, entry) for entry in ids)


def after_text(outline: Outline, heading: SectionOutline) -> Iterator[Block]:
    """Yield what follows a section's text: outcomes, what was heard, connections."""
    span = heading.located.span()
    match heading.record:
        case CaseStudyRecord() as record:
            for key, title in CASE_STUDY_LISTS.items():
                yield from _prose_list(outline, heading, key, title, len(getattr(record, key)))
        case WorkshopRecord():
            yield from _heard(outline, heading)
    facts = (*_merged(_connections(outline, heading)), *source_facts(outline, heading.record))
    if facts:
        yield subheading(span, "connections", "Connections")
        yield from fact_list(span, facts)


def _prose_list(
    outline: Outline, heading: SectionOutline, key: str, title: str, count: int
) -> Iterator[Block]:
    if count:
        span = heading.located.span(key)
        yield subheading(span, key, title)
        yield bullet_list(
            span, (outline.read_prose(heading.located, (key, place)) for place in range(count))
        )


def _heard(outline: Outline, heading: SectionOutline) -> Iterator[Block]:
    span = heading.located.span("heard")
    record = heading.record
    assert isinstance(record, WorkshopRecord)
    yield subheading(span, "heard", "What was heard, and what became of it")
    if not record.heard:
        yield paragraph(span, f"{NOT_RECORDED}.")
        return
    entries = []
    for place, point in enumerate(record.heard):
        place_span = heading.located.span("heard", place)
        words = outline.read_prose(heading.located, ("heard", place, "point"))
        term = words[0].content if words and isinstance(words[0], Paragraph) else ()
        blocks = [
            *(words[1:] if term else words),
            paragraph(place_span, _response(point.response, point.where)),
        ]
        if point.reason:
            blocks += outline.read_prose(heading.located, ("heard", place, "reason"))
        entries.append(
            Definition(
                span=place_span,
                id=f"heard-{point.id}",
                term=term or text(kind_name(point.id)),
                blocks=tuple(blocks),
            )
        )
    yield DefinitionList(span=span, entries=tuple(entries))


def _response(response: str, where: str | None) -> Inline:
    words = RESPONSES[response]
    if where is None:
        return Text(f"{words}.")
    return Link(Address(where), (Text(f"{words}: see the passage."),))


def _connections(outline: Outline, heading: SectionOutline) -> Iterator[Fact]:
    """Yield what this section is about, and all that is about this section."""
    record = heading.record
    yield from touch_facts(outline, record.touches)
    if record.informed_by:
        yield (
            "Workshops on its subject",
            enumerate_links(outline.section_link(workshop) for workshop in record.informed_by),
        )
    informs = [
        outline.section_link(other.id)
        for other in outline.headings.values()
        if heading.id in other.record.informed_by
    ]
    if informs:
        yield "Sections on its subject", enumerate_links(informs)
    yield from _incoming(outline, heading)


def _merged(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Put what runs from a section and what leads to it under one name, each thing once."""
    found: dict[str, dict[Inline, None]] = {}
    for name, content in facts:
        found.setdefault(name, {}).update(dict.fromkeys(content))
    for name, links in found.items():
        yield name, enumerate_links(link for link in links if isinstance(link, Link))


def _incoming(outline: Outline, heading: SectionOutline) -> Iterator[Fact]:
    found: dict[str, list[Inline]] = {}
    for item in outline.touching:
        if heading.id in item.touches.get(heading.folder, ()):
            found.setdefault(_group(outline, item.target), []).append(
                Link(item.target, (Text(item.title),))
            )
    for group, links in found.items():
        yield group, enumerate_links(links)


_FOLDER_GROUPS: Mapping[str, str] = {"": "Sections", "consultation": "Workshops"}


def _group(outline: Outline, target: Reference) -> str:
    if target.section not in outline.headings:
        return kind_name(target.section)
    folder = outline.headings[target.section].folder
    return _FOLDER_GROUPS.get(folder, kind_name(folder))

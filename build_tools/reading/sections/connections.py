"""What surrounds a section's own text: its facts before it, outcomes and connections after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from build_tools.issues import SourceSpan
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
from build_tools.reading.outline import Outline, SectionOutline
from build_tools.reading.sections.consultation import NOT_RECORDED, RESPONSES
from build_tools.reading.sections.facts import (
    Fact,
    basis_mark,
    bullet_list,
    fact_list,
    join_items,
    paragraph,
    source_items,
    sources_name,
    subheading,
    text,
)

Item = tuple[Inline, ...]
Items = tuple[Item, ...]

CASE_STUDY_LISTS = {"outcomes": "Outcomes", "reuse": "What others can borrow"}
"""Lists of a case study, each under its title; an empty one is said among the facts."""

NONE = "None is named"
"""What a case study says in place of partners and commitments."""


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
            for register in ("partners", "commitments"):
                named = _entries(outline, register, getattr(record, register))
                if named or register in outline.shown:
                    yield kind_name(register), named or text(NONE)
            for key, title in CASE_STUDY_LISTS.items():
                if not getattr(record, key):
                    yield title, text(NOT_RECORDED)
        case WorkshopRecord() as record:
            yield "Audience", text(record.audience)
            yield "Who could come", text(record.reach)
            yield "When", text(record.date or NOT_RECORDED)
        case UpdateRecord() as record:
            yield "Date", text(f"{record.date}{_planned(outline, record)}")
            yield "Reports on", _entries(outline, "commitments", record.commitments)
            yield "Partners", _entries(outline, "partners", record.partners)
        case ToolkitRecord() as record:
            yield "For", text(record.audience)


def _planned(outline: Outline, record: UpdateRecord) -> str:
    """Return what is said of an update that is later than a version which is not final."""
    of_version = outline.publication.record
    if of_version.status == "final" or record.date.first_day <= of_version.date:
        return ""
    return " (planned: it is after the day of this version)"


def _entries(outline: Outline, register: str, ids: tuple[str, ...]) -> tuple[Inline, ...]:
    return join_items(_entry(outline, register, entry) for entry in ids)


def _entry(outline: Outline, register: str, entry_id: str) -> Item:
    found = outline.entry(register, entry_id)
    made_up = found is not None and found[1].basis == "illustrative"
    return (outline.entry_link(register, entry_id), *_mark(illustrative=made_up))


def _mark(*, illustrative: bool) -> Item:
    return (Text(f" ({kind_name('illustrative').lower()})"),) if illustrative else ()


def after_text(outline: Outline, heading: SectionOutline) -> Iterator[Block]:
    """Yield what follows a section's text: outcomes, what was heard, connections."""
    span = heading.located.span()
    match heading.record:
        case CaseStudyRecord() as record:
            for key, title in CASE_STUDY_LISTS.items():
                yield from _prose_list(outline, heading, key, title, len(getattr(record, key)))
        case WorkshopRecord():
            yield from _heard(outline, heading)
    groups = (*_grouped(_connections(outline, heading)), *_sources(outline, heading))
    if groups:
        yield subheading(span, "connections", "Connections")
        entries = (
            Definition(span=span, term=text(name), blocks=(_items(span, items),))
            for name, items in groups
        )
        yield DefinitionList(span=span, entries=tuple(entries))


def _items(span: SourceSpan, items: Items) -> Block:
    """Return one item as a paragraph, and several as a list: nobody reads a wall of links."""
    paragraphs = [Paragraph(span=span, content=item) for item in items]
    return bullet_list(span, ((one,) for one in paragraphs)) if paragraphs[1:] else paragraphs[0]


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


WORKSHOPS, ON_SUBJECT = "Workshops on its subject", "Sections on its subject"
_ORDER = (
    WORKSHOPS,
    "Workshops",
    *map(kind_name, ("commitments", "measures", "case-studies", "toolkits", "updates")),
    ON_SUBJECT,
    "Sections",
)
"""Groups of connections in reading order; vocabularies stand before all of these."""


def _connections(outline: Outline, heading: SectionOutline) -> Iterator[tuple[str, Item]]:
    """Yield what this section is about, and all that is about this section."""
    record = heading.record
    for vocabulary, ids in record.touches.items():
        for entry in ids:
            yield kind_name(vocabulary), (outline.vocabulary_link(vocabulary, entry),)
    for workshop in record.informed_by:
        yield WORKSHOPS, (outline.section_link(workshop),)
    for other in outline.headings.values():
        if heading.id in other.record.informed_by:
            yield ON_SUBJECT, (outline.section_link(other.id),)
    for item in outline.touching:
        if heading.id in item.touches.get(heading.folder, ()):
            link = Link(item.target, (Text(item.title),))
            mark = _mark(illustrative=item.illustrative)
            yield _group(outline, item.target), (link, *mark)


def _grouped(connections: Iterable[tuple[str, Item]]) -> Iterator[tuple[str, Items]]:
    """Put what runs from a section and what leads to it under one name, each thing once."""
    found: dict[str, dict[Inline, Item]] = {}
    for name, item in connections:
        found.setdefault(name, {})[item[0]] = item
    for name in sorted(found, key=lambda name: _ORDER.index(name) if name in _ORDER else -1):
        yield name, tuple(found[name].values())


def _sources(outline: Outline, heading: SectionOutline) -> Iterator[tuple[str, Items]]:
    if items := tuple(source_items(outline, heading.record)):
        yield sources_name(items), items


_FOLDER_GROUPS: Mapping[str, str] = {"": "Sections", "consultation": "Workshops"}


def _group(outline: Outline, target: Reference) -> str:
    if target.section not in outline.headings:
        return kind_name(target.section)
    folder = outline.headings[target.section].folder
    return _FOLDER_GROUPS.get(folder, kind_name(folder))

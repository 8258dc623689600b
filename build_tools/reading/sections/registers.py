"""Registers as sections: what editors write as YAML becomes text that every edition carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import (
    Block,
    Callout,
    Definition,
    DefinitionList,
    Inline,
    Paragraph,
    Strong,
    Text,
)
from build_tools.publication.records import (
    CaseStudyRecord,
    Commitment,
    Decision,
    Entry,
    Measure,
    Partner,
    SectionRecord,
    Source,
    Statement,
    Term,
    UpdateRecord,
)
from build_tools.publication.words import kind_name
from build_tools.reading.outline import Outline
from build_tools.reading.sections.facts import (
    Fact,
    enumerate_links,
    fact_list,
    paragraph,
    source_facts,
    subheading,
    text,
    touch_facts,
)
from build_tools.reading.sections.measures import measure_chart

_NO_DATE = "No date is recorded"


def register_blocks(outline: Outline, name: str) -> tuple[Block, ...]:
    """Return a register as blocks: its introduction, then every entry."""
    located = outline.registers[name]
    introduction = (
        outline.read_prose(located, ("introduction",)) if located.record.introduction else ()
    )
    write = _defined if name in _MEANINGS else _under_headings
    return (*introduction, *write(outline, name))


def commitment_box(outline: Outline, index: int, commitment: Commitment) -> Callout:
    """Return a commitment as a box in the text."""
    return Callout(
        span=outline.entry_span("commitments", index),
        kind="commitment",
        title=text(f"Commitment: {outline.names['commitments'][commitment.id]}"),
        blocks=(
            *_words(outline, "commitments", index),
            *_fact_list(outline, "commitments", index, commitment),
        ),
    )


def _words(outline: Outline, register: str, index: int, key: str = "text") -> tuple[Block, ...]:
    """Return an entry's text; an illustrative one begins by saying so."""
    located = outline.registers[register]
    words = outline.read_prose(located, ("entries", index, key))
    if located.record.entries[index].basis != "illustrative":
        return words
    mark = Strong(text(f"{kind_name('illustrative')}."))
    if isinstance(words[0], Paragraph):
        return (replace(words[0], content=(mark, Text(" "), *words[0].content)), *words[1:])
    return (paragraph(outline.entry_span(register, index), mark), *words)


# --- Entries under headings, with facts ---


def _under_headings(outline: Outline, name: str) -> Iterator[Block]:
    for place, entries in outline.groups(name):
        yield from _group_head(outline, name, place)
        for index, entry in entries:
            yield from _under_heading(outline, name, index, entry, level=2 + (place is not None))


def _group_head(outline: Outline, name: str, place: int | None) -> Iterator[Block]:
    """Yield a group's heading and introduction; nothing where there are no groups."""
    if place is None:
        return
    located = outline.registers[name]
    group = located.record.groups[place]
    yield subheading(located.span("groups", place, "title"), group.id, group.title)
    if group.introduction:
        yield from outline.read_prose(located, ("groups", place, "introduction"))


def _under_heading(
    outline: Outline, name: str, index: int, entry: Entry, *, level: int
) -> Iterator[Block]:
    words = outline.names[name][entry.id]
    yield subheading(_name_span(outline, name, index), entry.id, words, level)
    yield from _words(outline, name, index)
    if isinstance(entry, Measure):
        yield measure_chart(outline, index, entry)
    yield from _fact_list(outline, name, index, entry)


def _name_span(outline: Outline, register: str, index: int) -> SourceSpan:
    """Return where an entry's name stands: what is said of the name is said there."""
    located = outline.registers[register]
    entry = located.record.entries[index]
    key = next((key for key in ("title", "name", "term") if getattr(entry, key, None)), "id")
    return located.span("entries", index, key)


def _fact_list(outline: Outline, name: str, index: int, entry: Entry) -> Iterator[Block]:
    """Yield what a register says of an entry besides its text; last, what it rests on."""
    facts = _FACTS.get(name, _statement_facts)
    return fact_list(
        outline.entry_span(name, index),
        (*facts(outline, entry), *source_facts(outline, entry)),
    )


def _statement_facts(outline: Outline, entry: Statement) -> Iterator[Fact]:
    yield from touch_facts(outline, entry.touches)


def _commitment_facts(outline: Outline, entry: Commitment) -> Iterator[Fact]:
    owner = (outline.entry_link("partners", entry.owner),) if entry.owner else text("Not recorded")
    yield "Owner", owner
    yield "Status", text(kind_name(entry.status))
    if entry.reason:
        place = next(place for place, other in outline.entries("commitments") if other is entry)
        located = outline.registers["commitments"]
        yield "Reason", outline.read_prose(located, ("entries", place, "reason"))
    yield "Due", text(entry.due or _NO_DATE)
    yield "Measures", enumerate_links(outline.entry_link("measures", m) for m in entry.measures)
    yield from touch_facts(outline, entry.touches)
    yield "Case studies", _sections_that_name(outline, "commitments", entry, CaseStudyRecord)
    yield "Reported on in", _sections_that_name(outline, "commitments", entry, UpdateRecord)


def _measure_facts(outline: Outline, entry: Measure) -> Iterator[Fact]:
    yield "Unit", text(entry.unit)
    yield "As of", text(entry.as_of or _NO_DATE)
    yield "Commitments", _commitments(outline, lambda other: entry.id in other.measures)
    yield from touch_facts(outline, entry.touches)


def _partner_facts(outline: Outline, entry: Partner) -> Iterator[Fact]:
    yield "Sector", text(entry.sector) if entry.sector else ()
    yield "Formerly", text(entry.formerly) if entry.formerly else ()
    yield "Commitments", _commitments(outline, lambda other: other.owner == entry.id)
    yield "Case studies and updates", _sections_that_name(outline, "partners", entry)


def _decision_facts(_: Outline, entry: Decision) -> Iterator[Fact]:
    yield "Decided by", text(entry.body)
    yield "Date", text(entry.date or _NO_DATE)


def _commitments(outline: Outline, wanted: Callable[[Commitment], bool]) -> tuple[Inline, ...]:
    return enumerate_links(
        outline.entry_link("commitments", entry.id)
        for _, entry in outline.entries("commitments")
        if wanted(entry)
    )


def _sections_that_name(
    outline: Outline, register: str, entry: Entry, kind: type[SectionRecord] = SectionRecord
) -> tuple[Inline, ...]:
    return enumerate_links(
        outline.section_link(heading.id)
        for heading in outline.headings.values()
        if isinstance(heading.record, kind) and entry.id in getattr(heading.record, register, ())
    )


_FACTS: Mapping[str, Callable[[Outline, Any], Iterator[Fact]]] = {
    "commitments": _commitment_facts,
    "measures": _measure_facts,
    "partners": _partner_facts,
    "decisions": _decision_facts,
}
"""Name of a register → the facts of its entries; others hold statements."""


# --- Entries in a list of definitions ---


def _defined(outline: Outline, name: str) -> Iterator[Block]:
    for place, held in outline.groups(name):
        yield from _group_head(outline, name, place)
        entries = tuple(
            Definition(
                span=outline.entry_span(name, index),
                id=entry.id,
                term=text(outline.names[name][entry.id]),
                blocks=tuple(_MEANINGS[name](outline, index, entry)),
            )
            for index, entry in held
        )
        yield DefinitionList(span=entries[0].span, entries=entries)


def _term_meaning(outline: Outline, index: int, entry: Term) -> Iterator[Block]:
    span = outline.entry_span("glossary", index)
    yield from _words(outline, "glossary", index, "definition")
    if entry.also:
        yield paragraph(span, f"Also: {', '.join(entry.also)}.")
    for label, content in source_facts(outline, entry):
        yield paragraph(span, f"{label}: ", *content, ".")


def _source_meaning(outline: Outline, index: int, entry: Source) -> Iterator[Block]:
    words = f"{entry.publisher}." + (f" File: {entry.file}." if entry.file else "")
    yield paragraph(outline.entry_span("sources", index), words)
    if entry.text:
        yield from _words(outline, "sources", index)


_MEANINGS: Mapping[str, Callable[[Outline, int, Any], Iterator[Block]]] = {
    "glossary": _term_meaning,
    "sources": _source_meaning,
}
"""Name of a register that is a list of definitions → what stands below each of its terms."""

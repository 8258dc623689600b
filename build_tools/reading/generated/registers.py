"""Registers as sections: what editors write as YAML becomes text that every edition carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import (
    Block,
    Callout,
    Cell,
    Chart,
    Definition,
    DefinitionList,
    Paragraph,
    Row,
    Series,
    Strong,
    Table,
    Text,
)
from build_tools.publication.records import Commitment, Grounded, Measure
from build_tools.publication.words import kind_name, number_words
from build_tools.reading.generated.facts import (
    Fact,
    column_headers,
    enumerate_links,
    fact_list,
    paragraph,
    source_facts,
    subheading,
    text,
    touch_facts,
)
from build_tools.reading.outline import Outline, name_of


def register_blocks(outline: Outline, name: str) -> tuple[Block, ...]:
    """Return a register as blocks: its introduction, then every entry."""
    located = outline.registers[name]
    introduction = (
        outline.read_prose(located, ("introduction",)) if located.record.introduction else ()
    )
    write = _WRITERS.get(name, _statements)
    return (*introduction, *write(outline, name))


# --- Placed in the text or listed in their section ---


def measure_chart(outline: Outline, index: int, measure: Measure) -> Chart:
    """Return a measure's chart with its table."""
    span = outline.entry_span("measures", index)
    header = ("", *(series.name for series in measure.series))
    rows = tuple(
        (label, *(number_words(series.values[place]) for series in measure.series))
        for place, label in enumerate(measure.labels)
    )
    return Chart(
        span=span,
        kind=measure.chart,
        unit=measure.unit,
        labels=measure.labels,
        series=tuple(Series(series.name, series.values) for series in measure.series),
        caption=text(f"{measure.title} ({measure.unit})"),
        alt=_chart_alt(measure),
        table=_table(span, f"The values of the chart, in {measure.unit}", header, rows),
    )


def _chart_alt(measure: Measure) -> str:
    """Return words for a chart: its kind, and of each series the highest and lowest value."""
    parts = [f"{measure.chart.capitalize()} chart: {measure.title}, in {measure.unit}."]
    for series in measure.series:
        pairs = sorted(zip(series.values, measure.labels, strict=True), key=lambda pair: pair[0])
        (low, low_label), (high, high_label) = pairs[0], pairs[-1]
        words = f"highest {high_label} with {number_words(high)}"
        if low != high:
            words += f", lowest {low_label} with {number_words(low)}"
        parts.append(f"{series.name}: {words}.")
    return " ".join([*parts, "The table gives every value."])


def _table(
    span: SourceSpan, caption: str, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> Table:
    return Table(
        span=span,
        caption=text(caption),
        header=column_headers(span, header),
        rows=tuple(
            Row(
                span=span,
                cells=tuple(
                    Cell(span=span, content=text(words), heads="" if place else "row")
                    for place, words in enumerate(row)
                ),
            )
            for row in rows
        ),
    )


def commitment_box(outline: Outline, index: int, commitment: Commitment) -> Callout:
    """Return a commitment as a box in the text."""
    span = outline.entry_span("commitments", index)
    words = _entry(outline, "commitments", index)
    facts = fact_list(span, _commitment_facts(outline, commitment))
    return Callout(
        span=span,
        kind="commitment",
        title=text(f"Commitment: {commitment.title}"),
        blocks=(*words, *facts),
    )


# --- Registers ---


def _entry(outline: Outline, register: str, index: int, key: str = "text") -> tuple[Block, ...]:
    """Return an entry's text; an illustrative one begins by saying so."""
    located = outline.registers[register]
    words = outline.read_prose(located, ("entries", index, key))
    if located.record.entries[index].basis != "illustrative":
        return words
    mark = Strong(text(f"{kind_name('illustrative')}."))
    if isinstance(words[0], Paragraph):
        return (replace(words[0], content=(mark, Text(" "), *words[0].content)), *words[1:])
    return (paragraph(outline.entry_span(register, index), mark), *words)


def _statements(outline: Outline, name: str) -> Iterator[Block]:
    for index, entry in outline.entries(name):
        span = outline.entry_span(name, index)
        yield subheading(span, entry.id, entry.title)
        yield from _entry(outline, name, index)
        yield from fact_list(
            span, (*touch_facts(outline, entry.touches), *source_facts(outline, entry))
        )


def _commitments(outline: Outline, name: str) -> Iterator[Block]:
    for index, entry in outline.entries(name):
        span = outline.entry_span(name, index)
        yield subheading(span, entry.id, entry.title)
        yield from _entry(outline, name, index)
        yield from fact_list(span, _commitment_facts(outline, entry))


def _commitment_facts(outline: Outline, entry: Commitment) -> Iterator[Fact]:
    owner = (outline.entry_link("partners", entry.owner),) if entry.owner else text("Not recorded")
    yield "Owner", owner
    yield "Status", text(kind_name(entry.status))
    yield "Due", text(entry.due or "No date is recorded")
    yield "Measures", enumerate_links(outline.entry_link("measures", m) for m in entry.measures)
    yield from touch_facts(outline, entry.touches)
    yield (
        "Reported on in",
        enumerate_links(
            outline.section_link(heading.id)
            for heading in outline.headings.values()
            if entry.id in getattr(heading.record, "commitments", ())
        ),
    )
    yield from source_facts(outline, entry)


def _measures(outline: Outline, name: str) -> Iterator[Block]:
    for index, entry in outline.entries(name):
        span = outline.entry_span(name, index)
        yield subheading(span, entry.id, entry.title)
        yield from _entry(outline, name, index)
        yield measure_chart(outline, index, entry)
        facts: list[Fact] = [
            ("Unit", text(entry.unit)),
            ("As of", text(entry.as_of or "No date is recorded")),
            (
                "Commitments",
                enumerate_links(
                    outline.entry_link("commitments", commitment.id)
                    for _, commitment in outline.entries("commitments")
                    if entry.id in commitment.measures
                ),
            ),
            *touch_facts(outline, entry.touches),
            *source_facts(outline, entry),
        ]
        yield from fact_list(span, facts)


def _partners(outline: Outline, name: str) -> Iterator[Block]:
    for index, entry in outline.entries(name):
        span = outline.entry_span(name, index)
        yield subheading(span, entry.id, entry.name)
        yield from _entry(outline, name, index)
        facts: list[Fact] = [
            ("Sector", text(entry.sector) if entry.sector else ()),
            ("Formerly", text(entry.formerly) if entry.formerly else ()),
            (
                "Commitments",
                enumerate_links(
                    outline.entry_link("commitments", commitment.id)
                    for _, commitment in outline.entries("commitments")
                    if commitment.owner == entry.id
                ),
            ),
            (
                "Case studies and updates",
                enumerate_links(
                    outline.section_link(heading.id)
                    for heading in outline.headings.values()
                    if entry.id in getattr(heading.record, "partners", ())
                ),
            ),
            *source_facts(outline, entry),
        ]
        yield from fact_list(span, facts)


def _decisions(outline: Outline, name: str) -> Iterator[Block]:
    for index, entry in outline.entries(name):
        span = outline.entry_span(name, index)
        yield subheading(span, entry.id, entry.title)
        yield from _entry(outline, name, index)
        facts: list[Fact] = [
            ("Decided by", text(entry.body)),
            ("Date", text(entry.date or "No date is recorded")),
            *source_facts(outline, entry),
        ]
        yield from fact_list(span, facts)


def _glossary(outline: Outline, name: str) -> Iterator[Block]:
    definitions = []
    for index, entry in outline.entries(name):
        span = outline.entry_span(name, index)
        more: list[Block] = [
            *([paragraph(span, f"Also: {', '.join(entry.also)}.")] if entry.also else ()),
            *_source_paragraphs(outline, span, entry),
        ]
        definitions.append(
            Definition(
                span=span,
                id=entry.id,
                term=text(entry.term),
                blocks=(*_entry(outline, name, index, "definition"), *more),
            )
        )
    yield DefinitionList(span=definitions[0].span, entries=tuple(definitions))


def _source_paragraphs(outline: Outline, span: SourceSpan, entry: Grounded) -> Iterator[Paragraph]:
    for label, content in source_facts(outline, entry):
        yield paragraph(span, f"{label}: ", *content, ".")


def _sources(outline: Outline, name: str) -> Iterator[Block]:
    definitions = []
    for index, entry in outline.entries(name):
        span = outline.entry_span(name, index)
        words = f"{entry.publisher}." + (f" File: {entry.file}." if entry.file else "")
        more = _entry(outline, name, index) if entry.text else ()
        definitions.append(
            Definition(
                span=span,
                id=entry.id,
                term=text(name_of(entry)),
                blocks=(paragraph(span, words), *more),
            )
        )
    yield DefinitionList(span=definitions[0].span, entries=tuple(definitions))


_WRITERS: Mapping[str, Callable[[Outline, str], Iterator[Block]]] = {
    "glossary": _glossary,
    "commitments": _commitments,
    "measures": _measures,
    "partners": _partners,
    "decisions": _decisions,
    "sources": _sources,
}
"""Name of a register → how its entries are written; others hold statements."""

"""A measure as its chart, with words for it and the table of its values."""

from __future__ import annotations

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Cell, Chart, Row, Series, Table
from build_tools.publication.records import Measure
from build_tools.publication.words import number_words
from build_tools.reading.outline import Outline
from build_tools.reading.sections.facts import column_headers, text


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
        caption=text(f"{outline.names['measures'][measure.id]} ({measure.unit})"),
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

"""Columns that stand, for few short labels."""

from __future__ import annotations

from itertools import chain

from build_tools.publication.blocks import Chart
from build_tools.publication.words import number_words
from build_tools.rendering.chart.axes import axis_width, lay_plot, write_labels, zero_line
from build_tools.rendering.chart.pen import Pen
from build_tools.rendering.chart.scale import Scale, scale_from_zero
from build_tools.rendering.chart.words import TEXT, measure, wrap

_MOST_LINES = 3
_THINNEST = 12.0
_WIDEST = 64.0


def columns_fit(pen: Pen, chart: Chart, width: float) -> bool:
    """Whether every label and column has room in a drawing of this width."""
    slot = (width - axis_width(_scale(chart), pen.small)) / len(chart.labels)
    if slot * 0.8 / len(chart.series) < _THINNEST:
        return False
    lines = [wrap(label, slot - 6) for label in chart.labels]
    return all(len(found) <= _MOST_LINES for found in lines) and all(
        measure(line) <= slot - 6 for line in chain.from_iterable(lines)
    )


def _scale(chart: Chart) -> Scale:
    return scale_from_zero(chain.from_iterable(series.values for series in chart.series))


def draw_columns(pen: Pen, chart: Chart, width: float) -> float:
    """Draw a column chart; return how high it is."""
    y = pen.heading(chart.unit, width)
    if len(chart.series) > 1:
        y = pen.legend([series.name for series in chart.series], y + 4, width)
    plot = lay_plot(pen, chart, _scale(chart), y, width)
    between = 3.0 if len(chart.series) > 1 else 0.0
    column = min(plot.slot * 0.8 / len(chart.series) - between, _WIDEST)
    whole = len(chart.series) * (column + between) - between
    words_fit = all(
        measure(number_words(value)) <= max(column + between, 0)
        or (len(chart.series) == 1 and measure(number_words(value)) <= plot.slot)
        for series in chart.series
        for value in series.values
    )
    zero = plot.y(0)
    for index in range(len(chart.labels)):
        for number, series in enumerate(chart.series):
            value = series.values[index]
            end = plot.y(value)
            x = plot.middle(index) - whole / 2 + number * (column + between)
            if value:
                pen.rectangle(x, min(zero, end), column, abs(end - zero), number)
            if words_fit:
                down = TEXT if value < 0 else -5
                pen.value(x + column / 2, end + down, number_words(value), "middle")
    zero_line(pen, plot)
    return write_labels(pen, chart, plot)

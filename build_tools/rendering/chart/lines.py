"""Lines, each with its name at its end."""

from __future__ import annotations

import math
from itertools import chain, pairwise

from build_tools.publication.blocks import Chart
from build_tools.publication.words import number_words
from build_tools.rendering.chart.axes import lay_plot, write_labels, zero_line
from build_tools.rendering.chart.pen import Pen
from build_tools.rendering.chart.scale import scale_of_lines
from build_tools.rendering.chart.words import LINE, TEXT, measure

_NAME_SHARE = 0.34  # of the width, for the names at the lines' ends


def draw_lines(pen: Pen, chart: Chart, width: float) -> float:
    """Draw a line chart; return how high it is.

    Each line ends in its last value and, among several, its name; names that are too long for
    that stand in a legend above.
    """
    scale = scale_of_lines(chain.from_iterable(series.values for series in chart.series))
    names = [series.name for series in chart.series]
    values = [number_words(series.values[-1]) for series in chart.series]
    several = len(names) > 1
    ends = [
        f"{name} {value}" if several else value for name, value in zip(names, values, strict=True)
    ]
    y = pen.heading(chart.unit, width)
    if several and max(map(measure, ends)) > width * _NAME_SHARE:
        y = pen.legend(names, y + 4, width, lines=True)
        ends = values
    right = width - max(map(measure, ends)) - 12
    plot = lay_plot(pen, chart, scale, y, right)
    zero_line(pen, plot)
    for number, series in enumerate(chart.series):
        points = [(plot.middle(at), plot.y(value)) for at, value in enumerate(series.values)]
        pen.series_line(points, number)
    wanted = [plot.y(series.values[-1]) for series in chart.series]
    last = plot.middle(len(chart.labels) - 1)
    for place, words in zip(spread(wanted, LINE), ends, strict=True):
        pen.text(max(last + 11, 0), place + TEXT / 3, words)
    widest = max(map(measure, chart.labels)) + 10
    return write_labels(pen, chart, plot, every=max(1, math.ceil(widest / plot.slot)))


def spread(wanted: list[float], least: float) -> list[float]:
    """Return places near the wanted ones, in the same order, at least so far apart."""
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    found = list(wanted)
    for before, after in pairwise(order):
        found[after] = max(found[after], found[before] + least)
    surplus = sum(found) - sum(wanted)
    return [place - surplus / len(found) for place in found]

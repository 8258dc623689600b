"""Bars that lie: each label stands over its own bars, so that it may be as long as it likes."""

from __future__ import annotations

from itertools import chain, pairwise

from build_tools.publication.blocks import Chart
from build_tools.publication.words import number_words
from build_tools.rendering.chart.pen import Pen
from build_tools.rendering.chart.scale import Scale, scale_from_zero
from build_tools.rendering.chart.words import LINE, TEXT, measure, wrap

_BAR, _THIN_BAR, _BETWEEN, _GROUP = 22.0, 17.0, 4.0, 16.0
_NEAR = 7.0  # from a bar's end to its value


def draw_bars(pen: Pen, chart: Chart, width: float, labels: range | None = None) -> float:
    """Draw a bar chart, or only the labels of these places in it; return how high it is."""
    scale = scale_from_zero(chain.from_iterable(series.values for series in chart.series))
    start, end = _ends(chart, scale, width)
    several = len(chart.series) > 1
    bar = _THIN_BAR if several else _BAR
    y = pen.heading(chart.unit, width)
    if several:
        y = pen.legend([series.name for series in chart.series], y + 4, width)
    zero = scale.at(0, start, end)
    for index in range(len(chart.labels)) if labels is None else labels:
        label = chart.labels[index]
        y = pen.lines_of_text(0, y + 4, wrap(label, width)) - LINE + 8
        deep = len(chart.series) * (bar + _BETWEEN) - _BETWEEN
        for tick in scale.ticks:
            x = scale.at(tick, start, end)
            pen.stroke([(x, y - 2), (x, y + deep + 2)], pen.palette.rule)
        for number, series in enumerate(chart.series):
            value = series.values[index]
            x = scale.at(value, start, end)
            top = y + number * (bar + _BETWEEN)
            if value:
                pen.rectangle(min(zero, x), top, abs(x - zero), bar, number)
            words, middle = number_words(value), top + bar / 2 + TEXT / 3
            if value < 0:
                pen.value(x - _NEAR, middle, words, "end")
            else:
                pen.value(x + _NEAR, middle, words, "start")
        pen.stroke([(zero, y - 2), (zero, y + deep + 2)], pen.palette.ink, 1.5)
        y += deep + _GROUP + TEXT
    y -= TEXT - pen.small
    for x, words in _tick_words(scale, start, end, width, pen.small):
        pen.text(x, y, words, "middle", small=True)
    return y + 8


def _tick_words(
    scale: Scale, start: float, end: float, width: float, small: float
) -> list[tuple[float, str]]:
    """Return where the axis' values stand: zero, and as many others as never touch."""
    zero = scale.ticks.index(0)
    found: list[tuple[float, str]] = []
    for every in range(1, len(scale.ticks) + 1):
        found = []
        for tick in scale.ticks[zero % every :: every]:
            words = number_words(tick)
            half = measure(words, small) / 2
            found.append((min(max(scale.at(tick, start, end), half), width - half), words))
        edges = [
            (x - measure(words, small) / 2, x + measure(words, small) / 2) for x, words in found
        ]
        if all(right + small / 2 <= left for (_, right), (left, _) in pairwise(edges)):
            break
    return found


def _ends(chart: Chart, scale: Scale, width: float) -> tuple[float, float]:
    """Return where the axis begins and ends, so that each value has room beside its bar."""
    every = list(chain.from_iterable(series.values for series in chart.series))
    right = max((measure(number_words(v)) for v in every if v >= 0), default=0) + _NEAR
    left = max((measure(number_words(v)) + _NEAR for v in every if v < 0), default=1)
    return left, width - (right if scale.high > 0 else 1)

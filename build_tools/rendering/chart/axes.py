"""The upright axis and the labels below, for columns and lines."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.publication.blocks import Chart
from build_tools.publication.words import number_words
from build_tools.rendering.chart.pen import Pen
from build_tools.rendering.chart.scale import Scale
from build_tools.rendering.chart.words import LINE, TEXT, measure, wrap

_PLOT = 220.0
_AIR = 10.0


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle in which values are drawn, and the way to its places."""

    scale: Scale
    left: float
    right: float
    top: float
    bottom: float
    slots: int

    def y(self, value: float) -> float:
        """Return how far down a value is."""
        return self.scale.at(value, self.bottom, self.top)

    @property
    def slot(self) -> float:
        """How wide the room for one label is."""
        return (self.right - self.left) / self.slots

    def middle(self, index: int) -> float:
        """Return the middle of a label's room."""
        return self.left + (index + 0.5) * self.slot


def axis_width(scale: Scale, small: float) -> float:
    """Return how much room the axis' values need at the left, in type of this size."""
    return max(measure(number_words(tick), small) for tick in scale.ticks) + 8


def lay_plot(pen: Pen, chart: Chart, scale: Scale, top: float, right: float) -> Plot:
    """Draw the axis and its values; return the plot."""
    left = axis_width(scale, pen.small)
    plot = Plot(scale, left, right, top + _AIR, top + _AIR + _PLOT, len(chart.labels))
    for tick in scale.ticks:
        y = plot.y(tick)
        pen.stroke([(left, y), (right, y)], pen.palette.rule)
        words = number_words(tick)
        pen.text(left - 8, y + pen.small / 3, words, "end", small=True)
    return plot


def zero_line(pen: Pen, plot: Plot) -> None:
    """Draw the line from which values are counted; the lowest one when zero is left out."""
    y = plot.y(max(plot.scale.low, min(0.0, plot.scale.high)))
    pen.stroke([(plot.left, y), (plot.right, y)], pen.palette.ink, 1.5)


def write_labels(pen: Pen, chart: Chart, plot: Plot, every: int = 1) -> float:
    """Write every n-th label below the plot; return how high the drawing is."""
    lowest, edge = plot.bottom, -_AIR
    for index in range(0, len(chart.labels), every):
        lines = wrap(chart.labels[index], plot.slot * every - 6)
        half = max(map(measure, lines)) / 2
        x = max(plot.middle(index), half)
        if every > 1 and x - half < edge + _AIR:
            continue  # the one before was moved to the right, to begin in the drawing
        edge = x + half
        end = pen.lines_of_text(x, plot.bottom + _AIR + TEXT, lines, anchor="middle")
        lowest = max(lowest, end - LINE)
    return lowest + 8

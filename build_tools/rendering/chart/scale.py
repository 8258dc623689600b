"""From values to places: an axis with round numbers on it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_STEPS = (1, 2, 5, 10)
_INTERVALS = 4
_FLAT = 0.3  # a line chart leaves zero out when its values differ by less than this share


@dataclass(frozen=True, slots=True)
class Scale:
    """Round values at equal distances, the first and last being the axis' ends."""

    ticks: tuple[float, ...]

    @property
    def low(self) -> float:
        """The axis' least value."""
        return self.ticks[0]

    @property
    def high(self) -> float:
        """The axis' greatest value."""
        return self.ticks[-1]

    def at(self, value: float, start: float, end: float) -> float:
        """Return the place of a value on an axis that is drawn from `start` to `end`."""
        return start + (value - self.low) / (self.high - self.low) * (end - start)


def scale_from_zero(values: Iterable[float]) -> Scale:
    """Return the scale of bars and columns: their lengths are only true from zero."""
    found = list(values)
    return _scale(min(0.0, *found), max(0.0, *found))


def scale_of_lines(values: Iterable[float]) -> Scale:
    """Return the scale of lines: from zero, unless the values are far from it and close by."""
    found = list(values)
    low, high = min(found), max(found)
    if low > 0 and high - low < _FLAT * high and high > low:
        return _scale(low, high)
    return _scale(min(0.0, low), max(0.0, high))


def _scale(low: float, high: float) -> Scale:
    if low == high:
        high = low + 1
    exponent = math.floor(math.log10((high - low) / _INTERVALS))
    power = Decimal(10) ** exponent
    rough = Decimal((high - low) / _INTERVALS)
    step = next(factor * power for factor in _STEPS if factor * power >= rough * Decimal("0.999"))
    first = math.floor(Decimal(repr(low)) / step)
    last = math.ceil(Decimal(repr(high)) / step)
    return Scale(tuple(float(number * step) for number in range(first, last + 1)))

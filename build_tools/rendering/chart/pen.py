"""Draws shapes and words in a palette's colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Literal

from build_tools.rendering.brand import Pattern
from build_tools.rendering.chart.palette import Palette
from build_tools.rendering.chart.words import LINE, SMALL, TEXT, measure, wrap

Anchor = Literal["start", "middle", "end"]

_GAP = 7.0  # between the lines of a pattern
_SWATCH = (22.0, 14.0)
_DASHES: dict[Pattern, str] = {
    "solid": "",
    "diagonal": "10 5",
    "dots": "2 4",
    "horizontal": "16 4 4 4",
    "crossed": "6 3",
    "vertical": "14 6",
}


def figure(value: float) -> str:
    """Return a coordinate: at most two decimals, no trailing zeros."""
    words = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


class Pen:
    """Collects the shapes of one drawing, back to front."""

    def __init__(self, palette: Palette, small: float = SMALL) -> None:
        self.palette = palette
        self.small = small
        """Size of what belongs to an axis."""
        self._shapes: list[str] = []

    def svg(self) -> str:
        """Return everything that was drawn."""
        return "".join(self._shapes)

    def series(self, index: int) -> tuple[str, Pattern]:
        """Return the colour and pattern of a series; a seventh has the first's again."""
        return self.palette.series[index % len(self.palette.series)]

    # --- Words ---

    def text(
        self, x: float, y: float, words: str, anchor: Anchor = "start", *, small: bool = False
    ) -> None:
        """Write words; `y` is their baseline. Small ones belong to an axis."""
        size, colour = (self.small, self.palette.muted) if small else (TEXT, self.palette.ink)
        aligned = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._shapes.append(
            f'<text x="{figure(x)}" y="{figure(y)}" font-size="{size:g}"{aligned} '
            f'font-family="{escape(self.palette.font_family)}" '
            f'fill="{colour}">{escape(words, quote=False)}</text>'
        )

    def value(self, x: float, y: float, words: str, anchor: Anchor) -> None:
        """Write words on a ground of their own, so that no line runs through them."""
        width = measure(words)
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        self._shapes.append(
            f'<rect x="{figure(left)}" y="{figure(y - TEXT * 0.8)}" width="{figure(width)}" '
            f'height="{TEXT}" fill="{self.palette.paper}"/>'
        )
        self.text(x, y, words, anchor)

    def lines_of_text(
        self, x: float, y: float, lines: Iterable[str], anchor: Anchor = "start"
    ) -> float:
        """Write lines below each other, the first on baseline `y`; return the next baseline."""
        for line in lines:
            self.text(x, y, line, anchor)
            y += LINE
        return y

    # --- Shapes ---

    def stroke(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float = 1,
        dash: str = "",
    ) -> None:
        """Draw a line through points."""
        path = " L".join(f"{figure(x)} {figure(y)}" for x, y in points)
        self._path(f"M{path}", colour, width, dash)

    def _path(self, path: str, colour: str, width: float, dash: str = "") -> None:
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"'
            f' stroke-linejoin="round"{dashed}/>'
        )

    def rectangle(self, x: float, y: float, width: float, height: float, index: int) -> None:
        """Draw a rectangle in the colour and pattern of a series."""
        colour, pattern = self.series(index)
        box = f'x="{figure(x)}" y="{figure(y)}" width="{figure(width)}" height="{figure(height)}"'
        self._shapes.append(f'<rect {box} fill="{colour}" stroke="none"/>')
        if segments := _HATCHES[pattern](width, height):
            path = "".join(
                f"M{figure(x + x1)} {figure(y + y1)}L{figure(x + x2)} {figure(y + y2)}"
                for x1, y1, x2, y2 in segments
            )
            self._path(path, self.palette.paper, 3 if pattern == "dots" else 1.6)
            self._shapes.append(f'<rect {box} fill="none" stroke="{colour}" stroke-width="1.6"/>')

    def series_line(self, points: Sequence[tuple[float, float]], index: int) -> None:
        """Draw a series as a line, dashed after its pattern, with a mark at each point."""
        colour, pattern = self.series(index)
        self.stroke(points, colour, 2.6, _DASHES[pattern])
        for x, y in points:
            self._mark(x, y, index)

    def _line_swatch(self, x: float, y: float, index: int) -> None:
        colour, pattern = self.series(index)
        self.stroke([(x, y), (x + _SWATCH[0], y)], colour, 2.6, _DASHES[pattern])
        self._mark(x + _SWATCH[0] / 2, y, index)

    def _mark(self, x: float, y: float, index: int) -> None:
        colour, pattern = self.series(index)
        edge = f'fill="{colour}" stroke="{self.palette.paper}" stroke-width="1.2"'
        if pattern == "solid":
            shape = f'<circle cx="{figure(x)}" cy="{figure(y)}" r="5" {edge}/>'
        else:
            corners = " ".join(
                f"{figure(x + right)},{figure(y + down)}" for right, down in _MARKS[pattern]
            )
            shape = f'<polygon points="{corners}" {edge}/>'
        self._shapes.append(shape)

    # --- Legends ---

    def heading(self, unit: str, width: float) -> float:
        """Write the unit at the top; return the baseline under it."""
        y = float(self.small)
        for line in wrap(unit, width, self.small):
            self.text(0, y, line, small=True)
            y += LINE
        return y

    def legend(self, names: Sequence[str], y: float, width: float, *, lines: bool = False) -> float:
        """Write the names of the series with their looks; return the baseline under them."""
        x = 0.0
        for index, name in enumerate(names):
            wide = _SWATCH[0] + 8 + measure(name)
            if x and x + wide > width:
                x, y = 0.0, y + LINE + 2
            if lines:
                middle = y - TEXT / 3
                self._line_swatch(x, middle, index)
            else:
                self.rectangle(x, y - _SWATCH[1] + 2, *_SWATCH, index)
            self.text(x + _SWATCH[0] + 8, y, name)
            x += wide + 20
        return y + LINE + 4


Segment = tuple[float, float, float, float]


def _steps(length: float) -> list[float]:
    count = int((length - 1) // _GAP)
    return [_GAP * (number + 0.5) for number in range(count + 1) if _GAP * (number + 0.5) < length]


def _horizontal(width: float, height: float) -> list[Segment]:
    return [(0, y, width, y) for y in _steps(height)]


def _vertical(width: float, height: float) -> list[Segment]:
    return [(x, 0, x, height) for x in _steps(width)]


def _diagonal(width: float, height: float) -> list[Segment]:
    return [
        (min(at, width), max(0, at - width), max(0, at - height), min(at, height))
        for at in _steps(width + height)
    ]


def _crossed(width: float, height: float) -> list[Segment]:
    return _horizontal(width, height) + _vertical(width, height)


def _dots(width: float, height: float) -> list[Segment]:
    """Return dots as lines as long as they are wide."""
    half = 1.5
    return [
        (x - half, y, x + half, y)
        for y in _steps(height)
        for x in _steps(width)
        if half < x < width - half and half < y < height - half
    ]


_HATCHES: dict[Pattern, Callable[[float, float], list[Segment]]] = {
    "solid": lambda width, height: [],
    "diagonal": _diagonal,
    "dots": _dots,
    "horizontal": _horizontal,
    "crossed": _crossed,
    "vertical": _vertical,
}
_MARKS: dict[Pattern, tuple[tuple[float, float], ...]] = {
    "diagonal": ((-5, -5), (5, -5), (5, 5), (-5, 5)),
    "dots": ((0, -6.5), (6.5, 0), (0, 6.5), (-6.5, 0)),
    "horizontal": ((0, -6), (6, 5), (-6, 5)),
    "crossed": ((-6, -5), (6, -5), (0, 6)),
    "vertical": ((-3, -6), (3, -6), (6, 0), (3, 6), (-3, 6), (-6, 0)),
}

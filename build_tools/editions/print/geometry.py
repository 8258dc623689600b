"""Matrices and regions of a page, in points from its lower left."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

AS_IS: Matrix = (1, 0, 0, 1, 0, 0)


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def placed(point: Point, matrix: Matrix) -> Point:
    """Return where a matrix puts a point."""
    (x, y), (a, b, c, d, e, f) = point, matrix
    return (a * x + c * y + e, b * x + d * y + f)


@dataclass(frozen=True, slots=True)
class Region:
    """The inside of a path. A curve counts as the lines between its control points."""

    outlines: tuple[tuple[Point, ...], ...]
    even_odd: bool = False

    @property
    def box(self) -> Box:
        """The smallest box that holds the region; a point when it is empty."""
        points = [point for outline in self.outlines for point in outline] or [(0.0, 0.0)]
        across, up = zip(*points, strict=True)
        return (min(across), min(up), max(across), max(up))

    def holds(self, point: Point) -> bool:
        """Whether a point is inside (ISO 32000-1, 8.5.3.3)."""
        x, y = point
        left, bottom, right, top = self.box
        if not (left <= x <= right and bottom <= y <= top):
            return False
        winding = crossings = 0
        for outline in self.outlines:
            for (x1, y1), (x2, y2) in pairwise((*outline, *outline[:1])):
                if (y1 <= y < y2 or y2 <= y < y1) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                    crossings += 1
                    winding += 1 if y2 > y1 else -1
        return bool(crossings % 2 if self.even_odd else winding)


def unit_square(matrix: Matrix) -> Region:
    """Return where a picture is drawn: the unit square under a matrix."""
    corners: tuple[Point, ...] = ((0, 0), (1, 0), (1, 1), (0, 1))
    return Region((tuple(placed(corner, matrix) for corner in corners),))

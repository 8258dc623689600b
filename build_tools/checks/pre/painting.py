"""What a page paints, back to front: each text, fill, line, picture and gradient.

An interpreter of content streams (ISO 32000-1, annex A) as far as colour, size and place go. It
shares no code with the edition that it judges. Shapes count as the boxes of their outlines, and
text as the point where it begins.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import pikepdf
from pikepdf import Matrix, Name, Object

from build_tools.checks.pre.colour import Colour, gradient_ends, space_name

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""

EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)
_DEEPEST = 20
_FIRST = Colour()
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_DEVICES = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_BLACK = {"DeviceCMYK": (0.0, 0.0, 0.0, 1.0)}
_UNPAINTED, _OUTLINED = (3, 7), (1, 2, 5, 6)  # text rendering modes
_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing on a page.

    `size` is in points: a text's height, a line's width; for a picture it is pixels per inch.
    `outlines` are the boxes of a shape's subpaths. `ends` are a gradient's colours; None: unknown.
    """

    kind: Literal["text", "fill", "line", "picture", "gradient"]
    colour: Colour
    box: Box
    size: float = 0
    overprint: bool = False
    outlines: tuple[Box, ...] = ()
    even_odd: bool = False
    font: str = ""
    letters: int = 0
    picture: Object | None = None
    ends: tuple[Colour, ...] | None = ()
    in_drawing: bool = False

    def covers(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        if not within(self.box, x, y):
            return False
        hits = sum(within(outline, x, y) for outline in self.outlines or (self.box,))
        return hits % 2 == 1 if self.even_odd else hits > 0


def within(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes share anything, if only an edge."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def holds(outer: Box, inner: Box) -> bool:
    """Whether a box lies in another."""
    return within(outer, *inner[:2]) and within(outer, *inner[2:])


def meet(one: Box, other: Box) -> Box:
    """Return what two boxes share."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def painted_on(page: pikepdf.Page) -> Iterator[Painted]:
    """Iterate over everything that a page paints, forms and patterns included.

    Raises ValueError for what can't be followed.
    """
    yield from _Canvas(page.obj.get("/Resources", pikepdf.Dictionary())).paint(page)


@dataclass(slots=True)
class _State:
    matrix: Matrix = field(default_factory=Matrix)
    fill: Colour = _FIRST
    stroke: Colour = _FIRST
    clip: Box = EVERYWHERE
    width: float = 1
    overprint: bool = False
    overprint_lines: bool = False
    font: str = ""
    size: float = 0
    mode: int = 0
    leading: float = 0


@dataclass(slots=True)
class _Canvas:
    """The state of one content stream while it is followed."""

    resources: Object
    state: _State = field(default_factory=_State)
    depth: int = 0
    stack: list[_State] = field(default_factory=list)
    outlines: list[list[tuple[float, float]]] = field(default_factory=list)
    clips: bool = False
    line: Matrix = field(default_factory=Matrix)
    base: Matrix = field(default_factory=Matrix)
    tags: list[str] = field(default_factory=list)

    def paint(self, content: pikepdf.Page | Object) -> Iterator[Painted]:
        if self.depth > _DEEPEST:
            raise ValueError(f"Forms are nested more than {_DEEPEST} deep")
        self.base = self.state.matrix
        for instruction in pikepdf.parse_content_stream(content):
            name, operands = str(instruction.operator), list(instruction.operands)
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                yield self._inline(instruction.iimage)
            elif name in _SHOWS:
                yield from self._text(name, operands)
            elif name in _FILLS or name in _STROKES or name == "n":
                yield from self._path(name)
            elif name == "Do":
                yield from self._drawn(self.resources.XObject[str(operands[0])])
            elif name == "sh":
                found = self.resources.Shading[str(operands[0])]
                yield self._gradient(found, self.state.clip)
            else:
                self._follow(name, operands)

    def _follow(self, name: str, operands: Sequence[Any]) -> None:  # noqa: PLR0912
        state = self.state
        match name:
            case "BDC" | "BMC":
                self.tags.append(str(operands[0]))
            case "EMC":
                del self.tags[-1:]
            case "q":
                self.stack.append(copy.copy(state))
            case "Q":
                self.state = self.stack.pop() if self.stack else state
            case "cm":
                state.matrix = _matrix(operands) @ state.matrix
            case "w":
                state.width = float(operands[0])
            case "gs":
                self._with(self.resources.ExtGState[str(operands[0])])
            case "BT":
                self.line = Matrix()
            case "Tm":
                self.line = _matrix(operands)
            case "Td" | "TD":
                self.line = Matrix().translated(*_floats(operands)) @ self.line
                state.leading = -float(operands[1]) if name == "TD" else state.leading
            case "T*":
                self.line = Matrix().translated(0, -state.leading) @ self.line
            case "TL":
                state.leading = float(operands[0])
            case "Tf":
                self._set_font(str(operands[0]), float(operands[1]))
            case "Tr":
                state.mode = int(operands[0])
            case "m" | "l" | "c" | "v" | "y" | "re":
                self._outline(name, _floats(operands))
            case "W" | "W*":
                self.clips = True
            case "g" | "rg" | "k" | "cs" | "sc" | "scn":
                state.fill = self._colour(state.fill, name, operands)
            case "G" | "RG" | "K" | "CS" | "SC" | "SCN":
                state.stroke = self._colour(state.stroke, name.lower(), operands)

    def _colour(self, colour: Colour, name: str, operands: Sequence[Any]) -> Colour:
        if name in _DEVICES:
            return Colour(_DEVICES[name], _floats(operands))
        if name == "cs":
            space = space_name(operands[0], self.resources)
            return Colour(space, _BLACK.get(space, (0.0,)))
        if operands and isinstance(operands[-1], Name):
            return Colour(f"Pattern {operands[-1]}", ())
        return Colour(colour.space, _floats(operands))

    def _with(self, graphics: Object) -> None:
        both = graphics.get("/OP")
        if both is not None:
            self.state.overprint_lines = bool(both)
        if (fills := graphics.get("/op", both)) is not None:
            self.state.overprint = bool(fills)
        if "/LW" in graphics:
            self.state.width = float(graphics.LW)
        if "/Font" in graphics:
            raise ValueError("A font is set by a graphics state")

    def _set_font(self, name: str, size: float) -> None:
        found = self.resources.Font[name]
        face = str(found.get("/BaseFont", name)).removeprefix("/")
        self.state.font, self.state.size = face.partition("+")[2] or face, size
        if found.get("/Subtype") == "/Type3":
            raise ValueError("A Type 3 font is used, whose letters are not followed")

    def _outline(self, name: str, numbers: tuple[float, ...]) -> None:
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if name == "re":
            (x, y), (width, height) = points
            points = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
        placed = [self.state.matrix.transform(point) for point in points]
        if name in ("m", "re") or not self.outlines:
            self.outlines.append(placed)
        else:
            self.outlines[-1] += placed

    def _path(self, name: str) -> Iterator[Painted]:
        state = self.state
        outlines = tuple(_box(points) for points in self.outlines)
        whole = meet(_box([*_corners(outlines)]), state.clip)
        if name in _FILLS and outlines:
            fill = Painted(
                "fill", state.fill, whole, 0, state.overprint, outlines, "*" in name,
                in_drawing=self._in_drawing,
            )  # fmt: skip
            yield from self._patterned(fill) if state.fill.space[:8] == "Pattern " else (fill,)
        if name in _STROKES and outlines:
            yield self._stroke(whole)
        if self.clips:
            state.clip = whole
        self.outlines, self.clips = [], False

    def _stroke(self, box: Box) -> Painted:
        width = self.state.width * _scale(self.state.matrix)
        return Painted("line", self.state.stroke, box, width, self.state.overprint_lines)

    def _text(self, name: str, operands: Sequence[Any]) -> Iterator[Painted]:
        if name in ("'", '"'):
            self._follow("T*", ())
        state, matrix = self.state, self.line @ self.state.matrix
        x, y = matrix.transform((0, 0))
        if state.mode in _UNPAINTED:
            return
        size = state.size * _scale(matrix)
        pieces = operands[-1].as_list() if name == "TJ" else [operands[-1]]
        letters = sum(len(bytes(piece)) for piece in pieces if isinstance(piece, pikepdf.String))
        if state.mode in _OUTLINED:
            yield self._stroke((x, y, x, y))
        yield Painted(
            "text", state.fill, (x, y, x, y), size, state.overprint,
            font=state.font, letters=letters, in_drawing=self._in_drawing,
        )  # fmt: skip

    @property
    def _in_drawing(self) -> bool:
        return self.depth > 0 or "/Figure" in self.tags

    def _patterned(self, fill: Painted) -> Iterator[Painted]:
        pattern = self.resources.Pattern[fill.colour.space.removeprefix("Pattern ")]
        if int(pattern.PatternType) == 2:  # noqa: PLR2004  (a shading)
            yield self._gradient(pattern.Shading, fill.box)
            return
        matrix = _matrix(pattern.get("/Matrix", (1, 0, 0, 1, 0, 0))) @ self.base
        for mark in self._inner(pattern, replace(self.state, matrix=matrix, clip=EVERYWHERE)):
            yield replace(mark, box=fill.box, outlines=fill.outlines, even_odd=fill.even_odd)

    def _gradient(self, shading: Object, box: Box) -> Painted:
        space = space_name(shading.get("/ColorSpace"), self.resources)
        try:
            ends = tuple(Colour(space, end) for end in gradient_ends(shading.get("/Function")))
        except ValueError:
            return Painted("gradient", Colour(space, ()), box, ends=None)
        return Painted("gradient", Colour(space, ()), box, ends=ends)

    def _drawn(self, found: Object) -> Iterator[Painted]:
        state = self.state
        if found.Subtype == "/Image":
            stencil = bool(found.get("/ImageMask", False))
            space = space_name(found.get("/ColorSpace"), self.resources)
            colour = state.fill if stencil else Colour(space, ())
            fine = self._fineness(int(found.Width), int(found.Height))
            yield Painted("picture", colour, self._square(), fine, picture=found)
            return
        matrix = _matrix(found.get("/Matrix", (1, 0, 0, 1, 0, 0))) @ state.matrix
        left, bottom, right, top = _floats(list(found.BBox.as_list()))
        corners = [(left, bottom), (right, bottom), (left, top), (right, top)]
        clip = meet(state.clip, _box([matrix.transform(corner) for corner in corners]))
        yield from self._inner(found, replace(state, matrix=matrix, clip=clip))

    def _inner(self, content: Object, state: _State) -> Iterator[Painted]:
        resources = content.get("/Resources", self.resources)
        yield from _Canvas(resources, state, self.depth + 1).paint(content)

    def _inline(self, image: pikepdf.PdfInlineImage) -> Painted:
        space = space_name(Name(f"{image.colorspace}"), self.resources)
        fine = self._fineness(image.width, image.height)
        return Painted("picture", Colour(space, ()), self._square(), fine)

    def _square(self) -> Box:
        corners = [(0, 0), (1, 0), (0, 1), (1, 1)]
        placed = [self.state.matrix.transform(corner) for corner in corners]
        return meet(_box(placed), self.state.clip)

    def _fineness(self, width: int, height: int) -> float:
        a, b, c, d, *_ = self.state.matrix.shorthand
        across = width * _POINTS_PER_INCH / max(math.hypot(a, b), 1e-6)
        return min(across, height * _POINTS_PER_INCH / max(math.hypot(c, d), 1e-6))


def _corners(boxes: tuple[Box, ...]) -> Iterator[tuple[float, float]]:
    for left, bottom, right, top in boxes:
        yield left, bottom
        yield right, top


def _box(points: list[tuple[float, float]]) -> Box:
    if not points:
        return (0, 0, 0, 0)
    across, up = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(up), max(across), max(up)


def _scale(matrix: Matrix) -> float:
    a, b, c, d, *_ = matrix.shorthand
    return math.sqrt(abs(a * d - b * c))


def _floats(operands: Sequence[Any]) -> tuple[float, ...]:
    return tuple(float(operand) for operand in operands)


def _matrix(operands: Any) -> Matrix:  # noqa: ANN401  (an array of PDF or a tuple)
    return Matrix(*(float(operand) for operand in operands))

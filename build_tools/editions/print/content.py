"""Reads what a page paints: each piece of text, shape and picture, with colour and place.

PDF's operators: ISO 32000-1, annex A. Enough of them is followed for colour, overprint, clipping
and place; what text says is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import pikepdf

from build_tools.editions.print.geometry import (
    AS_IS,
    Matrix,
    Point,
    Region,
    placed,
    times,
    unit_square,
)

_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_PATH_ENDS = _FILLS | _STROKES | {"n"}
_DEVICES = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
_SHADING = 2  # a pattern's type

TEXT_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
PAINTS = _FILLS | _STROKES | {"Do", "sh", "INLINE IMAGE"}


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as it was set: its space's name and values; none for a pattern or picture."""

    space: str = "/DeviceGray"
    values: tuple[float, ...] = (0,)

    @property
    def is_black(self) -> bool:
        """Whether this is 100 % black ink and nothing else."""
        return self.space == "/DeviceCMYK" and self.values == (0, 0, 0, 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is painted, beginning at `place`; it covers what all its regions hold."""

    kind: Literal["text", "shape", "picture", "gradient"]
    colour: Colour
    place: Point
    regions: tuple[Region, ...] = ()
    overprint: bool = False
    opaque: bool = True
    picture: pikepdf.Object | None = None

    def covers(self, point: Point) -> bool:
        """Whether the mark is painted at a point."""
        return bool(self.regions) and all(region.holds(point) for region in self.regions)


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = AS_IS
    fill: Colour = Colour()
    stroke: Colour = Colour()
    clip: tuple[Region, ...] = ()
    overprint: bool = False
    opaque: bool = True

    def mark(
        self, kind: Literal["text", "shape", "picture", "gradient"], colour: Colour, place: Region
    ) -> Mark:
        left, bottom = place.box[:2]
        return Mark(kind, colour, (left, bottom), (place, *self.clip), self.overprint, self.opaque)


@dataclass(slots=True)
class _Path:
    outlines: list[list[Point]] = field(default_factory=list)
    clips: Literal["", "W", "W*"] = ""

    def follow(self, name: str, numbers: list[float], matrix: Matrix) -> None:
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if name == "re":
            (x, y), (width, height) = points
            points = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        found = [placed(point, matrix) for point in points]
        if name in ("m", "re") or not self.outlines:
            self.outlines.append(found)
        else:
            self.outlines[-1] += found

    def region(self, *, even_odd: bool) -> Region:
        return Region(tuple(map(tuple, self.outlines)), even_odd)


def marks_on(page: pikepdf.Page) -> Iterator[Mark]:
    """Iterate over what a page paints, back to front, forms and patterns included."""
    yield from _marks(page, page.obj.get("/Resources", pikepdf.Dictionary()), _State())


def _marks(  # noqa: PLR0912  (an operator a branch)
    content: pikepdf.Page | pikepdf.Object, resources: pikepdf.Object, state: _State
) -> Iterator[Mark]:
    stack: list[_State] = []
    path, text, line = _Path(), AS_IS, AS_IS
    for instruction in pikepdf.parse_content_stream(content):
        operands, name = list(instruction.operands), str(instruction.operator)
        match name:
            case "q":
                stack.append(state)
            case "Q":
                state = stack.pop() if stack else state
            case "cm":
                state = replace(state, matrix=times(_matrix(operands), state.matrix))
            case "gs":
                state = _with_state(state, resources.ExtGState[str(operands[0])])
            case "BT":
                text = line = AS_IS
            case "Tm":
                text = line = _matrix(operands)
            case "Td" | "TD":
                across, up = _numbers(operands)
                text = line = times((1, 0, 0, 1, across, up), line)
            case "m" | "l" | "c" | "v" | "y" | "re":
                path.follow(name, list(_numbers(operands)), state.matrix)
            case "W" | "W*":
                path.clips = name
            case _ if name in TEXT_SHOWS:
                at = placed((0, 0), times(text, state.matrix))
                yield state.mark("text", state.fill, Region(((at,),)))
            case _ if name in _PATH_ENDS:
                yield from _painted(state, path, name, resources)
                if path.clips:
                    region = path.region(even_odd=path.clips == "W*")
                    state = replace(state, clip=(region, *state.clip))
                path = _Path()
            case "sh":
                yield state.mark("gradient", Colour("shading", ()), Region(()))
            case "Do":
                yield from _drawn(state, resources.XObject[str(operands[0])], resources)
            case "INLINE IMAGE":
                inline = Colour("an inline image", ())
                yield state.mark("picture", inline, unit_square(state.matrix))
            case _:
                state = _with_colour(state, name, operands)


def _painted(state: _State, path: _Path, name: str, resources: pikepdf.Object) -> Iterator[Mark]:
    region = path.region(even_odd="*" in name)
    if name in _FILLS:
        if state.fill.space.startswith("pattern "):
            yield from _patterned(state, region, resources)
        else:
            yield state.mark("shape", state.fill, region)
    if name in _STROKES:
        # A line covers next to nothing: text is never set on one.
        yield replace(state.mark("shape", state.stroke, region), regions=())


def _patterned(state: _State, region: Region, resources: pikepdf.Object) -> Iterator[Mark]:
    pattern = resources.Pattern[state.fill.space.removeprefix("pattern ")]
    if int(pattern.PatternType) == _SHADING:
        yield state.mark("gradient", Colour("shading", ()), region)
        return
    inner = replace(state, fill=Colour(), stroke=Colour(), clip=())
    for mark in _marks(pattern, pattern.Resources, inner):
        yield replace(mark, place=region.box[:2], regions=(region, *state.clip))


def _drawn(state: _State, found: pikepdf.Object, resources: pikepdf.Object) -> Iterator[Mark]:
    if found.Subtype == "/Image":
        space = found.get("/ColorSpace", "/DeviceGray")
        named = str(space[0] if isinstance(space, pikepdf.Array) else space)
        mark = state.mark("picture", Colour(named, ()), unit_square(state.matrix))
        clear = "/SMask" in found or "/Mask" in found
        yield replace(mark, opaque=mark.opaque and not clear, picture=found)
        return
    matrix = _matrix(list(found.get("/Matrix", AS_IS)))
    # A group is blended in a colour space of its own before it is printed.
    inner = replace(
        state, matrix=times(matrix, state.matrix), opaque=state.opaque and "/Group" not in found
    )
    yield from _marks(found, found.get("/Resources", resources), inner)


def _with_state(state: _State, found: pikepdf.Object) -> _State:
    for key, value in found.items():
        if key == "/op":
            state = replace(state, overprint=bool(value))
        elif key in ("/ca", "/CA"):
            state = replace(state, opaque=float(value) >= 1)
        elif key in ("/SMask", "/BM") and str(value) not in ("/None", "/Normal", "/Compatible"):
            state = replace(state, opaque=False)
    return state


def _with_colour(state: _State, name: str, operands: Sequence[object]) -> _State:
    fill = followed(state.fill, name, operands)
    stroke = followed(state.stroke, name.lower(), operands) if name.isupper() else state.stroke
    return replace(state, fill=fill, stroke=stroke)


def followed(colour: Colour, name: str, operands: Sequence[object]) -> Colour:
    """Return the fill colour after an operator; what is no colour operator changes nothing."""
    if name in _DEVICES:
        return Colour(_DEVICES[name], _numbers(operands))
    if name == "cs":
        return Colour(str(operands[0]), ())
    if name in ("sc", "scn"):
        if operands and isinstance(operands[-1], pikepdf.Name):
            return Colour(f"pattern {operands[-1]}", ())
        return Colour(colour.space, _numbers(operands))
    return colour


def _numbers(operands: Sequence[object]) -> tuple[float, ...]:
    return tuple(float(operand) for operand in operands)  # type: ignore[arg-type]


def _matrix(operands: Sequence[object]) -> Matrix:
    a, b, c, d, e, f = _numbers(operands)
    return (a, b, c, d, e, f)

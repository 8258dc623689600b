"""The words of an SVG picture, enlarged where they stand, or numbers in their places.

Only words are changed, and only in pictures that place them plainly: `text` with x, y and a
`font-size`, its own or of a group around it, in groups that are moved or enlarged at most. How
wide words are is estimated, rather too wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from lxml import etree

from build_tools.issues import TandemError
from build_tools.rendering.chart.words import measure

ASCENT, DESCENT = 0.72, 0.22
"""Of the size: how far letters reach above and below their baseline."""
MOST = 1.7
"""Words that have to grow more than this would cover what they are about."""
SLACK = 1.0
"""Units by which words may reach into what is next to them."""
NEXT_LINE = 1.7
"""Sizes between two baselines up to which words below each other belong together."""
SIDE = 2.0
"""Units by which the beginnings of such lines may differ."""
ROUNDED_UP = 1.002

DEFAULT_SIZE = 16.0
_CALL = re.compile(r"(\w+)\(([^)]*)\)")
PATHS = frozenset({"use"})


class NotPlain(TandemError):
    """A picture whose words can't be enlarged; the message says why, `line` where."""

    line: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the picture's units."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes cover some of the same place."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > SLACK and down > SLACK

    def surrounds(self, other: Box) -> bool:
        """Whether the middle of another box is inside."""
        x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def holds(self, other: Box) -> bool:
        """Whether another box is inside."""
        return (
            self.left <= other.left + SLACK
            and self.top <= other.top + SLACK
            and self.right >= other.right - SLACK
            and self.bottom >= other.bottom - SLACK
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """How far, and by how much larger, groups around an element move it."""

    scale: float = 1
    across: float = 0
    down: float = 0

    def then(self, transform: str) -> Moved:
        """Return what a transform inside adds; raise `NotPlain` if it turns or bends."""
        scale, across, down = self.scale, self.across, self.down
        for name, inside in _CALL.findall(transform):
            numbers = [float(number) for number in re.findall(r"[-+.\deE]+", inside)]
            if name == "translate":
                x, y, by = numbers[0], (*numbers, 0)[1], 1.0
            elif name == "scale" and len({*numbers}) == 1:
                x, y, by = 0, 0, numbers[0]
            elif name == "matrix" and numbers[0] == numbers[3] and numbers[1] == numbers[2] == 0:
                x, y, by = numbers[4], numbers[5], numbers[0]
            else:
                raise NotPlain("they stand in a transform that turns or bends them")
            across, down, scale = across + scale * x, down + scale * y, scale * by
        if scale <= 0:
            raise NotPlain("they stand in a transform that turns or bends them")
        return Moved(scale, across, down)


@dataclass(frozen=True, slots=True)
class Label:
    """A `text` element: a line of words; its place and size are those in the whole drawing."""

    element: etree._Element
    words: str
    x: float
    y: float
    size: float
    anchor: str
    around: Moved = Moved()

    def box(self, size: float) -> Box:
        """Return where its words are, in this size."""
        width = measure(self.words, size)
        left = self.x - {"middle": width / 2, "end": width}.get(self.anchor, 0)
        return Box(left, self.y - ASCENT * size, left + width, self.y + DESCENT * size)


def units(data: bytes) -> tuple[float, float]:
    """Return the width and height of a drawing in its own units."""
    sheet = _sheet(_root(data))
    return sheet.right - sheet.left, sheet.bottom - sheet.top


def with_larger_words(data: bytes, least: float) -> tuple[bytes, tuple[str, ...]]:
    """Return a picture in which no words are smaller than `least` units, and the key to it.

    A picture that is large enough comes back as it is. Raise `NotPlain` if it can't be enlarged.
    """
    root = _root(data)
    labels = list(_labels(root))
    if all(label.size >= least for label in labels):
        return data, ()
    key: tuple[str, ...] = ()
    if _have_room(labels, root, least):
        for label in labels:
            _set_size(label, max(label.size, least))
    else:
        key = tuple(_number(labels, least))
    made: bytes = etree.tostring(root, encoding="utf-8")
    return made, key


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


# --- Reading ---------------------------------------------------------------------------


def _labels(root: etree._Element) -> Iterator[Label]:
    for element in root.iter(etree.Element):
        try:
            yield from _label(element)
        except NotPlain as fault:
            line: object = element.sourceline
            fault.line = line if isinstance(line, int) else 0
            raise


def _label(element: etree._Element) -> Iterator[Label]:
    """Yield the label that an element is, if it is one with words."""
    name = etree.QName(element).localname
    if name in PATHS:
        raise NotPlain(f"it uses <{name}>")
    if name != "text":
        return
    around = [element, *element.iterancestors()]
    moved = _moved(element)
    if any(set(inner.keys()) - {"font-weight", "fill"} for inner in element):
        raise NotPlain("a line of them is placed by parts")
    words = " ".join("".join(map(str, element.itertext())).split())
    if words:
        x, y = _number_of(element, "x"), _number_of(element, "y")
        size = _said(around, "font-size")
        anchor = _said(around, "text-anchor") or "start"
        units = _units(size) if size else DEFAULT_SIZE
        yield Label(
            element,
            words,
            moved.across + moved.scale * x,
            moved.down + moved.scale * y,
            moved.scale * units,
            anchor,
            moved,
        )


def _moved(element: etree._Element) -> Moved:
    found = Moved()
    for one in (*reversed(list(element.iterancestors())), element):
        found = found.then(one.get("transform", ""))
        if one.getparent() is not None and etree.QName(one).localname in ("svg", "symbol"):
            raise NotPlain("they stand in a drawing in the drawing")
    return found


def _said(around: Iterable[etree._Element], name: str) -> str:
    """Return the nearest value of a property."""
    for element in around:
        found = element.get(name)
        if found:
            return str(found)
    return ""


def _units(value: str) -> float:
    found = re.fullmatch(r"(-?[\d.]+)(?:px)?", value)
    if not found:
        raise NotPlain(f"a length in it is '{value}'")
    return float(found[1])


def _number_of(element: etree._Element, name: str) -> float:
    return _units(element.get(name, "0"))


# --- Enlarging -------------------------------------------------------------------------


def _have_room(labels: list[Label], root: etree._Element, least: float) -> bool:
    """Whether all words can grow without leaving their shapes or meeting each other."""
    if any(least > MOST * label.size for label in labels):
        return False
    before = {id(label): label.box(label.size) for label in labels}
    after = {id(label): label.box(max(label.size, least)) for label in labels}
    if any(after[id(a)].meets(after[id(b)]) for a, b in combinations(labels, 2)):
        return False
    shapes = [_sheet(root), *_rectangles(root)]
    for label in labels:
        was, now = before[id(label)], after[id(label)]
        if any(shape.surrounds(was) and not shape.holds(now) for shape in shapes):
            return False
        if any(shape.meets(now) and not shape.meets(was) for shape in shapes):
            return False
    return True


def _sheet(root: etree._Element) -> Box:
    left, top, width, height = map(float, re.split(r"[\s,]+", root.get("viewBox", "").strip()))
    return Box(left, top, left + width, top + height)


def _rectangles(root: etree._Element) -> Iterator[Box]:
    for element in root.iter("{*}rect"):
        values = [str(element.get(name, "0")) for name in ("x", "y", "width", "height")]
        if any(value.endswith("%") for value in values):  # the whole ground
            continue
        try:
            moved = _moved(element)
        except NotPlain:
            continue  # a rectangle that is turned is no box for words
        left, top, width, height = (moved.scale * _units(value) for value in values)
        left, top = left + moved.across, top + moved.down
        yield Box(left, top, left + width, top + height)


def _set_size(label: Label, size: float) -> None:
    label.element.set("font-size", f"{size * ROUNDED_UP / label.around.scale:.5g}")


# --- Numbers ---------------------------------------------------------------------------


def _number(labels: list[Label], least: float) -> Iterator[str]:
    """Put a number in the place of each group of words; iterate over the lines of the key."""
    for number, group in enumerate(_groups(labels), start=1):
        first = group[0]
        for label in group[1:]:
            label.element.clear()
        for inner in list(first.element):
            first.element.remove(inner)
        first.element.text = str(number)
        middle = sum(label.y - ASCENT * label.size / 2 for label in group) / len(group)
        y = middle + ASCENT * least / 2
        first.element.set("y", f"{(y - first.around.down) / first.around.scale:.4g}")
        _set_size(first, least)
        first.element.set("font-weight", "bold")
        yield f"{number}: {' '.join(label.words for label in group)}"


def _groups(labels: Iterable[Label]) -> list[list[Label]]:
    """Put lines together that stand right below each other."""
    groups: list[list[Label]] = []
    for label in labels:
        last = groups[-1][-1] if groups else None
        if (
            last
            and last.anchor == label.anchor
            and abs(last.x - label.x) <= SIDE
            and 0 < label.y - last.y <= NEXT_LINE * max(last.size, label.size)
        ):
            groups[-1].append(label)
        else:
            groups.append([label])
    return groups

"""Paragraphs: their style, and what differs from it where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.editions.word.languages import lang_mark
from build_tools.editions.word.lists import DEEPEST
from build_tools.editions.word.look import INDENT
from build_tools.editions.word.xml import Element, W, w, within
from build_tools.publication.direction import direction


@dataclass(frozen=True, slots=True)
class Box:
    """What paragraphs of a callout have that have a style of their own: its edge and ground."""

    ground: str
    edge: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Where paragraphs stand: `lang` is in force, `whole` that of the file.

    `plain` is the style of a paragraph that is nothing else. `indent` is where it begins, in
    twentieths of a point. `depth` counts the lists around; `box` is that of a callout around.
    """

    lang: str
    whole: str
    plain: str = "BodyText"
    indent: int = INDENT
    depth: int = 0
    box: Box | None = None


def paragraph(  # noqa: PLR0913  (each is a property of its own)
    setting: Setting,
    style: str,
    content: Iterable[Element],
    *,
    left: int | None = None,
    hanging: int = 0,
    list_number: int = 0,
    right: bool = False,
) -> Element:
    """Return a paragraph; `left` and `hanging` say where it begins if its style does not.

    Its mark has its language, so that words typed after it are in that language too.
    """
    foreign = setting.lang != setting.whole
    box = None if style.startswith("Callout") else setting.box
    properties = w("pPr", w("pStyle", val=style))
    if list_number:
        level = w("ilvl", val=min(setting.depth, DEEPEST))
        properties.append(w("numPr", level, w("numId", val=list_number)))
    if box:
        properties.append(_borders(box))
        properties.append(w("shd", val="clear", color="auto", fill=box.ground))
    if foreign and direction(setting.lang) == "rtl":
        properties.append(w("bidi"))
    if left is not None:
        more = {"hanging": hanging} if hanging else {"firstLine": 0}
        properties.append(w("ind", left=left, **more))
    if right:
        properties.append(w("jc", val="right"))
    if foreign:
        properties.append(w("rPr", lang_mark(setting.lang)))
    return within(w("p", properties), content)


def _borders(box: Box) -> Element:
    """Return the lines that callouts' styles have in `styles.xml`; alike, they make one box."""
    room = {"val": "single", "sz": 4, "space": 5, "color": box.ground}
    edge = w("left", val="single", sz=36, space=8, color=box.edge)
    return w("pBdr", w("top", **room), edge, w("bottom", **room))


_AFTER_SPACING = frozenset(f"{{{W}}}{name}" for name in ("ind", "contextualSpacing", "jc", "rPr"))
_ROOMY = ("Heading", "Quot", "Callout", "Figure")
"""Styles that have room before them, by how their names begin."""
_ROOM = 240


def room_before(element: Element) -> None:
    """Give a paragraph room before it, unless its style has."""
    style = element.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    name = "" if style is None else style.get(f"{{{W}}}val", "")
    if not name.startswith(_ROOMY):
        _space(element, before=_ROOM)


def room_after(element: Element) -> None:
    """Give a paragraph room after it."""
    _space(element, after=_ROOM)


def _space(element: Element, **room: int) -> None:
    properties = element.find(f"{{{W}}}pPr")
    assert properties is not None
    if (spacing := properties.find(f"{{{W}}}spacing")) is None:
        places = [place for place, one in enumerate(properties) if one.tag in _AFTER_SPACING]
        spacing = w("spacing")
        properties.insert(places[0] if places else len(properties), spacing)
    for side, twips in room.items():
        spacing.set(f"{{{W}}}{side}", str(twips))

"""SVG pictures of the content, with every colour as inks.

Only what prints as it looks is let through: flat colours on shapes and text. Gradients, patterns
and what is see-through are refused by name, with the file's line and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import tinycss2.color5
from lxml import etree

from build_tools.editions.print.lines import thicken
from build_tools.editions.print.profile import Profile
from build_tools.issues import Issue, SourceSpan
from build_tools.publication.blocks import Picture
from build_tools.rendering.brand import Brand
from build_tools.rendering.colour import Cmyk, Rgb

_REMEDIES = {
    "linearGradient": "Give the shape one flat colour.",
    "radialGradient": "Give the shape one flat colour.",
    "pattern": "Draw the pattern's lines as shapes.",
}
_COLOURED = frozenset({"fill", "stroke", "color"})
_CLEAR = frozenset({"opacity", "fill-opacity", "stroke-opacity"})
_AS_IS = frozenset({"none", "inherit", "currentcolor", "context-fill", "context-stroke"})
_SEEN = "Give the shape the colour that is seen."
_FULL = 255

Colours = Callable[[Rgb], Cmyk]


def brand_first(brand: Brand, profile: Profile) -> Colours:
    """Return how a screen colour is printed: as the brand says, else as the profile does."""
    known = {colour.screen: colour.inks for colour in reversed(brand.named().values())}
    return lambda colour: known[colour] if colour in known else profile.of_colour(colour)


def refused(picture: Picture) -> Iterator[Issue]:
    """Iterate over what in a drawing can't be printed as it looks, each thing once."""
    told: set[tuple[str, str]] = set()
    for element in _root(picture).iter(etree.Element):
        for issue in (*_see_through(element, picture.span), *_not_flat(element, picture.span)):
            if (issue.code, issue.problem) not in told:
                told.add((issue.code, issue.problem))
                yield issue


def drawing_to_print(
    picture: Picture, colours: Colours, family: str, points_per_unit: float = 1
) -> bytes:
    """Return a drawing of which nothing is `refused` in inks, its text in typeface `family`.

    No line is thinner than a press prints; `points_per_unit` says how large the drawing will be.
    """
    root = _root(picture)
    thicken(root, points_per_unit)
    for element in root.iter(etree.Element):
        for name, value in _coloured(element):
            found = _colour(value)
            if found is not None:
                element.set(name, str(_inks(found, colours)) if found.alpha else "none")
        if element.get("font-family"):
            element.set("font-family", family)
    black = str(Cmyk(0, 0, 0, 100))
    root.set("fill", root.get("fill", black))
    root.set("color", root.get("color", black))
    root.set("font-family", family)
    made: bytes = etree.tostring(root, encoding="utf-8")
    return made


def _root(picture: Picture) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(picture.data, parser)


def _coloured(element: etree._Element) -> Iterator[tuple[str, str]]:
    for name in sorted(_COLOURED.intersection(map(str, element.keys()))):
        value = str(element.get(name)).strip()
        if value.lower() not in _AS_IS:
            yield name, value


def _see_through(element: etree._Element, span: SourceSpan) -> Iterator[Issue]:
    for clear in sorted(_CLEAR.intersection(map(str, element.keys()))):
        value = str(element.get(clear))
        if not re.fullmatch(r"1(\.0*)?|100%", value.strip()):
            problem = f"{clear} {value}: printing has no see-through inks here."
            yield _issue("PRN-011", element, span, problem, _SEEN)


def _not_flat(element: etree._Element, span: SourceSpan) -> Iterator[Issue]:
    name = etree.QName(element).localname
    if name in _REMEDIES:
        problem = f"<{name}> can't be printed as it looks."
        yield _issue("PRN-010", element, span, problem, _REMEDIES[name])
    for name, value in _coloured(element):
        found = _colour(value)
        if value.startswith("url("):
            continue  # what it refers to is refused
        if found is None:
            problem = f"{name} '{value}' is not a colour that we know."
            yield _issue("PRN-012", element, span, problem, "Write it as #RRGGBB.")
        elif 0 < found.alpha < 1:
            problem = f"{name} '{value}' is see-through."
            yield _issue("PRN-011", element, span, problem, _SEEN)


def _issue(
    code: str, element: etree._Element, span: SourceSpan, problem: str, remedy: str
) -> Issue:
    return Issue(code, SourceSpan(span.path, _line(element)), problem, remedy)


@lru_cache(maxsize=4096)
def _colour(value: str) -> tinycss2.color5.Color | None:
    found = tinycss2.color5.parse_color(value)
    return None if found is None or isinstance(found, str) else found


def _line(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _inks(colour: tinycss2.color5.Color, colours: Colours) -> Cmyk:
    if colour.space == "device-cmyk":
        return Cmyk(*(round(part * 100, 2) for part in colour.coordinates))
    parts = colour.to("srgb").coordinates
    return colours(Rgb(*(round(min(max(part, 0), 1) * _FULL) for part in parts)))

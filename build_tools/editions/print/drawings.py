"""SVG pictures of the content, with every colour as inks.

Only what prints as it looks is let through: flat colours on shapes and text. Everything else is
refused by name, with the file's line and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import tinycss2
import tinycss2.color5
from lxml import etree

from build_tools.editions.print.profile import Profile
from build_tools.issues import Issue, Report, SourceSpan
from build_tools.publication.blocks import Picture
from build_tools.writing.brand import Brand
from build_tools.writing.colour import Cmyk, Rgb

_KNOWN = frozenset(
    {"svg", "g", "defs", "use", "symbol", "switch", "a", "title", "desc", "metadata"}
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "marker", "clipPath"}
    | {"text", "tspan"}
)
_REMEDIES = {
    "linearGradient": "Give the shape one flat colour.",
    "radialGradient": "Give the shape one flat colour.",
    "meshgradient": "Give the shape one flat colour.",
    "pattern": "Draw the pattern's lines as shapes.",
    "filter": "Export the picture without blur, shadow and other effects.",
    "mask": "Cut the shape itself, or use a clipPath.",
    "image": "Put the photograph in content/images/ as a figure of its own.",
    "style": "Export with 'presentation attributes': colours on the shapes themselves.",
    "textPath": "Turn the text into paths, or set it straight.",
}
_COLOURED = frozenset({"fill", "stroke", "color"})
_CLEAR = frozenset({"opacity", "fill-opacity", "stroke-opacity"})
_EFFECTS = frozenset({"filter", "mask", "mix-blend-mode", "isolation"})
_AS_IS = frozenset({"none", "inherit", "currentcolor", "context-fill", "context-stroke"})
_FULL = 255

Colours = Callable[[Rgb], Cmyk]


def brand_first(brand: Brand, profile: Profile) -> Colours:
    """Return how a screen colour is printed: as the brand says, else as the profile does."""
    known = {colour.screen: colour.inks for colour in reversed(brand.named().values())}
    return lambda colour: known[colour] if colour in known else profile.of_colour(colour)


def drawing_to_print(picture: Picture, colours: Colours, family: str, report: Report) -> bytes:
    """Return an SVG picture in inks, its text in typeface `family`; add what is refused."""
    path = f"content/{picture.path}"
    root = etree.fromstring(picture.data, etree.XMLParser(resolve_entities=False, no_network=True))
    before = len(report)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for name, value in _unfold_style(element):
            element.set(name, value)
        report.extend(_refused(element, path))
        report.extend(_recoloured(element, path, colours))
        if element.get("font-family"):
            element.set("font-family", family)
    if len(report) > before:
        return b""
    black = str(Cmyk(0, 0, 0, 100))
    root.set("fill", root.get("fill", black))
    root.set("color", root.get("color", black))
    root.set("font-family", family)
    made: bytes = etree.tostring(root, encoding="utf-8")
    return made


def _unfold_style(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Take a `style` attribute apart: each declaration becomes an attribute."""
    style = element.get("style", "")
    element.attrib.pop("style", "")
    for found in tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True):
        if found.type == "declaration":
            yield found.lower_name, tinycss2.serialize(found.value).strip()


def _refused(element: etree._Element, path: str) -> Iterator[Issue]:
    name = etree.QName(element).localname
    span = SourceSpan(path, _line(element))
    foreign = etree.QName(element).namespace not in (None, "http://www.w3.org/2000/svg")
    if name in _REMEDIES or (name not in _KNOWN and not foreign):
        remedy = _REMEDIES.get(name, "Draw it with shapes and text only.")
        yield Issue("PRN-010", span, f"<{name}> can't be printed as it looks.", remedy)
    for clear in sorted(_CLEAR.intersection(map(str, element.keys()))):
        value = str(element.get(clear))
        if not re.fullmatch(r"1(\.0*)?|100%", value.strip()):
            problem = f"{clear} {value}: printing has no see-through inks here."
            yield Issue("PRN-011", span, problem, "Give the shape the colour that is seen.")
    for effect in sorted(_EFFECTS.intersection(map(str, element.keys()))):
        if element.get(effect) not in ("none", "normal", "auto"):
            problem = f"{effect} {element.get(effect)} can't be printed as it looks."
            yield Issue("PRN-010", span, problem, _REMEDIES["filter"])


def _recoloured(element: etree._Element, path: str, colours: Colours) -> Iterator[Issue]:
    for name in sorted(_COLOURED.intersection(map(str, element.keys()))):
        value = str(element.get(name)).strip()
        if value.lower() in _AS_IS:
            continue
        span = SourceSpan(path, _line(element))
        if value.startswith("url("):
            problem = f"{name} '{value}' is no flat colour."
            yield Issue("PRN-010", span, problem, _REMEDIES["linearGradient"])
            continue
        found = tinycss2.color5.parse_color(value)
        if found is None or isinstance(found, str):
            problem = f"{name} '{value}' is not a colour that we know."
            yield Issue("PRN-012", span, problem, "Write it as #RRGGBB.")
            continue
        if found.alpha == 0:
            element.set(name, "none")
            continue
        if found.alpha < 1:
            problem = f"{name} '{value}' is see-through."
            yield Issue("PRN-011", span, problem, "Give the shape the colour that is seen.")
            continue
        element.set(name, str(_inks(found, colours)))


def _line(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _inks(colour: tinycss2.color5.Color, colours: Colours) -> Cmyk:
    if colour.space == "device-cmyk":
        return Cmyk(*(round(part * 100, 2) for part in colour.coordinates))
    parts = colour.to("srgb").coordinates
    return colours(Rgb(*(round(min(max(part, 0), 1) * _FULL) for part in parts)))

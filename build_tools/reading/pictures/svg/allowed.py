"""The closed lists: what a drawing may be made of, so that all editions show the same.

Browsers draw much that layout in pages does not, or not alike. Each list was found by drawing with
both and comparing; what they draw alike stands here, and nothing else comes out. Two kinds of
things are left out without a word, since they draw nothing: what editors keep for themselves, and
attributes that SVG does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from build_tools.reading.pictures.svg import values
from build_tools.reading.pictures.svg.markup import SVG, XLINK, XML, Drawn, local, space
from build_tools.reading.pictures.svg.values import one_of

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
WORDS = frozenset({"text", "tspan"})
ELEMENTS = (
    frozenset(
        {"svg", "g", "defs", "use", "symbol", "marker", "clipPath", "pattern", "title", "desc"}
    )
    | frozenset({"linearGradient", "radialGradient", "stop"})
    | SHAPES
    | WORDS
)
_PLAIN_WORDS = frozenset({"title", "desc"})
"""Elements that hold words which are not drawn."""

_LEFT_OUT = frozenset(
    {
        "metadata",
        "view",
        "cursor",
        "filter",
        "mask",
        "color-profile",
        "font",
        "font-face",
        "missing-glyph",
        "glyph",
    }
    | {"hkern", "vkern", "altGlyphDef", "hatch", "solidColor"}
)
"""They draw nothing by themselves; what refers to one of them is refused where it does."""
_DEFINED = frozenset({"linearGradient", "radialGradient", "pattern", "clipPath", "marker"})
"""They draw nothing unless something refers to them, and editors leave many behind."""
_EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://ns.adobe.com/",
    "adobe:ns:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns",
    "http://www.w3.org/2000/01/rdf-schema",
    "http://creativecommons.org/",
    "http://web.resource.org/cc/",
    "http://purl.org/",
    "http://www.serif.com/",
    "http://www.bohemiancoding.com/",
    "http://www.figma.com/",
    "http://xml.openoffice.org/",
    "http://sun.com/",
    "http://schemas.microsoft.com/",
    "http://www.corel.com/",
    "http://www.krita.org/",
    "http://krita.org/",
    "http://svgjs.",
    "http://svgjs.com/",
    "https://svgjs.",
    "https://boxy-svg.com",
    "http://vectornator.io",
    "http://www.vectornator.io",
    "http://www.vectorstyler.com",
    "http://graph",
    "http://www.qgis.org",
    "urn:",
)
_ACTIVE = frozenset(
    {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas"}
    | {"handler", "listener"}
)
_MOVING = frozenset(
    {"animate", "animateMotion", "animateTransform", "animateColor", "set", "mpath", "discard"}
)
_REMEDIES = {
    "image": "Put the photograph into the folder images, as a figure of its own.",
    "feImage": "Put the photograph into the folder images, as a figure of its own.",
    "textPath": "Set the words straight, or turn them into paths.",
    "tref": "Write the words themselves.",
    "foreignObject": "Export words as plain text: in draw.io, without 'Formatted Text' and "
    "'Word Wrap'; in Mermaid, with htmlLabels: false.",
}
_SHAPES_ONLY = "Draw it with shapes, plain words, flat colours and simple gradients."

# --- Attributes ------------------------------------------------------------------------


def _units(value: str) -> str | None:
    return {"userspaceonuse": "userSpaceOnUse", "objectboundingbox": "objectBoundingBox"}.get(
        value.lower()
    )


ATTRIBUTES: Mapping[str, values.Value] = {
    **dict.fromkeys(("width", "height", "cx", "cy", "r", "fx", "fy", "fr"), values.length),
    **dict.fromkeys(("x1", "y1", "x2", "y2", "textLength"), values.length),
    **dict.fromkeys(("markerWidth", "markerHeight", "refX", "refY"), values.length),
    **dict.fromkeys(("rx", "ry"), values.length),
    **dict.fromkeys(("x", "y", "dx", "dy"), values.lengths),
    "rotate": values.numbers,
    "offset": values.share,
    "d": values.path,
    "points": values.points,
    "transform": values.transform,
    "patternTransform": values.transform,
    "viewBox": values.numbers,
    "preserveAspectRatio": values.aspect,
    "id": lambda value: value if values.link(f"#{value}") else None,
    "gradientUnits": _units,
    "clipPathUnits": _units,
    "patternUnits": _units,
    "patternContentUnits": _units,
    "markerUnits": lambda value: value if value in ("strokeWidth", "userSpaceOnUse") else None,
    "orient": values.orient,
    "spreadMethod": one_of("pad", "reflect", "repeat"),
    "lengthAdjust": lambda v: v if v in ("spacing", "spacingAndGlyphs") else None,
    # Properties, as attributes
    **dict.fromkeys(("color", "stop-color", "stroke"), values.colour),
    "fill": values.paint,
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity"), values.share),
    "fill-rule": one_of("nonzero", "evenodd"),
    "stroke-width": values.length,
    "stroke-dasharray": values.dashes,
    "stroke-dashoffset": values.length,
    "stroke-linecap": one_of("butt", "round", "square"),
    "stroke-linejoin": one_of("miter", "round", "bevel"),
    "stroke-miterlimit": values.number,
    "display": one_of("none", "inline"),
    "visibility": one_of("visible", "hidden", "collapse"),
    "overflow": one_of("visible", "hidden", "auto", "scroll"),
    "clip-path": values.url,
    **dict.fromkeys(("marker-start", "marker-mid", "marker-end"), values.url),
    "font-family": values.family,
    "font-size": values.size,
    "font-style": one_of("normal", "italic", "oblique"),
    "font-weight": values.weight,
    "text-anchor": one_of("start", "middle", "end"),
    "letter-spacing": values.spacing,
    "dominant-baseline": values.any_words,
    "alignment-baseline": values.any_words,
    "transform-origin": values.origin,
}
"""What comes out, and what each may say."""

_WHITES = {"rgb(255, 255, 255)", "rgb(255,255,255)", "light-dark(#ffffff, #000000)"}
NEUTRAL: Mapping[str, frozenset[str]] = {
    "filter": frozenset({"none"}),
    "mask": frozenset({"none"}),
    "mix-blend-mode": frozenset({"normal"}),
    "backdrop-filter": frozenset({"none"}),
    "vector-effect": frozenset({"none"}),
    "text-decoration": frozenset({"none"}),
    "text-decoration-line": frozenset({"none"}),
    "text-shadow": frozenset({"none"}),
    "text-transform": frozenset({"none"}),
    "baseline-shift": frozenset({"baseline", "0", "0%", "0px"}),
    "word-spacing": frozenset({"normal", "0", "0px"}),
    "font-variant": frozenset({"normal"}),
    "font-variant-caps": frozenset({"normal"}),
    "writing-mode": frozenset({"lr-tb", "lr", "horizontal-tb"}),
    "direction": frozenset({"ltr"}),
    "paint-order": frozenset({"normal", "fill", "fill stroke", "fill stroke markers"}),
    "stop-opacity": frozenset({"1", "1.0", "100%"}),
    "gradientTransform": frozenset({"", "none", "matrix(1 0 0 1 0 0)", "matrix(1,0,0,1,0,0)"}),
    "translate": frozenset({"none"}),
    "scale": frozenset({"none"}),
    "zoom": frozenset({"1", "normal"}),
    "transform-box": frozenset({"view-box"}),
    "animation": frozenset({"none"}),
    "clip": frozenset({"auto"}),
    "stroke-alignment": frozenset({"center"}),
    "background": frozenset({"none", "transparent", "white", "#fff", "#ffffff", "0 0"} | _WHITES),
    "background-color": frozenset({"none", "transparent", "white", "#fff", "#ffffff"} | _WHITES),
    "clip-rule": frozenset({"nonzero"}),
}
"""What not every edition draws, and the values with which it draws nothing; these are left out."""

_ASK = {
    "gradientTransform": "Give the gradient its ends (x1, y1, x2, y2) without a transform; or one "
    "flat colour.",
    "stop-opacity": "Give the gradient colours that are not see-through.",
    "baseline-shift": "Write the raised or lowered character itself: CO₂, m².",
    "clip-rule": "Cut the hole into the shape itself, with fill-rule.",
    "background": "Draw the ground as a rectangle.",
    "background-color": "Draw the ground as a rectangle.",
    "text-decoration": "Draw the line, or use bold.",
    **dict.fromkeys(
        ("filter", "backdrop-filter", "text-shadow"),
        "Export it without blur, shadow, glow and other effects.",
    ),
    "mask": "Cut the shape itself, or use a clip path.",
}


PROPERTIES = (
    frozenset(name for name in (*ATTRIBUTES, *NEUTRAL) if "-" in name)
    | frozenset({"color", "fill", "stroke", "opacity", "display", "visibility", "overflow"})
    | frozenset({"mask", "filter", "clip", "direction", "background", "translate", "scale", "zoom"})
    | frozenset({"transform", "animation", "x", "y", "cx", "cy", "r", "rx", "ry"})
    | frozenset({"width", "height"})
)
"""What styles may say; other properties draw nothing in an SVG."""


class Faults:
    """What is wrong with a drawing, each thing once: where it is seen first."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[int, str]] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)

    def add(self, code: str, line: int, problem: str, remedy: str) -> None:
        """Keep a fault, unless the same was found before."""
        self._found.setdefault((code, problem), (line, remedy))

    def first(self, most: int) -> Iterator[tuple[str, int, str, str]]:
        """Iterate over code, line, problem and remedy of the first ones, in their order."""
        ordered = sorted(self._found.items(), key=lambda item: item[1][0])
        for (code, problem), (line, remedy) in ordered[:most]:
            yield code, line, problem, remedy


def cleaned(root: Drawn, faults: Faults) -> Drawn:
    """Return a drawing of what the lists hold; `faults` gets what is in neither."""
    said = (value for element in root.all() for value in element.attrib.values())
    wanted = frozenset(
        found for value in said if "#" in value for found in _REFERRED.findall(value)
    )
    return _Cleaner(faults, wanted).element(root, "svg", in_clip=False, top=True)


class _Cleaner:
    def __init__(self, faults: Faults, wanted: frozenset[str]) -> None:
        self._faults, self._wanted = faults, wanted

    def element(self, element: Drawn, name: str, *, in_clip: bool, top: bool = False) -> Drawn:
        """Return an element with what it may hold."""
        made = Drawn(f"{{{SVG}}}{name}")
        made.line = element.line
        in_clip = in_clip or name == "clipPath"
        for key, value in element.attrib.items():
            self._attribute(made, element, str(key), value.strip(), in_clip=in_clip)
        if top:
            for unused in _OF_THE_WHOLE:
                made.attrib.pop(unused, None)
        holds_words = name in WORDS or name in _PLAIN_WORDS
        made.text = element.text if holds_words else None
        for child, child_name in self._children(element, name):
            inner = self.element(child, child_name, in_clip=in_clip)
            inner.tail = child.tail if holds_words else None
            made.append(inner)
        return made

    def _children(self, element: Drawn, name: str) -> Iterator[tuple[Drawn, str]]:
        children = element.inner
        if local(element.tag) == "switch":
            for page in (one for one in children if local(one.tag) == "foreignObject"):
                if "".join(page.itertext()).strip():  # words that the other choice cuts short
                    self._name(page, inside_words=False)
            chosen = next((one for one in children if _applies(one)), None)
            children = [] if chosen is None else [chosen]
        if name in _PLAIN_WORDS:
            return
        for child in children:
            found = self._name(child, inside_words=name in WORDS)
            if found:
                yield child, found
            elif name in WORDS and (child.tail or "").strip():
                # Words after what is left out belong to the line all the same.
                kept = Drawn(f"{{{SVG}}}tspan")
                kept.line, kept.tail = child.line, child.tail
                yield kept, "tspan"

    def _name(self, element: Drawn, *, inside_words: bool) -> str:
        """Return an element's name as it comes out; nothing if it is left out or refused."""
        name, namespace = local(element.tag), space(element.tag)
        line = element.line
        if namespace != SVG:
            if not namespace.startswith(_EDITORS):
                problem = f"The SVG holds <{_short(name)}> of '{_short(namespace)}'."
                self._faults.add("IMG-005", line, problem, "Export it as plain SVG.")
            return ""
        if name in ("a", "switch"):
            return "tspan" if inside_words else "g"
        if name in _DEFINED and element.get("id") not in self._wanted:
            return ""
        if name in ELEMENTS:
            return name
        if name in _LEFT_OUT:
            return ""
        if name in _ACTIVE:
            remedy = _REMEDIES.get(name, "Export it without scripts and objects.")
            self._faults.add("IMG-005", line, f"The SVG holds <{name}>.", remedy)
        elif name in _MOVING:
            self._faults.add("IMG-006", line, f"The SVG moves (<{name}>).", "Export a still one.")
        else:
            href = element.get("href") or element.get(f"{{{XLINK}}}href") or "#"
            code = "IMG-008" if href.startswith("#") else "IMG-007"
            problem = f"The SVG holds <{_short(name)}>, which not every edition can show."
            if code == "IMG-007":
                problem = f"The SVG's <{_short(name)}> refers to {_address(href)}."
            self._faults.add(code, line, problem, _REMEDIES.get(name, _SHAPES_ONLY))
        return ""

    def _attribute(
        self, made: Drawn, element: Drawn, key: str, value: str, *, in_clip: bool
    ) -> None:
        name, namespace, line = local(key), space(key), element.line
        if name.lower().startswith("on") and namespace in ("", SVG):
            problem = f"The SVG runs a script ({_short(name)})."
            self._faults.add("IMG-005", line, problem, f"Delete {_short(name)}.")
        elif name == "href" and namespace in ("", XLINK):
            self._href(made, element, value)
        elif key == f"{{{XML}}}space":
            if value == "preserve":
                made.set(key, value)
        elif namespace:
            return
        elif name in NEUTRAL and (name != "clip-rule" or in_clip):
            if values.leads_out(value):
                self._leads_out(line, name, value)
            elif value.lower() not in NEUTRAL[name]:
                problem = f"The SVG has {name} '{_short(value)}', which not every edition can show."
                self._faults.add("IMG-008", line, problem, _ASK.get(name, _SHAPES_ONLY))
        elif name in ATTRIBUTES and value.lower() not in _NOTHING_SAID:
            self._known(made, element, name, value)

    def _known(self, made: Drawn, element: Drawn, name: str, value: str) -> None:
        if name in ("width", "height") and local(element.tag) not in _SIZED:
            return  # it means nothing there
        if name == "display" and value.lower() != "none":
            return
        said = value if value.lower() == "inherit" else ATTRIBUTES[name](value)
        if said is not None:
            if said or name in ("d", "points"):
                made.set(name, said)
        elif values.leads_out(value):
            self._leads_out(element.line, name, value)
        elif name == "stroke" and value.lower().startswith("url("):
            problem = f"The SVG has a line drawn with a gradient or pattern ({_short(value)})."
            self._faults.add("IMG-008", element.line, problem, "Give the line one flat colour.")
        else:
            problem = f"The SVG has {name} '{_short(value)}', which is no such value."
            remedy = "Export the drawing again, or write a value that SVG knows."
            self._faults.add("IMG-009", element.line, problem, remedy)

    def _leads_out(self, line: int, name: str, value: str) -> None:
        problem = f"The SVG's {name} refers to {_address(value)}."
        self._faults.add("IMG-007", line, problem, "Draw it in the SVG itself.")

    def _href(self, made: Drawn, element: Drawn, value: str) -> None:
        name = local(element.tag)
        if name == "a" or not value:  # a link in a picture leads nowhere
            return
        if not values.link(value):
            problem = f"The SVG refers to {_address(value)}."
            self._faults.add("IMG-007", element.line, problem, "Draw it in the SVG itself.")
        elif name in ("use", "linearGradient", "radialGradient", "pattern"):
            # Older programs know the name with its prefix alone.
            made.set(f"{{{XLINK}}}href", value)


_OF_THE_WHOLE = ("x", "y", "width", "height", "preserveAspectRatio", "viewBox", "overflow")
_SIZED = frozenset({"svg", "rect", "use", "symbol", "pattern"})
_REFERRED = re.compile(r"#([^\s\"'()<>]+)")
_NOTHING_SAID = frozenset({"", "auto", "initial", "unset", "undefined", "null"})


def _applies(element: Drawn) -> bool:
    """Whether a choice of <switch> is one that every program can make."""
    return (
        space(element.tag) == SVG
        and local(element.tag) not in _ACTIVE
        and not element.get("systemLanguage")
        and not element.get("requiredExtensions")
    )


def _address(value: str) -> str:
    """Return an address as messages name it: never the data in it."""
    if re.match(r"[^a-z]*(url\(\s*['\"]?\s*)?data:", value.lower()):
        return "data written into it"
    return f"'{_short(value)}'"


def _short(value: str) -> str:
    plain = "".join(char if char.isprintable() else " " for char in value)
    return plain if len(plain) <= 60 else f"{plain[:59]}…"  # noqa: PLR2004

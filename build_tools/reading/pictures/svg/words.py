"""Words that a program places line by line inside one <text> → a <text> for each line.

Inkscape and PowerPoint write so. It looks the same, and large print finds plain lines to enlarge.
"""

from __future__ import annotations

from build_tools.reading.pictures.svg.markup import SVG, Drawn
from build_tools.reading.pictures.svg.values import length

_TEXT, _LINE = f"{{{SVG}}}text", f"{{{SVG}}}tspan"
_PLACES = ("x", "y", "dx", "dy")


def plain_lines(root: Drawn) -> None:
    """Take apart every <text> of which all lines have a place of their own."""
    for parent in root.all():
        made: list[Drawn] = []
        for child in parent.inner:
            made += _lines(child) if child.tag == _TEXT and _is_lines(child) else [child]
        if len(made) != len(parent) or any(a is not b for a, b in zip(made, parent, strict=True)):
            for child in parent.inner:
                parent.remove(child)
            parent.extend(made)


def _is_lines(text: Drawn) -> bool:
    """Whether a <text> holds lines and nothing else, and nothing refers to it."""
    if "id" in text.attrib or not len(text) or (text.text or "").strip():
        return False
    return all(
        line.tag == _LINE
        and "id" not in line.attrib
        and not (line.tail or "").strip()
        and all(length(line.get(place, "-")) for place in ("x", "y"))
        and not any(inner.get(place) for inner in line.all()[1:] for place in _PLACES)
        for line in text.inner
    )


def _lines(text: Drawn) -> list[Drawn]:
    shared = {key: value for key, value in text.attrib.items() if key not in _PLACES}
    made = []
    for line in text.inner:
        one = Drawn(_TEXT, {**shared, **line.attrib})
        if "opacity" in text.attrib and "opacity" in line.attrib:
            return [text]
        one.line, one.text = line.line, line.text
        one.extend(line.inner)
        made.append(one)
    return made

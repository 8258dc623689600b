"""Lines of drawings that are thinner than a press prints, made as thick as it needs."""

from __future__ import annotations

import math
import re

from lxml import etree

THINNEST = 0.25
"""Points: what print shops ask for."""
_ROUNDING = 1.02
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_CALL = re.compile(r"(matrix|scale)\(([^)]*)\)")


def thicken(root: etree._Element, points_per_unit: float) -> None:
    """Give every line of a drawing a width that can be printed."""
    _walk(root, points_per_unit, drawn=False, width=1.0)


def _walk(element: etree._Element, scale: float, *, drawn: bool, width: float) -> None:
    scale *= _scale(str(element.get("transform", "")))
    stroke = str(element.get("stroke", "inherit"))
    drawn = drawn if stroke == "inherit" else stroke != "none"
    said = re.fullmatch(rf"({_NUMBER})(?:px)?", str(element.get("stroke-width", "")))
    width = float(said[1]) if said else width
    if drawn and 0 < width * scale < THINNEST:
        width = THINNEST * _ROUNDING / scale
        element.set("stroke-width", f"{width:.6g}")
    for child in element.iterchildren(etree.Element):
        _walk(child, scale, drawn=drawn, width=width)


def _scale(transform: str) -> float:
    """Return by how much lines grow in a transform, on the whole."""
    scale = 1.0
    for name, inside in _CALL.findall(transform):
        numbers = [float(number) for number in re.findall(_NUMBER, inside)]
        if name == "scale":
            scale *= math.sqrt(abs(numbers[0] * numbers[-1]))
        else:
            a, b, c, d = numbers[:4]
            scale *= math.sqrt(abs(a * d - b * c))
    return scale

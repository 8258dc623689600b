"""Elements of WordprocessingML (ISO/IEC 29500-1, transitional), made in the schema's order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"

NAMESPACES = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"

Element = etree._Element

_SPACES = re.compile(r"[\t\n\r]")


def w(name: str, /, *children: Element | None, **attributes: object) -> Element:
    """Return an element, its attributes in the same namespace; None stands for no child."""
    element = etree.Element(
        f"{{{W}}}{name}",
        {f"{{{W}}}{key}": str(value) for key, value in attributes.items()},
        nsmap=NAMESPACES,
    )
    element.extend(child for child in children if child is not None)
    return element


def text(words: str) -> Element:
    """Return words; a tab or a line feed in them is a space, since both are marks in Word."""
    element = w("t")
    element.text = _SPACES.sub(" ", words)
    element.set(PRESERVE, "preserve")
    return element


def run(*content: Element, style: str = "") -> Element:
    """Return a run of the edition's own words, tabs and fields."""
    properties = w("rPr", w("rStyle", val=style)) if style else None
    return w("r", properties, *content)


def within(element: Element, children: Iterable[Element]) -> Element:
    """Return an element with more children."""
    element.extend(children)
    return element


def serialise(root: Element) -> bytes:
    """Return a part's bytes, without declarations of namespaces that it does not use."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data

"""Pictures as they are laid out: the words of drawings in our typeface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from build_tools.rendering.paged.fonts import MORE, TEXT


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as it is laid out: a converted photograph, a chart's SVG.

    `more` are its further parts, where one drawing would be too tall; `key` is what the numbers
    in it stand for, a line each. `width` is in millimetres, if it is less than the column's.
    """

    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]
    data: bytes
    more: tuple[Drawing, ...] = ()
    key: tuple[str, ...] = ()
    width: float | None = None


def prepare(drawing: Drawing) -> Drawing:
    """Return a drawing fit to be laid out: its words are in our typefaces."""
    if drawing.media_type == "image/svg+xml":
        return Drawing("image/svg+xml", _in_our_type(drawing.data))
    return drawing


def _in_our_type(data: bytes) -> bytes:
    """Set all words in the text face: the machine's faces are out of reach."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    families = f"{TEXT}, {MORE}"
    for element in root.iter(etree.Element):
        if "font-family" in element.attrib:
            element.set("font-family", families)
    root.set("font-family", families)
    made: bytes = etree.tostring(root, encoding="utf-8")
    return made

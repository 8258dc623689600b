"""A picture in a line of text, with its text alternative (DrawingML)."""

from __future__ import annotations

from lxml import etree

from build_tools.editions.word.pictures import Raster
from build_tools.editions.word.xml import NAMESPACES, PIC, WP, A, Element, R, w

EMU_PER_TWIP = 635
_EMU_PER_PIXEL = 9525
MOST_HEIGHT = 10_800
"""Twentieths of a point (190 mm): a picture and its caption fit on a page."""


def picture(raster: Raster, relationship: str, number: int, alt: str, width: int) -> Element:
    """Return a drawing as wide as `width` (twentieths of a point), or smaller.

    A picture of few pixels is not drawn larger than it is on a screen.
    """
    wide = min(width * EMU_PER_TWIP, raster.width * _EMU_PER_PIXEL)
    high = round(wide * raster.height / raster.width)
    if high > MOST_HEIGHT * EMU_PER_TWIP:
        high = MOST_HEIGHT * EMU_PER_TWIP
        wide = round(high * raster.width / raster.height)
    size = {"cx": wide, "cy": high}
    named = {"id": number, "name": f"Picture {number}", "descr": alt}
    blip = _made(A, "blip")
    blip.set(f"{{{R}}}embed", relationship)
    shown = _made(
        PIC,
        "pic",
        _made(
            PIC,
            "nvPicPr",
            _made(PIC, "cNvPr", **named),
            _made(PIC, "cNvPicPr", _made(A, "picLocks", noChangeAspect=1)),
        ),
        _made(PIC, "blipFill", blip, _made(A, "stretch", _made(A, "fillRect"))),
        _made(
            PIC,
            "spPr",
            _made(A, "xfrm", _made(A, "off", x=0, y=0), _made(A, "ext", **size)),
            _made(A, "prstGeom", _made(A, "avLst"), prst="rect"),
        ),
    )
    inline = _made(
        WP,
        "inline",
        _made(WP, "extent", **size),
        _made(WP, "docPr", **named),
        _made(WP, "cNvGraphicFramePr", _made(A, "graphicFrameLocks", noChangeAspect=1)),
        _made(A, "graphic", _made(A, "graphicData", shown, uri=PIC)),
        **dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
    )
    return w("drawing", inline)


def _made(space: str, tag: str, /, *children: Element, **attributes: object) -> Element:
    """Return an element of DrawingML, whose attributes are in no namespace."""
    given = {name: str(value) for name, value in attributes.items()}
    element = etree.Element(f"{{{space}}}{tag}", given, nsmap=NAMESPACES)
    element.extend(children)
    return element

"""A picture in a line of text, with its text alternative (DrawingML)."""

from __future__ import annotations

from lxml.builder import ElementMaker

from build_tools.editions.word.pictures import Raster
from build_tools.editions.word.xml import NAMESPACES, PIC, WP, A, Element, R, w

EMU_PER_TWIP = 635
_EMU_PER_PIXEL = 9525
MOST_HEIGHT = 10_800
"""Twentieths of a point (190 mm): a picture and its caption fit on a page."""

_wp = ElementMaker(namespace=WP, nsmap=NAMESPACES)
_a = ElementMaker(namespace=A, nsmap=NAMESPACES)
_pic = ElementMaker(namespace=PIC, nsmap=NAMESPACES)


def picture(raster: Raster, relationship: str, number: int, alt: str, width: int) -> Element:
    """Return a drawing as wide as `width` (twentieths of a point), or smaller.

    A picture of few pixels is not drawn larger than it is on a screen.
    """
    wide = min(width * EMU_PER_TWIP, raster.width * _EMU_PER_PIXEL)
    high = round(wide * raster.height / raster.width)
    if high > MOST_HEIGHT * EMU_PER_TWIP:
        high = MOST_HEIGHT * EMU_PER_TWIP
        wide = round(high * raster.width / raster.height)
    size = {"cx": str(wide), "cy": str(high)}
    named = {"id": str(number), "name": f"Picture {number}", "descr": alt}
    fill = _pic.blipFill(_a.blip({f"{{{R}}}embed": relationship}), _a.stretch(_a.fillRect()))
    shape = _pic.spPr(
        _a.xfrm(_a.off(x="0", y="0"), _a.ext(**size)),
        _a.prstGeom(_a.avLst(), prst="rect"),
    )
    names = _pic.nvPicPr(_pic.cNvPr(**named), _pic.cNvPicPr(_a.picLocks(noChangeAspect="1")))
    inline = _wp.inline(
        _wp.extent(**size),
        _wp.docPr(**named),
        _wp.cNvGraphicFramePr(_a.graphicFrameLocks(noChangeAspect="1")),
        _a.graphic(_a.graphicData(_pic.pic(names, fill, shape), uri=PIC)),
        distT="0",
        distB="0",
        distL="0",
        distR="0",
    )
    return w("drawing", inline)

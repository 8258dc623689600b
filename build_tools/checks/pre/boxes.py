"""The boxes of each page (ISO 32000-1, 14.11.2), to a tenth of a millimetre."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from build_tools.checks.pre.painting import Box
from build_tools.checks.pre.rules import Fault
from build_tools.checks.pre.ticket import Ticket

POINTS_PER_MM = 72 / 25.4
_NEAR = 0.1
"""Millimetres."""
_MARKS = 5
"""Millimetres: room for crop marks outside the bleed."""
_EDGES = 4
_DEEPEST = 50

Boxes = tuple[Box, Box, Box]
"""Trim, bleed and media."""


def box_faults(pdf: pikepdf.Pdf, ticket: Ticket) -> Iterator[Fault]:
    """Iterate over what is wrong with the boxes of any page."""
    first: Boxes | None = None
    for number, page in enumerate(pdf.pages, start=1):
        boxes = boxes_of(page)
        if boxes is None:
            yield Fault("PRE-007", "The page lacks a trim, bleed or media box.", number)
            continue
        first = first or boxes
        yield from _misfits(boxes, ticket, number)
        if not all(map(_same, boxes, first)):
            yield Fault("PRE-010", "The page's boxes are not those of the first page.", number)
        if int(_inherited(page, "/Rotate") or 0) or float(page.obj.get("/UserUnit", 1)) != 1:
            yield Fault("PRE-010", "The page is turned or scaled.", number)
        crop = _box(_inherited(page, "/CropBox"))
        if crop and not _same(crop, boxes[2]):
            yield Fault("PRE-010", "The page has a crop box, which hides its marks.", number)


def boxes_of(page: pikepdf.Page) -> Boxes | None:
    """Return trim, bleed and media box in millimetres; None when one is missing or broken."""
    trim, bleed = _box(page.obj.get("/TrimBox")), _box(page.obj.get("/BleedBox"))
    media = _box(_inherited(page, "/MediaBox"))
    return (trim, bleed, media) if trim and bleed and media else None


def in_points(box: Box) -> Box:
    """Return a box in points."""
    left, bottom, right, top = (edge * POINTS_PER_MM for edge in box)
    return left, bottom, right, top


def grown(box: Box, by: float) -> Box:
    """Return a box that is larger on all sides."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _misfits(boxes: Boxes, ticket: Ticket, page: int) -> Iterator[Fault]:
    trim, bleed, media = boxes
    width, height = trim[2] - trim[0], trim[3] - trim[1]
    if not _same((0, 0, width, height), (0, 0, *ticket.trim)):
        wanted = " × ".join(f"{length:g}" for length in ticket.trim)
        problem = f"The trim is {width:.1f} × {height:.1f} mm; the ticket says {wanted} mm."
        yield Fault("PRE-007", problem, page)
    if not _same(bleed, grown(trim, ticket.bleed)):
        sides = ", ".join(f"{abs(a - b):.1f}" for a, b in zip(bleed, trim, strict=True))
        problem = f"The bleed is {sides} mm (left, bottom, right, top), not {ticket.bleed:g} mm."
        yield Fault("PRE-008", problem, page)
    if not _holds(media, grown(bleed, _MARKS - _NEAR)):
        yield Fault("PRE-009", f"Outside the bleed are less than {_MARKS} mm for marks.", page)


def _inherited(page: pikepdf.Page, key: str) -> Any:  # noqa: ANN401  (any value of PDF)
    """Return a page's value, or that of the tree above it (ISO 32000-1, 7.7.3.4)."""
    node: pikepdf.Object | None = page.obj
    for _ in range(_DEEPEST):
        if node is None or key in node:
            break
        node = node.get("/Parent")
    return node.get(key) if node is not None else None


def _box(found: Any) -> Box | None:  # noqa: ANN401  (any value of PDF)
    if not isinstance(found, pikepdf.Array) or len(found) != _EDGES:
        return None
    x1, y1, x2, y2 = (float(edge) / POINTS_PER_MM for edge in found.as_list())
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _holds(outer: Box, inner: Box) -> bool:
    return all(a <= b for a, b in zip(outer[:2], inner[:2], strict=True)) and all(
        a >= b for a, b in zip(outer[2:], inner[2:], strict=True)
    )

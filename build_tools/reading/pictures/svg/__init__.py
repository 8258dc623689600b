"""SVG drawings, by closed lists: what comes out is written from the tree, never the file's bytes.

    markup.py       bytes ──▶ elements, with bounds; nothing is fetched, no entity is known
    styles.py       <style> and style="…" ──▶ attributes
    allowed.py      the closed lists: what browsers, layout, print and Word show alike
    values.py       what an attribute may say
    references.py   what refers to what: nothing to itself, nothing a million times
    words.py        a <text> for each line of words
    written.py      elements ──▶ bytes, each on the line where it stood in the file

An issue of an edition therefore leads to the line of the file that a person can open.
"""

from __future__ import annotations

from build_tools.issues import Issue, Report, SourceSpan
from build_tools.publication.blocks import Picture
from build_tools.reading.pictures.svg.allowed import Faults, cleaned
from build_tools.reading.pictures.svg.markup import NotDrawn, parse
from build_tools.reading.pictures.svg.references import check_references
from build_tools.reading.pictures.svg.styles import with_styles
from build_tools.reading.pictures.svg.values import numbers_of, pixels
from build_tools.reading.pictures.svg.words import plain_lines
from build_tools.reading.pictures.svg.written import written

SIDE_LIMIT = 1_000_000
"""Units of a viewBox; LibreOffice counts a metre as 100,000."""
WIDTH, HEIGHT = 800, 650
"""Pixels of a screen into which a drawing is fitted, whatever its units: a column's width."""
ISSUE_LIMIT = 10
"""So many faults of one drawing are told."""


def read_drawing(path: str, data: bytes, span: SourceSpan, report: Report) -> Picture | None:
    """Return a drawing in its normal form; report an IMG issue, at its line, for each fault."""
    faults = Faults()
    try:
        root = parse(data)
        with_styles(root, faults)
        drawn = cleaned(root, faults)
        check_references(drawn, faults)
        plain_lines(drawn)
        box = _view_box(root.get("viewBox"), root.get("width"), root.get("height"))
    except NotDrawn as fault:
        report.add(Issue(fault.code, _at(span, fault.line), fault.problem, fault.remedy))
        return None
    if box is None:
        faults.add("IMG-004", root.line, "The SVG has no usable viewBox.", _VIEW_BOX)
    for code, line, problem, remedy in faults.first(ISSUE_LIMIT):
        report.add(Issue(code, _at(span, line), problem, remedy))
    if box is None or faults:
        return None
    scale = min(WIDTH / box[2], HEIGHT / box[3])
    width, height = (max(1, round(side * scale)) for side in box[2:])
    drawn.set("viewBox", " ".join(f"{edge:.6f}".rstrip("0").rstrip(".") for edge in box))
    drawn.set("width", str(width))
    drawn.set("height", str(height))
    return Picture(path, "image/svg+xml", width, height, written(drawn), span)


_VIEW_BOX = 'Add viewBox="0 0 WIDTH HEIGHT" to <svg>, in the units that the drawing is drawn in.'


def _at(span: SourceSpan, line: int) -> SourceSpan:
    return SourceSpan(span.path, line)


def _view_box(
    box: str | None, width: str | None, height: str | None
) -> tuple[float, float, float, float] | None:
    """Return left, top, width and height in the drawing's own units."""
    if box is None:
        sides = pixels(width or ""), pixels(height or "")
        numbers = [0.0, 0.0, *(side for side in sides if side is not None)]
    else:
        numbers = numbers_of(box) or []
    match numbers:
        case [left, top, wide, high] if (
            0 < min(wide, high) <= max(wide, high) <= SIDE_LIMIT
            and max(abs(left), abs(top)) <= SIDE_LIMIT
            and max(wide, high) <= 100 * min(wide, high)
        ):
            return left, top, wide, high
    return None

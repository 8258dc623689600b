"""Pictures, checked before anything draws them: type, size, text-free of scripts and fetches."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from typing import Literal, cast

from lxml import etree
from PIL import Image, UnidentifiedImageError

from build_tools.issues import Issue, Report, SourceSpan
from build_tools.publication.blocks import Picture

PIXEL_LIMIT = 60_000_000
"""Width × height; an A3 page at 400 ppi has 31 million."""
SVG_ELEMENT_LIMIT = 20_000

SVG_SIDE_LIMIT = 20_000
"""Units of a viewBox."""

_ACTIVE = frozenset(
    ["script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler"]
)
_MOVING = frozenset(["animate", "animateMotion", "animateTransform", "animateColor", "set"])


def read_picture(path: str, data: bytes, span: SourceSpan, report: Report) -> Picture | None:
    """Return the picture with its size, or None when it is refused; `span` is the file's place."""
    if path.lower().endswith(".svg"):
        return _svg(path, data, span, report)
    return _raster(path, data, span, report)


def _raster(path: str, data: bytes, span: SourceSpan, report: Report) -> Picture | None:
    kinds: dict[str, Literal["image/png", "image/jpeg"]] = {
        "PNG": "image/png",
        "JPEG": "image/jpeg",
    }
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(kinds)) as image:
                width, height = image.size
                kind = kinds[image.format or ""]
                if width * height <= PIXEL_LIMIT:
                    image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        if not isinstance(error, Image.DecompressionBombError):
            problem = f"The picture can't be read: {error}."
            report.add(Issue("IMG-001", span, problem, "Save it again as PNG or JPEG."))
            return None
        width = height = PIXEL_LIMIT
    if width * height > PIXEL_LIMIT:
        report.add(
            Issue(
                "IMG-002",
                span,
                f"The picture has more than {PIXEL_LIMIT // 1_000_000} million pixels.",
                "Save it smaller: 4,000 pixels across are enough for a page.",
            )
        )
        return None
    return Picture(path, kind, width, height, data)


def _svg(path: str, data: bytes, span: SourceSpan, report: Report) -> Picture | None:
    def refuse(code: str, line: int | None, problem: str, remedy: str) -> None:
        report.add(Issue(code, SourceSpan(span.path, line or 0), problem, remedy))

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        refuse("IMG-003", None, "The SVG declares a document type.", "Delete the <!DOCTYPE …>.")
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        refuse("IMG-001", error.lineno, f"This is not XML: {error.msg}.", "Export it again.")
        return None
    if etree.QName(root).localname != "svg":
        refuse("IMG-001", 1, "The file does not hold an SVG drawing.", "Export it again.")
        return None
    before = len(report)
    for count, element in enumerate(root.iter()):
        if count > SVG_ELEMENT_LIMIT:
            refuse("IMG-002", None, f"More than {SVG_ELEMENT_LIMIT:,} elements.", "Simplify it.")
            break
        _check_element(element, refuse)
    size = _size(root)
    if size is None:
        refuse("IMG-004", 1, "The SVG has no usable viewBox.", 'Add viewBox="0 0 WIDTH HEIGHT".')
    if size is None or len(report) > before:
        return None
    return Picture(path, "image/svg+xml", *size, data)


def _check_element(
    element: etree._Element, refuse: Callable[[str, int | None, str, str], None]
) -> None:
    line = cast(int | None, element.sourceline)
    if not isinstance(element.tag, str):
        if isinstance(element, etree._ProcessingInstruction):
            refuse("IMG-003", line, "The SVG loads a style sheet.", "Write colours on elements.")
        return
    name = etree.QName(element).localname
    if name in _ACTIVE:
        refuse(
            "IMG-005", line, f"The SVG holds <{name}>.", "Export it without scripts and objects."
        )
    if name in _MOVING:
        refuse("IMG-006", line, f"The SVG moves (<{name}>).", "Export a still picture.")
    for attribute, raw in element.items():
        key, value = etree.QName(str(attribute)).localname, str(raw)
        if key.lower().startswith("on"):
            refuse("IMG-005", line, f"The SVG runs a script ({key}).", f"Delete {key}.")
        leads_out = key == "href" and not value.strip().startswith("#")
        if leads_out or _fetches(value):
            refuse("IMG-007", line, f"The SVG refers to '{value}'.", "Draw it in the SVG itself.")
    if name == "style" and (_fetches(element.text or "") or "@import" in (element.text or "")):
        refuse("IMG-007", line, "The SVG's styles load something.", "Take the url(…) out.")


def _fetches(value: str) -> bool:
    return any(
        not target.strip(" '\"").startswith("#") for target in re.findall(r"url\(([^)]*)\)", value)
    )


def _size(root: etree._Element) -> tuple[int, int] | None:
    try:
        numbers = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    except ValueError:
        return None
    match numbers:
        case [_, _, width, height] if 0 < min(width, height) <= max(width, height) < SVG_SIDE_LIMIT:
            return round(width), round(height)
    return None

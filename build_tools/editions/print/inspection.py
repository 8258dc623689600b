"""Reads the finished pages once more: what the press would get, measured and not assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from build_tools.editions.print.content import Mark, marks_on
from build_tools.editions.print.rasters import highest_ink
from build_tools.issues import Issue, SourceSpan


@dataclass(slots=True)
class Inspection:
    """What was found. Ink is in per cent, at its highest place; pages count from 1."""

    highest_ink: float = 0
    highest_ink_page: int = 0
    fonts: tuple[str, ...] = ()
    issues: list[Issue] = field(default_factory=list)


def inspect(pdf: pikepdf.Pdf, path: str, total_ink: float) -> Inspection:
    """Look at everything that is painted on every page; `path` names the file in issues."""
    found = Inspection()
    for number, page in enumerate(pdf.pages, start=1):
        _look_at_page(found, page, number, SourceSpan(path), total_ink)
    found.fonts = tuple(sorted(set(_fonts(pdf, path, found.issues))))
    return found


def _look_at_page(
    found: Inspection, page: pikepdf.Page, number: int, span: SourceSpan, total_ink: float
) -> None:
    below: list[tuple[Mark, float]] = []
    issues: dict[Issue, None] = {}
    highest = 0.0
    for mark in marks_on(page):
        issues.update(dict.fromkeys(_faults(mark, span, f"page {number}")))
        ink = _ink_of(mark)
        if mark.overprint and mark.kind == "text":
            ink += next((under for ground, under in below[::-1] if ground.covers(mark.place)), 0)
        elif mark.kind != "text":
            below.append((mark, ink))
        highest = max(highest, ink)
    if highest > total_ink:
        problem = f"There is up to {highest:.0f} % ink; the paper holds {total_ink:g} %."
        remedy = "Lighten the colours of themes/brand.yml that meet there."
        issues[Issue("PRN-023", span, problem, remedy, place=f"page {number}")] = None
    if highest > found.highest_ink:
        found.highest_ink, found.highest_ink_page = highest, number
    found.issues += issues


def _faults(mark: Mark, span: SourceSpan, place: str) -> Iterator[Issue]:
    if mark.kind == "gradient":
        problem, remedy = "A gradient is printed here.", "Use one flat colour."
        yield Issue("PRN-021", span, problem, remedy, place=place)
    elif mark.colour.space != "/DeviceCMYK":
        values = " ".join(f"{value:g}" for value in mark.colour.values)
        name = f"{mark.colour.space.removeprefix('/')} {values}".strip()
        problem = f"A {mark.kind} is in {name}; only CMYK is printed."
        remedy = "Colours come from themes/brand.yml, and pictures are converted."
        yield Issue("PRN-020", span, problem, remedy, place=place)
    if not mark.opaque:
        problem, remedy = f"A {mark.kind} is see-through.", "Use the colour that is seen."
        yield Issue("PRN-022", span, problem, remedy, place=place)


def _ink_of(mark: Mark) -> float:
    if mark.picture is None:
        return sum(mark.colour.values) * 100 if mark.colour.space == "/DeviceCMYK" else 0
    if mark.picture.get("/Filter") == "/DCTDecode" and mark.colour.space == "/DeviceCMYK":
        return highest_ink(mark.picture.read_raw_bytes())
    return 0


def _fonts(pdf: pikepdf.Pdf, path: str, issues: list[Issue]) -> Iterator[str]:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor":
            name = str(found.FontName).removeprefix("/")
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(found.keys()):
                remedy = "Name a typeface package in themes/brand.yml."
                problem = f"The typeface '{name}' is not embedded."
                issues.append(Issue("PRN-024", SourceSpan(path), problem, remedy))
            yield name.partition("+")[2] or name

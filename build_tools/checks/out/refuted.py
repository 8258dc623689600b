"""Four of outloud's rules guess from numbers and words; the file itself tells whether they hold.

Each guess is taken for wrong only when the file says so plainly:

    TBL-010   more headings than cells, so headings were cut in pieces? Not in a table with one
              row of headings, where each further row has one heading, before its cells.
    TAG-002   a line like a sentence, outside the structure, so text gets lost? Not when it is
              the running head: the words of a heading that the file reads out, too.
    ORD-001   painted in another order than read? outloud takes an element's own words before
              those of the elements inside it, and so "one; two" for "; one two".
    PAG-001   the same line near the edge of several pages, so a running head that is read out? Not
              when each of these pages has something beyond the line, towards the edge, that is not
              read out: its own running head or number. The line then ends a paragraph or note.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from build_tools.checks.out.runner import Finding
from build_tools.formats.pdf import Element, Piece, TaggedPdf

RULES = frozenset({"TBL-010", "TAG-002", "ORD-001", "PAG-001"})

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
COUNTS = re.compile(r"(\d+) header cells against (\d+) data cells")
CUT = "…"
"""Stands where outloud cuts its evidence off."""
ENOUGH = 0.8
"""The share of a page in order that outloud is content with."""


def is_refuted(found: Finding, path: Path, tagged: TaggedPdf) -> bool:
    """Whether the file shows that a finding is wrong."""
    match found.rule:
        case "TBL-010":
            tables = list(_meant(found, tagged))
            return bool(tables) and all(map(_is_whole, tables))
        case "TAG-002":
            return _is_running_head(found, tagged)
        case "ORD-001":
            return _is_in_order(path, tagged)
        case "PAG-001":
            return "header or footer line" in found.message and _all_have_own_heads(path, tagged)
        case _:
            return False


def _meant(found: Finding, tagged: TaggedPdf) -> Iterator[Element]:
    """Yield the tables of the page with so many cells as are said, if that is said."""
    said = COUNTS.search(found.message)
    for table in tagged.document.all("Table"):
        if table.page is None or table.page + 1 != found.page:
            continue
        counts = tuple(str(len(list(table.all(role)))) for role in ("TH", "TD"))
        if not said or said.groups() == counts:
            yield table


def _is_whole(table: Element) -> bool:
    head, *rows = [[cell.role for cell in row.kids] for row in table.all("TR")] or [[]]
    return set(head) == {"TH"} and all(row[:1] == ["TH"] and set(row[1:]) == {"TD"} for row in rows)


def _is_running_head(found: Finding, tagged: TaggedPdf) -> bool:
    """Whether the one line is, in whole words, in a heading."""
    line = found.evidence.removesuffix(CUT)
    end = "" if line != found.evidence else " "
    headings = [f" {heading.words} " for heading in tagged.document.all(*HEADINGS)]
    return found.message.startswith("1 line(s)") and any(
        f" {line}{end}" in heading for heading in headings if line
    )


def _is_in_order(path: Path, tagged: TaggedPdf) -> bool:
    read: dict[int, dict[int, int]] = defaultdict(dict)
    for place, piece in enumerate(tagged.document.pieces()):
        read[piece.page][piece.mcid] = place
    with pypdfium2.PdfDocument(path) as opened:
        for number, page in enumerate(opened):
            marks = (raw.FPDFPageObj_GetMarkedContentID(item.raw) for item in page.get_objects())
            painted = [read[number][mcid] for mcid in dict.fromkeys(marks) if mcid in read[number]]
            if _rising(painted) < ENOUGH * len(painted):
                return False
    return True


def _rising(places: Iterable[int]) -> int:
    """Return how many of these can stay where they are when the others are put in order."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


EDGE = 0.12
"""The share of a page's height at its head and foot in which outloud looks for running heads."""
SEVERAL = 3
"""Pages on which a line stands, digits aside, that it takes for one; fewer in short files."""


def _all_have_own_heads(path: Path, tagged: TaggedPdf) -> bool:
    """Whether all lines that several pages share at an edge have something unread beyond them."""
    with pypdfium2.PdfDocument(path) as opened:
        heights = [page.get_height() for page in opened]
    lines: dict[tuple[int, int], str] = defaultdict(str)
    for piece in tagged.document.pieces():
        lines[piece.page, round(piece.baseline)] += piece.text
    shared: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (page, baseline), text in lines.items():
        if not EDGE < baseline / heights[page] < 1 - EDGE:
            shared[" ".join(re.sub(r"\d+", "", text.lower()).split())].append((page, baseline))
    least = min(SEVERAL, len(heights))
    return all(
        _is_inside(tagged.artifacts[page], baseline, heights[page])
        for text, places in shared.items()
        if text and len({page for page, _ in places}) >= least
        for page, baseline in places
    )


def _is_inside(artifacts: Iterable[Piece], baseline: float, height: float) -> bool:
    """Whether an artifact stands between a line and the nearest edge of the page."""
    if baseline > height / 2:
        return any(one.text.strip() and one.baseline > baseline + 1 for one in artifacts)
    return any(one.text.strip() and one.baseline < baseline - 1 for one in artifacts)

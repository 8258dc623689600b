"""Rules about what stands around the text: page numbers, and running heads that say "continued"."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.lrg.findings import Finding, shown
from build_tools.checks.lrg.letters import Page, Written
from build_tools.formats.pdf import Element, Piece, TaggedPdf

CONTINUED = ", continued"
CUT = "…"
FEWEST = 20
"""Characters of a long title that a running head has at least."""
PLACE = 1.0
"""Points by which page numbers may stand apart."""


def number_findings(tagged: TaggedPdf, pages: list[Page]) -> Iterator[Finding]:
    """Find pages without their number, or with one that is not where it was on the first."""
    tagged_content = {(piece.page, piece.mcid) for piece in tagged.document.pieces()}
    home: tuple[float, float] | None = None
    for number, page in enumerate(pages):
        loose = [one for one in page if (number, one.mcid) not in tagged_content]
        places = [_place(one) for one in loose if one.text.strip() == str(number + 1)]
        if not places:
            yield Finding("LRG-008", "The page's number is not on it.", number)
        elif home is None:
            home = places[0]
        elif not any(_is_at(place, home) for place in places):
            problem = f"The page's number is at {_said(places[0])}, on the first page at "
            yield Finding("LRG-008", f"{problem}{_said(home)}.", number)


def _place(one: Written) -> tuple[float, float]:
    return one.left, one.baseline


def _is_at(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) < PLACE for a, b in zip(one, other, strict=True))


def _said(place: tuple[float, float]) -> str:
    return f"({place[0]:.0f}, {place[1]:.0f}) points"


# --- Running heads ---------------------------------------------------------------------


def head_findings(tagged: TaggedPdf) -> Iterator[Finding]:
    """Find later pages of a section that don't say so at their top, and first ones that do."""
    tops = _tops(tagged)
    wanted = {
        page: name
        for section in tagged.document.all("Sect")
        if (name := _heading(section))
        for page in _later_pages(section)
    }
    for number, artifacts in enumerate(tagged.artifacts):
        head = _head(artifacts, tops.get(number, 0))
        name = wanted.get(number, "")
        if name and not _names(head, name):
            problem = f"'{shown(name)}' goes on here; the top of the page says '{shown(head)}'."
            yield Finding("LRG-009", problem, number)
        elif not name and head.endswith(CONTINUED):
            problem = f"The top of the page says '{shown(head)}', and nothing is continued."
            yield Finding("LRG-009", problem, number)


def _heading(section: Element) -> str:
    return next((kid.words for kid in section.kids if kid.role in ("H2", "H3")), "")


def _later_pages(section: Element) -> list[int]:
    """Return the pages on which a section goes on; its notes alone don't count."""
    pages = sorted({piece.page for piece in _text_of(section)})
    return pages[1:]


def _text_of(element: Element) -> Iterator[Piece]:
    for part in element.parts:
        if isinstance(part, Piece):
            yield part
        elif part.role != "Note":
            yield from _text_of(part)


def _tops(tagged: TaggedPdf) -> dict[int, float]:
    """Return the baseline of the highest text that is read on each page."""
    found: dict[int, float] = {}
    for one in tagged.document.pieces():
        if one.text.strip():
            found[one.page] = max(one.baseline, found.get(one.page, 0))
    return found


def _head(artifacts: tuple[Piece, ...], top: float) -> str:
    """Return what stands above the text, to the word that says that it is a running head."""
    above = sorted((one for one in artifacts if one.baseline > top), key=lambda one: -one.baseline)
    words = " ".join(" ".join(one.text for one in above).split())
    before, is_continued, _ = words.partition(CONTINUED)
    return before + is_continued


def _names(head: str, name: str) -> bool:
    stem, is_continued = head.removesuffix(CONTINUED), head.endswith(CONTINUED)
    if not is_continued:
        return False
    if stem.endswith(CUT):
        stem = stem.removesuffix(CUT)
        return len(stem) >= FEWEST and _squash(name).startswith(_squash(stem))
    return _squash(stem) == _squash(name)


def _squash(words: str) -> str:
    return "".join(words.split())

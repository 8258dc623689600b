"""Where the pages of the print edition begin.

    openings, a fact of the print edition ──▶ marks in the text ──▶ page list

- A mark stands before the first part, section or block that begins on its page; list items and
  terms count as blocks.
- A page on which nothing begins goes on with a block from an earlier page. Its mark stands
  before that block, with the mark of its own page: a reader who turns to it begins too early,
  never too late.
- The cover, the contents and what comes after the last part (blank pages, the back) are the
  print edition's own. They are not in this text, and have no mark and no line in the page list.

A mark's words are its number alone, so that a voice of any language can say it (EPUB
Accessibility 1.1, 2.3; DPUB-ARIA 1.1, doc-pagebreak).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.editions import Artefact
from build_tools.rendering.openings import Opening

Place = tuple[str, str, str]
"""Ids: of a part; or of a section; or of a section and a block in it."""


@dataclass(slots=True)
class PageMarks:
    """Pages by the place before which they begin; `written` says in which document each is."""

    pages: dict[Place, list[int]]
    written: dict[int, str] = field(default_factory=dict)

    def at(self, file: str, *, part: str = "", section: str = "", block: str = "") -> str:
        """Return the marks before a place, as markup, and keep that they are in this document."""
        pages = self.pages.get((part, section, block), [])
        self.written |= dict.fromkeys(pages, file)
        return "".join(
            f'<span class="page" id="{page_id(page)}" epub:type="pagebreak" '
            f'role="doc-pagebreak" aria-label="{page}"></span>'
            for page in pages
        )

    def require_all(self) -> None:
        """Raise LookupError if a mark was not written: its place is not in the text."""
        lost = {page for pages in self.pages.values() for page in pages} - self.written.keys()
        if lost:
            raise LookupError(f"pages {sorted(lost)} begin at what is not in the text")


def page_marks(printed: Artefact) -> PageMarks:
    """Return the marks for what the print edition says of its pages."""
    openings = printed.facts["openings"]
    assert isinstance(openings, list)
    pages: dict[Place, list[int]] = {}
    for raw in openings:
        opening = Opening.of_json(raw)
        place = (opening.part, opening.section, opening.block)
        pages.setdefault(place, []).append(opening.page)
    return PageMarks(pages)


def page_id(page: int) -> str:
    """Return the id of a mark; no block can have it."""
    return f"page-{page}"

"""What tables need that only their pages show: laid out once, they tell; then they are put right.

A table that is wider than its place goes on its side. One that does not fit below its heading may
break between rows. A row that is taller than a page, or than what its heading, caption and header
leave of one, goes on on the next page; all others stay whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from build_tools.rendering.paged.private import Document, placed
from build_tools.rendering.paged.tables import ON_SIDE, WIDE

LOOSE = "loose"
"""The class of a table that may break between rows, though it is short or in a callout."""
TALL = "tall"
"""The class of a row that may go on on the next page."""
HEADINGS = frozenset({"h4", "h5", "h6", "header"})


def settle(document: Document, root: Element) -> bool:
    """Give elements of the source the classes that they turn out to need; False: none needs any.

    `root` is the source that the document was laid out from; it is laid out again after that.
    """
    return _Pages(document, root).settle()


class _Pages:
    """On which pages the words of elements stand."""

    def __init__(self, document: Document, root: Element) -> None:
        self._root = root
        self._parents = {kid: parent for parent in root.iter() for kid in parent}
        self._found: dict[Element, set[int]] = {}
        self._overflowing: set[Element] = set()
        for one in placed(document):
            if one.overflows:
                self._overflowing.add(one.element)
            else:
                self._put(one.element, one.page)

    def _put(self, element: Element, page: int) -> None:
        """Put a page to an element and all around it, as far as that is new."""
        above: Element | None = element
        while above is not None and page not in (pages := self._found.setdefault(above, set())):
            pages.add(page)
            above = self._parents.get(above)

    def settle(self) -> bool:
        changes = [
            (element, name)
            for table in self._root.iter("table")
            for element, name in self._of(table)
        ]
        for element, name in changes:
            element.set("class", f"{element.get('class', '')} {name}".strip())
        return bool(changes)

    def _of(self, table: Element) -> Iterator[tuple[Element, str]]:
        frame = self._parents[table]
        if table in self._overflowing and not _has(frame, ON_SIDE):
            yield frame, ON_SIDE if _has(frame, WIDE) else WIDE
            return
        header = self._pages(table.find("thead/tr"))
        above = [
            self._pages(table.find("caption")),
            header,
            *map(self._pages, self._headings(frame)),
        ]
        found = False
        for row in table.iterfind("tbody/tr"):
            own = self._pages(row)
            is_parted = bool(own) and any(pages and min(pages) < min(own) for pages in above)
            is_bare = bool(header) and not _has(frame, ON_SIDE) and not own <= header
            above = []  # what follows stands beside nothing but the header
            if (len(own) > 1 or is_parted or is_bare) and not _has(row, TALL):
                found = True
                if len(own) > 1 or _has(frame, LOOSE):
                    yield row, TALL
        if found and not _has(frame, LOOSE):
            yield frame, LOOSE

    def _pages(self, element: Element | None) -> set[int]:
        return set() if element is None else self._found.get(element, set())

    def _headings(self, frame: Element) -> Iterator[Element]:
        """Iterate over the headings that lead to a table, from the nearest."""
        kids = list(self._parents[frame])
        for before in reversed(kids[: kids.index(frame)]):
            if before.tag not in HEADINGS:
                return
            yield before


def _has(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()

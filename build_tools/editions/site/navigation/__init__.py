"""The site's own pages that lead into the publication: each is made of metadata alone.

They are navigation, so they are no sections: no other edition has them, and they say nothing
that the publication does not. Every kind of page is a module here, named in `WAYS`; what it
hands to its template is a view of plain values, and all addresses in it begin at the site's root.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from build_tools.editions.site.navigation import alphabet, cases, contents, finder, home
from build_tools.editions.site.navigation.subjects import Subjects
from build_tools.editions.site.navigation.way import Way

__all__ = ["WAYS", "Subjects", "Way", "all_ways"]

WAYS: Mapping[str, Callable[[Subjects], Iterator[Way]]] = {
    "home": home.pages,
    "finder": finder.pages,
    "case studies": cases.pages,
    "alphabet": alphabet.pages,
    "contents": contents.pages,
}
"""Every kind of page, in the order in which the header names them."""


def all_ways(subjects: Subjects) -> tuple[Way, ...]:
    """Return every page of every kind; a kind that a publication has nothing for has none."""
    return tuple(way for pages in WAYS.values() for way in pages(subjects))

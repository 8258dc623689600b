"""Where the pages of the print edition begin: in its PDF, and by the marks in the e-book.

The rules are those of the e-book: a mark stands before the first part, section or block that
begins on its page; where none does, before the one that goes on there. Cover, contents and what
follows the parts have no mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from lxml import etree, html

from build_tools.formats.epub.book import EPUB_TYPE
from build_tools.formats.pdf import Element, NotTagged, read_tagged
from build_tools.formats.units import Unreadable
from build_tools.publication import Publication
from build_tools.publication.blocks import Note

# --- In print --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Printed:
    """The print edition: page → place ("themes#why") for each page of the parts; its identifier."""

    pages: Mapping[int, str]
    source: str


def read_printed(path: Path, publication: Publication) -> Printed:
    """Read the structure and the metadata of a PDF; raise `Unreadable` when there are none."""
    try:
        document = read_tagged(path).document
        with pikepdf.open(path) as pdf, pdf.open_metadata() as about:
            source = str(about.get("xmpMM:InstanceID", ""))
    except (NotTagged, OSError, pikepdf.PdfError) as error:
        raise Unreadable(f"The print edition: {error}") from None
    return Printed(_pages(document, _places(publication)), f"urn:{source}")


def _pages(document: Element, places: Mapping[str, str]) -> Mapping[int, str]:
    begun: dict[int, list[str]] = {}
    last = 0
    for element in document.all():
        if element.id in places and element.page is not None:
            begun.setdefault(element.page + 1, []).append(places[element.id])
        if element.role == "Part":
            last = max(last, *(piece.page + 1 for piece in element.pieces()))
    found, running = {}, "?"
    for page in range(min(begun, default=1), last + 1):
        here = begun.get(page, [running])
        found[page], running = here[0], here[-1]
    return found


def _places(publication: Publication) -> Mapping[str, str]:
    """Return the ids of the structure tree → places, as `reader` tells them."""
    found = {}
    for part in publication.parts:
        found[f"part:{part.id}"] = f"part:{part.id}"
        for section in part.sections:
            found[section.id] = section.id
            found |= {
                f"{section.id}--{node.id}": f"{section.id}#{node.id}"
                for node in section.nodes()
                if node.id and not isinstance(node, Note)
            }
    return found


# --- In the e-book ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """A page's mark: its label, and the id of what it stands before."""

    label: str
    before: str


def is_mark(element: html.HtmlElement) -> bool:
    """Whether an element says that a page begins."""
    said = (element.get(EPUB_TYPE) or "", element.get("role") or "")
    return "pagebreak" in said[0].split() or "doc-pagebreak" in said[1].split()


def marks(body: html.HtmlElement) -> Iterator[Mark]:
    """Iterate over a document's marks, in order."""
    for element in body.iter(etree.Element):
        if is_mark(element):
            label = element.get("aria-label") or "?"
            fits = element.get("id") == f"page-{label}" and not element.text_content()
            yield Mark(label if fits else f"{label} (as {element.get('id')})", _before(element))


def _before(mark: html.HtmlElement) -> str:
    """Return the id of what a mark stands before; in an item or a term, of that."""
    holder = mark.getparent()
    if holder.tag in ("li", "dt"):
        return str(holder.get("id", "?"))
    following = mark.getnext()
    while following is not None and is_mark(following):
        following = following.getnext()
    return str(following.get("id", "?")) if following is not None else "?"

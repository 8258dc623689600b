"""Documents → units: parts and sections; and lines of cover, title page and colophon."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from lxml import etree, html

from build_tools.formats.epub.book import EPUB_TYPE, Book, Document
from build_tools.formats.epub.contents import read_lines
from build_tools.formats.epub.pages import is_mark, marks
from build_tools.formats.furniture import (
    COLOPHON,
    CONTENTS,
    COVER,
    LANDMARKS,
    METADATA,
    NAMES,
    ORDER,
    PAGE_LIST,
    PAGES,
    TITLE_PAGE,
)
from build_tools.formats.html.article import Article
from build_tools.formats.html.words import Gatherer, Words
from build_tools.formats.units import Found, Reading, Unreadable, normalise

PREFIX, SECTION_PREFIX = "b-", "section-"
"""Ids of blocks and parts begin with the one, those of sections with the other."""

_SECTIONS = ("chapter", "appendix")

_SAID = frozenset(
    {
        "title",
        "creator",
        "rights",
        "dcterms:license",
        "publisher",
        "description",
        "language",
        "date",
        "schema:version",
    }
    | {"dcterms:conformsTo", "a11y:certifiedBy", "schema:accessibilitySummary"}
    | {"source", "pageBreakSource", "rights", "dcterms:license"}
)
"""The metadata that people are shown, and what is claimed in somebody's name."""

_LINES = {"cover": COVER, "titlepage": TITLE_PAGE, "colophon": COLOPHON}

_NAVIGATION = {"toc": CONTENTS, "page-list": PAGE_LIST, "landmarks": LANDMARKS}


def read_units(book: Book, file: str) -> Reading:
    """Return the whole book; `file` is what issues call it."""
    reader = _Reader(book, file)
    body = tuple(reader.units())
    added = {name: "\n".join(lines) for name, lines in reader.lines.items()}
    added[ORDER] = ", ".join(dict.fromkeys(reader.order))
    added[METADATA] = "\n".join(
        f"{name}: {normalise(words)}" for name, words in book.metadata if name in _SAID
    )
    return Reading(body, {**added, **reader.backs})


@dataclass(slots=True)
class _Reader:
    book: Book
    file: str
    lines: dict[str, list[str]] = field(default_factory=dict)
    backs: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def units(self) -> Iterator[Found]:
        """Iterate over all units; what is no unit goes into `lines`."""
        for document in self.book.documents:
            if name := _name(document):
                self.names[document.path] = name
        for document in self.book.documents:
            yield from self._document(document)

    def _say(self, name: str, *lines: str) -> None:
        self.lines.setdefault(name, []).extend(lines)

    def _document(self, document: Document) -> Iterator[Found]:
        path = document.path
        self._say(NAMES, normalise(document.root.findtext("head/title", "")))
        for mark in marks(document.body):
            self._say(PAGES, f"{mark.label}: {self._place(path, mark.before)}")
        holder, kind = self._only_child(document)
        article = Article(path, self.file, Gatherer(self._leads_from(path), self.backs, PREFIX))
        if kind in ("part", *_SECTIONS):
            self.order.append("parts")
            yield from self._part(article, holder) if kind == "part" else article.units(holder)
        elif kind in _LINES:
            self.order.append(_LINES[kind])
            self._say(_LINES[kind], *self._furniture(holder, path))
        elif kind == "toc":
            self.order.append(CONTENTS)
            self._contents(document)
        else:
            self._say(f"document {path}", normalise(holder.text_content()))

    def _only_child(self, document: Document) -> tuple[html.HtmlElement, str]:
        """Return what a body holds, and its kind; anything beside it is an addition."""
        children = [child for child in document.body if isinstance(child.tag, str)]
        if not children:
            raise Unreadable("There is nothing in it", document.path)
        kind = children[0].get(EPUB_TYPE, "")
        more = children[1:] if kind != "toc" else []
        around = (document.body.text, *(child.tail for child in document.body))
        words = [child.text_content() for child in more] + [text or "" for text in around]
        if said := normalise(" ".join(words)):
            self._say(f"more in {document.path}", said)
        return children[0], kind

    def _part(self, article: Article, holder: html.HtmlElement) -> Iterator[Found]:
        for found in article.units(holder):
            unit = found.unit
            if unit.kind == "section":
                number = unit.number
                if number:
                    said_so = number.startswith("Part ")
                    number = number.removeprefix("Part ") if said_so else f"‘{number}’"
                name = holder.get("id", "").removeprefix(PREFIX)
                unit = replace(unit, kind="part", number=number, id=name)
            yield replace(found, unit=unit)

    def _furniture(self, holder: html.HtmlElement, path: str) -> Iterator[str]:
        """Iterate over the lines of a page that only the e-book has."""
        gather = Gatherer(self._leads_from(path), {}, PREFIX)
        if words := normalise(holder.text or ""):
            yield f"words: {words}"
        for child in holder.iterchildren(etree.Element):
            if child.tag == "dl":
                yield from self._furniture(child, path)
            elif not is_mark(child):
                words = child.get("alt", "") if child.tag == "img" else ""
                found = gather.words(child)
                lang = f" ({child.get('lang')})" if child.get("lang") else ""
                leads = "".join(f" → {target}" for _, target in found.links)
                name = child.get("class") or child.tag
                yield f"{name}: {normalise(words or _all(found))}{lang}{leads}"
            if words := normalise(child.tail or ""):
                yield f"words: {words}"

    def _contents(self, document: Document) -> None:
        for nav in document.body.iterchildren(etree.Element):
            kind = nav.get(EPUB_TYPE, "")
            lines = read_lines(nav, self._leads_from(document.path))
            self._say(_NAVIGATION.get(kind, f"navigation {kind}"), *lines)

    # --- Where links lead ---

    def _leads_from(self, path: str) -> _Leads:
        return _Leads(path, self)

    def _place(self, path: str, name: str) -> str:
        """Return a place of a document: a section's or part's id, with a block's."""
        where = self.names.get(path, path)
        if not name or name == "title":
            return where
        block = name.removeprefix(PREFIX) if name.startswith(PREFIX) else f"?{name}"
        return f"{where}#{block}"


@dataclass(frozen=True, slots=True)
class _Leads:
    """Puts an address in a document into the form in which both sides tell targets."""

    path: str
    reader: _Reader

    def __call__(self, href: str) -> str:
        if ":" in href.partition("/")[0]:
            return href
        link, _, fragment = href.partition("#")
        folder = posixpath.dirname(self.path)
        path = posixpath.normpath(posixpath.join(folder, unquote(link))) if link else self.path
        if fragment.startswith("page-"):
            return f"page {fragment.removeprefix('page-')} in {self.reader.names.get(path, path)}"
        return self.reader._place(path, unquote(fragment))


def _all(words: Words) -> str:
    return f"{words.number} {words.text}"


def _name(document: Document) -> str:
    """Return the id of a part ("part:start") or a section ("themes"), as its element has it."""
    for element in document.root.iterfind("body/section"):
        name, kind = element.get("id", ""), element.get(EPUB_TYPE, "")
        if kind == "part":
            return f"part:{name.removeprefix(PREFIX)}"
        if kind in _SECTIONS:
            return str(name.removeprefix(SECTION_PREFIX))
    return ""

"""A line or a page of a finished file → the section, block and words that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree, html

from build_tools.checks import Artefacts
from build_tools.editions import edition
from build_tools.formats.braille.display import number_in, read_lines
from build_tools.formats.pdf import NotTagged, TaggedPdf, read_tagged
from build_tools.formats.units import Unreadable
from build_tools.issues import Issue
from build_tools.publication import Publication

_NUMBER = re.compile(r"(?:\+\+)?(\d+(?:[A-Z](?:\.\d+)?|\.\d+)?)\.? ")
_QUOTES = (("“", "”"), ("'", "'"), ("‘", "’"))
_NAMES = re.compile(r"(?i)\b(footnote|note|section|heading|paragraph) (\d[\dA-Z.]*)")
_PAGE = re.compile(r"pages? (\d+)")


@dataclass(frozen=True, slots=True)
class Spot:
    """What is known of a spot: ids of its section and block, or a number, and words.

    `sections` are those that the spot is in, or may be; `named` is a number that the issue
    speaks of: "4.2" or "note 3".
    """

    section: str = ""
    block: str = ""
    number: str = ""
    named: str = ""
    words: tuple[str, ...] = ()
    sections: frozenset[str] = field(default=frozenset())


class Finished:
    """Reads finished files again to tell what stands at a spot; each is read once."""

    def __init__(self, publication: Publication, artefacts: Artefacts) -> None:
        self._publication = publication
        self._artefacts = artefacts
        self._tagged = lru_cache(_tagged)
        self._root = lru_cache(_root)

    def spot(self, name: str, path: str, issue: Issue) -> Spot:
        """Return what stands where an issue of a check is, and what it names and quotes."""
        return replace(self._spot(name, path, issue), named=_named(issue.problem))

    def _spot(self, name: str, path: str, issue: Issue) -> Spot:
        quoted = tuple(_quoted(f"{issue.problem}\n{issue.place}"))
        file = self._artefacts.folder / name / path
        match edition(name).kind:
            case "site" | "page":
                return self._in_page(file, path, issue.span.line, quoted)
            case "epub":
                inner, line = _inner(issue)
                return self._in_page(file, inner, line, quoted)
            case "text":
                return _in_text(file, issue.span.line, quoted)
            case "braille":
                return _in_braille(file, issue.span.line)
            case "tagged-pdf" | "print-pdf":
                page = _PAGE.search(issue.place)
                return self._in_pdf(file, int(page[1]) if page else 0, quoted)
            case _:
                return Spot(words=quoted)

    # --- Pages of HTML ---

    def _in_page(self, file: Path, path: str, line: int, quoted: tuple[str, ...]) -> Spot:
        section = self._section_at(path)
        root = self._root(file, path if file.suffix == ".epub" else "")
        if root is None or not line:
            words = quoted if section or not line else ()
            return Spot(section, words=words, sections=frozenset({section} - {""}))
        article = root if section and file.suffix == ".epub" else None
        last, block = None, ""
        for element in root.iter(etree.Element):
            if (element.sourceline or 0) > line:
                break
            last = element
            if element.tag == "article":
                article, block = element, ""
                section = section or element.get("id", "")
            elif name := element.get("id"):
                block = name.removeprefix("b-").rpartition("--")[2]
        if article is None or last is None or article not in (last, *last.iterancestors()):
            return Spot()  # a header, a footer, a list of other pages: Tandem's own
        return Spot(section, block, words=quoted, sections=frozenset({section}))

    def _section_at(self, path: str) -> str:
        for place, section in enumerate(self._publication.sections, start=1):
            if path in (f"{section.path}/index.html", f"EPUB/section-{place}.xhtml"):
                return section.id
        return ""

    # --- PDF ---

    def _in_pdf(self, file: Path, page: int, quoted: tuple[str, ...]) -> Spot:
        tagged = self._tagged(file)
        if tagged is None or not page:
            return Spot(words=quoted)
        on_page = [
            element
            for element in tagged.document.all()
            if element.id and any(piece.page == page - 1 for piece in element.pieces())
        ]
        ids = [element.id for element in on_page]
        sections = frozenset(name.partition("--")[0] for name in ids)
        known = [section.id for section in self._publication.sections if section.id in sections]
        first = next((name for name in ids if name.partition("--")[0] in known), "")
        section, _, block = first.partition("--")
        return Spot(section, block, words=quoted, sections=frozenset(known))


def _quoted(text: str) -> Iterator[str]:
    """Iterate over all that stands in quotation marks; what was cut is given without its dots."""
    for opened, closed in _QUOTES:
        for found in re.findall(f"{opened}(.+?){closed}(?![a-z])", text, re.DOTALL):
            yield found.strip().strip("…").strip()


def _named(problem: str) -> str:
    """Return the first number in a problem's words, as "4.2" or "note 3"."""
    found = _NAMES.search(problem)
    if not found:
        return ""
    return f"note {found[2]}" if found[1].lower().endswith("note") else found[2].rstrip(".")


def _inner(issue: Issue) -> tuple[str, int]:
    """Return the document in an e-book that an issue names, and its line."""
    found = re.match(r"\(?(?P<path>[^:\s]+)(?::(?P<line>\d+))?", issue.place)
    return (found["path"], int(found["line"] or 0)) if found else ("", 0)


def _root(file: Path, inner: str) -> html.HtmlElement | None:
    try:
        if not inner:
            data = file.read_bytes()
            return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
        with ZipFile(file) as book:
            return html.document_fromstring(book.read(inner))
    except (OSError, KeyError, ValueError, BadZipFile, etree.LxmlError):
        return None


def _tagged(file: Path) -> TaggedPdf | None:
    try:
        return read_tagged(file)
    except NotTagged:
        return None


# --- Lines -----------------------------------------------------------------------------


def _in_text(file: Path, line: int, quoted: tuple[str, ...]) -> Spot:
    """Return the last number at or before a line, and the line's own words."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")[:line]
    except OSError:
        lines = []
    if not lines:
        return Spot(words=quoted)
    number = next((found[1] for row in lines[::-1] if (found := _NUMBER.match(row))), "")
    own = re.sub(r"^(?:\d\S* |- |\d+\. )", "", lines[-1].strip())
    return Spot(number=number, words=(own, *quoted))


def _in_braille(file: Path, line: int) -> Spot:
    """Return the last number at or before a line of a display's file."""
    try:
        rows = list(read_lines(file.read_bytes().decode("ascii", "replace")))
    except (OSError, Unreadable):
        return Spot()
    for row in reversed([row for row in rows if 0 < row.line <= line]):
        first = row.cells.partition("\u2800")[0]
        if first.startswith("⠼") and (number := number_in(first)):
            return Spot(number=number)
    return Spot()

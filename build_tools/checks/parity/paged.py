"""The two PDFs → units, by the structure tree: what a screen reader finds, in its order.

Cover, contents and colophon are apparatus of the edition. White space is optional where a line
ends, since a file does not say whether there was any, and nowhere else: `Paged.settled`.

In print a link has no destination; words after it refer to a page. Its target is "page 12" on
both sides, so that a reference to the wrong page is a link that differs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.checks.parity.units import Found, Kind, Reading, Unit, Unreadable, call_mark
from build_tools.checks.tagged import (
    LINE_JOIN,
    Element,
    NotTagged,
    Piece,
    TaggedPdf,
    join,
    read_tagged,
)
from build_tools.publication.blocks import Address, Reference

APPARATUS = frozenset({"Cover", "Contents", "Colophon"})
"""Titles (/T) of the sections that a paged edition adds, each at most once.

What they say is looked at with the structure of the accessible PDF (PDF-013 and PDF-021).
"""

NUMBER = re.compile(r"(?:Part )?(\d+[A-Z]*(?:\.\d+)*)")
PAGE_REFERENCE = re.compile(r"\(page\s*(\d+)\)")
BROKEN_REFERENCE = re.compile(r"\(page\s*$")
REST_OF_REFERENCE = re.compile(r"(\d+)\)")
TIGHT_JOIN = re.compile(f"(?<=[-–—/]){LINE_JOIN}")

LIST_ITEM_LISTS = frozenset({"Disc", "Decimal"})
"""/ListNumbering of lists of items; other lists are of terms."""

INLINE = frozenset({"Span", "Em", "Strong", "Code", "Link", "Reference"})


@dataclass(frozen=True, slots=True)
class Paged:
    """A PDF as it was read back; `pages` says on which page each id begins, from 1."""

    reading: Reading
    pages: Mapping[str, int]
    on_paper: bool

    def target(self, target: Reference | Address) -> str:
        """Return the target of a link in the form that this file gives."""
        if isinstance(target, Address):
            return "" if self.on_paper else target.url
        name = f"{target.section}--{target.block}" if target.block else target.section
        return f"page {self.pages.get(name, '?')}" if self.on_paper else name

    def settled(self, expected: Reading) -> Reading:
        """Return the reading with white space at the ends of lines as `expected` has it."""
        settle = _Settlement(expected).settle
        return Reading(
            tuple(replace(found, unit=settle(found.unit)) for found in self.reading.body),
            tuple(replace(found, unit=settle(found.unit)) for found in self.reading.notes),
        )


def read_pdf(path: Path) -> Paged:
    """Read the accessible PDF; raise `Unreadable` when it can't be read."""
    return _read(path, on_paper=False)


def read_print(path: Path) -> Paged:
    """Read the print PDF; raise `Unreadable` when it can't be read."""
    return _read(path, on_paper=True)


def _read(path: Path, *, on_paper: bool) -> Paged:
    try:
        tagged = read_tagged(path)
    except NotTagged as error:
        raise Unreadable(str(error)) from None
    walk = _Walk(tagged, on_paper=on_paper)
    walk.document(tagged.document)
    pages = {
        element.id: element.page + 1
        for element in tagged.document.all()
        if element.id and element.page is not None
    }
    return Paged(Reading(tuple(walk.body), tuple(walk.notes)), pages, on_paper)


# --- Structure elements → units --------------------------------------------------------


class _Walk:
    def __init__(self, tagged: TaggedPdf, *, on_paper: bool) -> None:
        self.body: list[Found] = []
        self.notes: list[Found] = []
        self._lang = tagged.lang
        self._artifacts = tagged.artifacts
        self._on_paper = on_paper
        self._page = 1

    def document(self, document: Element) -> None:
        """Walk over the whole file."""
        lang = document.lang or self._lang
        added = set(APPARATUS)
        for kid in document.kids:
            if kid.role == "Part":
                self._division(kid, "part", "H2", lang)
            elif kid.role == "Sect" and kid.title in added:
                added.remove(kid.title)
            else:
                self._block(kid, lang)
        self._loose(document, lang)

    def _division(self, division: Element, kind: Kind, heading: str, lang: str) -> None:
        """Walk over a part or a section: its title, its summary, and what it holds."""
        lang = division.lang or lang
        before = ""
        for kid in division.kids:
            if kid.role == heading and not before:
                self._numbered(kind, kid, lang)
            elif kid.role == "P" and before == heading and not kid.id:
                self._numbered("summary", kid, lang)
            elif kid.role == "Sect" and kind == "part":
                self._division(kid, "section", "H3", lang)
            else:
                self._block(kid, lang)
            before = kid.role
        self._loose(division, lang)

    def _loose(self, element: Element, lang: str) -> None:
        """Say what stands in an element that should hold nothing but elements."""
        pieces = [part for part in element.parts if isinstance(part, Piece) and part.text.strip()]
        if pieces:
            self._say("paragraph", element, pieces, lang)

    def _block(self, block: Element, lang: str) -> None:
        lang = block.lang or lang
        match block.role:
            case "H4" | "H5" | "H6":
                self._numbered("heading", block, lang, label=str(int(block.role[1]) - 2))
            case "P":
                self._numbered("paragraph", block, lang)
            case "L":
                for item in block.kids:
                    self._item(item, block.attributes.get("ListNumbering", ""), lang)
            case "Table":
                self._table(block, lang)
            case "BlockQuote":
                self._quote(block, lang)
            case "Div" if block.id and block.kids and _is_title(block.kids[0]):
                self._numbered("callout", block.kids[0], lang)
                self._blocks(block.kids[1:], lang)
                self._loose(block, lang)
            case "Figure":
                self._add("alternative", block, Unit("alternative", _tidy(block.alt), lang=lang))
            case "Caption":
                self._say("caption", block, block.parts, lang)
            case "Note":
                self._note(block, lang)
            case role if role in INLINE or not block.kids:
                self._say("paragraph", block, block.parts, lang)
            case _:
                self._blocks(block.kids, lang)
                self._loose(block, lang)

    def _blocks(self, blocks: Iterable[Element], lang: str) -> None:
        for block in blocks:
            self._block(block, lang)

    def _item(self, item: Element, numbering: str, lang: str) -> None:
        if item.role != "LI":
            self._block(item, lang)
            return
        lang = item.lang or lang
        label = ""
        for kid in item.kids:
            if kid.role == "LBody":
                self._item_body(kid, numbering, label, lang)
            elif kid.role == "Lbl" and numbering in LIST_ITEM_LISTS:
                label = _tidy(kid.text)
            elif kid.role == "Lbl":
                self._say("term", kid, kid.parts, kid.lang or lang)
            else:
                self._block(kid, lang)
        self._loose(item, lang)

    def _item_body(self, body: Element, numbering: str, label: str, lang: str) -> None:
        lang = body.lang or lang
        first, rest = _split(body.parts)
        if numbering in LIST_ITEM_LISTS:
            own = lang
            if not first and rest and rest[0].role == "P":
                first, own = rest[0].parts, rest[0].lang or lang
                rest = rest[1:]
            self._say("item", body, first, own, label=label)
        elif first:
            self._say("paragraph", body, first, lang)
        self._blocks(rest, lang)

    def _table(self, table: Element, lang: str) -> None:
        for kid in table.kids:
            if kid.role == "Caption":
                self._block(kid, lang)
            for row in [kid] if kid.role == "TR" else kid.all("TR"):
                for cell in row.kids:
                    own = cell.lang or row.lang or lang
                    heads = cell.attributes.get("Scope", "").lower() if cell.role == "TH" else ""
                    kind: Kind = "header" if cell.role == "TH" else "cell"
                    self._say(kind, cell, cell.parts, own, label=heads)

    def _quote(self, quote: Element, lang: str) -> None:
        kids = quote.kids
        number = ""
        if kids and (found := NUMBER.fullmatch(_tidy(kids[0].text))):
            number, kids = found[1], kids[1:]
        self._add("quote", quote, Unit("quote", "", number, lang=lang))
        self._blocks(kids[:-1], lang)
        for speaker in kids[-1:]:
            self._say("speaker", speaker, speaker.parts, speaker.lang or lang)
        self._loose(quote, lang)

    def _note(self, note: Element, lang: str) -> None:
        number = ""
        for kid in note.kids:
            if kid.role == "Lbl" and not number:
                number = _tidy(kid.text)
            else:
                self._say("note", kid, kid.parts, kid.lang or lang, number=number)
        self._loose(note, lang)

    # --- Units ---

    def _numbered(self, kind: Kind, element: Element, lang: str, label: str = "") -> None:
        """Add an element whose own first marked content may be its number, apart."""
        number, parts = "", element.parts
        if parts and isinstance(parts[0], Piece) and len(parts) > 1:
            found = NUMBER.fullmatch(_tidy(parts[0].text))
            if found:
                number, parts = found[1], parts[1:]
        self._say(kind, element, parts, element.lang or lang, number=number, label=label)

    def _say(
        self,
        kind: Kind,
        element: Element,
        parts: Iterable[Element | Piece],
        lang: str,
        *,
        number: str = "",
        label: str = "",
    ) -> None:
        parts = list(parts)
        elements = list(_inline_elements(parts))
        foreign = tuple((item.lang, _spoken(item.parts)) for item in elements if item.lang)
        links = tuple(
            (_spoken(item.parts), self._target(item)) for item in elements if self._is_link(item)
        )
        self._add(kind, element, Unit(kind, _spoken(parts), number, label, lang, foreign, links))

    def _add(self, kind: Kind, element: Element, unit: Unit) -> None:
        if element.page is not None:  # an empty cell is where the one before it is
            self._page = element.page + 1
        place = f"page {self._page}"
        (self.notes if kind == "note" else self.body).append(Found(unit, place))

    def _is_link(self, element: Element) -> bool:
        if self._on_paper:
            return element.role in ("Link", "Span") and not element.lang
        return element.role == "Link"

    def _target(self, link: Element) -> str:
        if not self._on_paper:
            return " ".join(dict.fromkeys(area.destination for area in link.links))
        pieces = list(link.pieces())
        if not pieces:
            return ""
        last = pieces[-1]
        if found := PAGE_REFERENCE.match(last.after.strip()):
            return f"page {found[1]}"
        if BROKEN_REFERENCE.search(last.after) and last.page + 1 < len(self._artifacts):
            for piece in self._artifacts[last.page + 1]:
                if found := REST_OF_REFERENCE.match(piece.text):
                    return f"page {found[1]}"
        return ""


def _is_title(element: Element) -> bool:
    return element.role == "P" and not element.id


def _split(parts: list[Element | Piece]) -> tuple[list[Element | Piece], list[Element]]:
    """Part what stands in a line from the blocks that follow it."""
    place = 0
    for part in parts:
        if isinstance(part, Element) and part.role not in INLINE:
            break
        place += 1
    rest = [
        part if isinstance(part, Element) else Element("P", parts=[part]) for part in parts[place:]
    ]
    return parts[:place], rest


def _inline_elements(parts: Iterable[Element | Piece]) -> Iterator[Element]:
    """Iterate over the elements in a line, outer ones first; calls of notes are no links."""
    for part in parts:
        if isinstance(part, Element) and part.role != "Reference":
            yield part
            yield from _inline_elements(part.parts)


# --- Words -----------------------------------------------------------------------------


def _spoken(parts: Iterable[Element | Piece]) -> str:
    return _tidy(join(_pieces(parts)))


def _pieces(parts: Iterable[Element | Piece]) -> Iterator[Piece]:
    """Iterate over marked content, with marks for the calls of notes."""
    for part in parts:
        if isinstance(part, Piece):
            yield part
        elif part.role == "Reference":
            first = next(part.pieces(), None)
            if first:
                yield replace(first, text=call_mark(_tidy(part.text)))
        else:
            yield from _pieces(part.parts)


def _tidy(text: str) -> str:
    """Return text as `normalise` does, but with the ends of lines kept where nothing is known."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(rf"\s*[^\S{LINE_JOIN}]\s*", " ", text)
    return re.sub(rf"{LINE_JOIN}+", LINE_JOIN, text).strip()


class _Settlement:
    """Finds the words that are expected where only white space at the ends of lines is open."""

    def __init__(self, expected: Reading) -> None:
        self._known: dict[str, list[str]] = {}
        for found in (*expected.body, *expected.notes):
            unit = found.unit
            sides = (*unit.links, *((words, "") for _, words in unit.foreign))
            for words in (unit.words, *(words for words, _ in sides)):
                self._known.setdefault(_squash(words), []).append(words)

    def settle(self, unit: Unit) -> Unit:
        """Return a unit without ends of lines."""
        return replace(
            unit,
            words=self._words(unit.words),
            foreign=tuple((lang, self._words(words)) for lang, words in unit.foreign),
            links=tuple((self._words(words), target) for words, target in unit.links),
        )

    def _words(self, words: str) -> str:
        if LINE_JOIN not in words:
            return words
        pattern = " ?".join(map(re.escape, words.split(LINE_JOIN)))
        for known in self._known.get(_squash(words), ()):
            if re.fullmatch(pattern, known):
                return known
        return TIGHT_JOIN.sub("", words).replace(LINE_JOIN, " ")


def _squash(words: str) -> str:
    return "".join(words.split())

"""Structure elements → units, in the order in which a screen reader finds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.formats.furniture import COLOPHON, CONTENTS, COVER
from build_tools.formats.pdf import Element, Piece, TaggedPdf
from build_tools.formats.pdf.words import spoken, tidy
from build_tools.formats.units import Found, Kind, Unit

ADDED = {"Cover": COVER, "Contents": CONTENTS, "Colophon": COLOPHON}
"""Titles (/T) of the sections that a paged edition adds, each at most once."""

TOP = re.compile(r"(?:Part )?(\d+)|Annex [A-Z]+")
"""The number of a part or section."""
INSIDE = {False: r"([A-Z]+(\.\d+)?|\.\d+)", True: r"(\d+(\.\d+)?|\.\d+)"}
"""What follows a section's own number, or an annex's letter, in the numbers of its blocks."""
PAGE_REFERENCE = re.compile(r"\(page\s*(\d+)\)")
BROKEN_REFERENCE = re.compile(r"\(page\s*$")
REST_OF_REFERENCE = re.compile(r"(\d+)\)")

LIST_ITEM_LISTS = frozenset({"Disc", "Decimal"})
"""/ListNumbering of lists of items; other lists are of terms."""

INLINE = frozenset({"Span", "Em", "Strong", "Del", "Code", "Link", "Reference"})


class Walk:
    """Gathers the units of a file, and the sections that the edition adds."""

    def __init__(self, tagged: TaggedPdf, *, on_paper: bool) -> None:
        self.body: list[Found] = []
        self.added: dict[str, Element] = {}
        self.order: list[str] = []
        self._lang = tagged.lang
        self._artifacts = tagged.artifacts
        self._on_paper = on_paper
        self._page = 1
        self._section = ""

    def document(self, document: Element) -> None:
        """Walk over the whole file."""
        lang = document.lang or self._lang
        for kid in document.kids:
            name = ADDED.get(kid.title, "") if kid.role == "Sect" else ""
            if name and name not in self.added:
                self.added[name] = kid
                self.order.append(name)
                continue
            if self.order[-1:] != ["parts"]:
                self.order.append("parts")
            if kid.role == "Part":
                self._division(kid, "part", "H2", lang)
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
            case "Div" if _is_callout(block):
                self._numbered("callout", block.kids[0], lang)
                self._blocks(block.kids[1:], lang)
                self._loose(block, lang)
            case "Figure":
                self._add(block, Unit("alternative", tidy(block.alt), lang=lang))
            case "Caption":
                self._say("caption", block, block.parts, lang)
            case "Note":
                self._note(block, lang)
            case role if (role in INLINE or not block.kids) and block.text.strip():
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
                label = tidy(kid.text)
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
        if kids and (number := self._number("quote", kids[0].text)):
            kids = kids[1:]
        self._add(quote, Unit("quote", "", number, lang=lang))
        for kid in kids:
            if kid.role == "Speaker":
                self._say("speaker", kid, kid.parts, kid.lang or lang)
            else:
                self._block(kid, lang)
        self._loose(quote, lang)

    def _note(self, note: Element, lang: str) -> None:
        number = ""
        for kid in note.kids:
            if kid.role == "Lbl" and not number:
                number = tidy(kid.text)
            else:
                self._say("note", kid, kid.parts, kid.lang or lang, number=number)
        self._loose(note, lang)

    # --- Units ---

    def _numbered(self, kind: Kind, element: Element, lang: str, label: str = "") -> None:
        """Add an element whose own first marked content may be its number, apart."""
        number, parts = "", element.parts
        if parts and isinstance(parts[0], Piece) and len(parts) > 1:
            number = self._number(kind, parts[0].text)
            parts = parts[1:] if number else parts
        if kind in ("part", "section"):
            self._section = number.removeprefix("Annex ") if kind == "section" else ""
        self._say(kind, element, parts, element.lang or lang, number=number, label=label)

    def _number(self, kind: Kind, text: str) -> str:
        """Return a text if it is a number that can stand here, and else nothing."""
        said, own = tidy(text), self._section
        if kind in ("part", "section"):
            found = TOP.fullmatch(said)
            return (found[1] or found[0]) if found else ""
        inside = INSIDE[own.isalpha()]
        return said if own and re.fullmatch(rf"{own}{inside}", said) else ""

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
        foreign = tuple((item.lang, spoken(item.parts)) for item in elements if item.lang)
        links = tuple(
            (spoken(item.parts), self._target(item)) for item in elements if self._is_link(item)
        )
        self._add(element, Unit(kind, spoken(parts), number, label, lang, foreign, links))

    def _add(self, element: Element, unit: Unit) -> None:
        if element.page is not None:  # an empty cell is where the one before it is
            self._page = element.page + 1
        place = f"page {self._page}"
        self.body.append(Found(unit, place))

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


def _is_callout(block: Element) -> bool:
    """Whether a division begins with a title; one without an ID, with nothing but strong words."""
    title = next(iter(block.kids), None)
    if not title or title.role != "P" or title.id:
        return False
    return bool(block.id) or [getattr(part, "role", "") for part in title.parts] == ["Strong"]


def _split(parts: list[Element | Piece]) -> tuple[list[Element | Piece], list[Element]]:
    """Part what stands in a line from the blocks that follow it."""
    place = 0
    for part in parts:
        if isinstance(part, Element) and part.role not in INLINE:
            break
        place += 1
    rest = [
        part if isinstance(part, Element) else Element("P", parts=[part])
        for part in parts[place:]
        if isinstance(part, Element) or part.text.strip()
    ]
    return parts[:place], rest


def _inline_elements(parts: Iterable[Element | Piece]) -> Iterator[Element]:
    """Iterate over the elements in a line, outer ones first; calls of notes are no links."""
    for part in parts:
        if isinstance(part, Element) and part.role != "Reference":
            yield part
            yield from _inline_elements(part.parts)

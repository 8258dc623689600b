"""The body of a Word document → units, by the styles of its paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from build_tools.formats.docx import (
    Bit,
    Bookmark,
    NotUnderstood,
    WordFile,
    language,
    read_bits,
    style,
)
from build_tools.formats.docx.file import Element, W
from build_tools.formats.docx.lists import Lists
from build_tools.formats.docx.names import bookmark, told
from build_tools.formats.docx.words import Part, Words, leading, split, words
from build_tools.formats.furniture import COLOPHON, CONTENTS, COVER, FOOT, HEAD, ORDER
from build_tools.formats.units import Found, Kind, Reading, Unit, Unreadable, normalise
from build_tools.publication.blocks import CalloutKind
from build_tools.publication.words import kind_name

KINDS = sorted(map(kind_name, get_args(CalloutKind)), key=len, reverse=True)
"""Names of kinds of callouts, longer ones first."""

HEADINGS = {"Heading3": "2", "Heading4": "3", "Heading5": "4"}

BY_STYLE: dict[str, Kind] = {
    "Summary": "summary",
    "Term": "term",
    "Caption": "caption",
    "Speaker": "speaker",
    "TableHeader": "header",
    "TableRowHeader": "header",
    "TableText": "cell",
}
HEADS = {"TableHeader": "column", "TableRowHeader": "row"}

BODY = "word/document.xml"


class Reader:
    """Reads one file from its beginning to its end."""

    def __init__(self, word: WordFile) -> None:
        self._word = word
        self._lists = Lists(word)
        self._lang = _whole_language(word)
        self._notes = _notes(word)
        self._numbers = _numbers(word)
        self._pending: list[str] = []
        self._body: list[Found] = []
        self._added: dict[str, list[str]] = {COVER: []}
        self._order = [COVER]
        self._place = "the beginning"

    def read(self) -> Reading:
        """Return the whole; raise `Unreadable` at what no rule knows."""
        body = self._word.xml(BODY).find(f"{W}body")
        if body is None:
            raise Unreadable("It has no body.")
        for element in body:
            try:
                self._element(element)
            except NotUnderstood as why:
                raise Unreadable(str(why), f"after {self._place}") from None
        self._end_of_section()
        added = {name: "\n".join(lines) for name, lines in self._added.items()}
        for name, kind in ((HEAD, "header"), (FOOT, "footer")):
            root = self._word.xml(self._word.target(kind))
            lines = (self._said(one, "word/" + kind).text for one in root.iter(f"{W}p"))
            added[name] = " ".join(lines)
        return Reading(tuple(self._body), {**added, ORDER: ", ".join(self._order)})

    # --- What stands where ---

    def _element(self, element: Element) -> None:
        match str(element.tag).removeprefix(W):
            case "p" | "tbl" if self._order[-1] != "parts" and not self._begins_parts(element):
                for paragraph in element.iter(f"{W}p"):
                    self._add_line(paragraph)
            case "p":
                self._paragraph(element)
            case "tbl":
                for paragraph in element.iter(f"{W}p"):
                    self._paragraph(paragraph)
            case "sdt":
                self._contents(element)
            case "bookmarkStart" | "bookmarkEnd" | "sectPr":
                pass
            case name:
                raise NotUnderstood(f"The text holds <{name}>.")

    def _begins_parts(self, element: Element) -> bool:
        """Whether the parts begin here: with a heading that has a number, after the contents."""
        if self._order[-1] not in (COVER, CONTENTS) or style(element) != "Heading1":
            return False
        self._order.append("parts")
        return True

    def _contents(self, element: Element) -> None:
        if self._order[-1] == "parts":
            self._end_of_section()
        self._order.append(CONTENTS)
        lines = self._added.setdefault(CONTENTS, [])
        for paragraph in element.iter(f"{W}p"):
            named = style(paragraph)
            if named == "TOCHeading":
                lines.append(f"heading: {self._said(paragraph).text}")
                continue
            parts = split(self._bits(paragraph))
            lang = language(paragraph, self._lang)
            said = [self._words(part, lang) for part in parts]
            text = normalise(" ".join(one.text for one in said))
            leads = dict.fromkeys(to.removeprefix("#") for one in said for _, to in one.links)
            tag = "" if told(lang) == told(self._lang) else f" ({told(lang)})"
            # A number has the language of the whole, whatever its title has.
            titles = said[1:] or said
            others = "".join(f" [{tag}: {text}]" for one in titles for tag, text in one.foreign)
            deeper = "  " if named == "TOC2" else ""
            lines.append(f"{deeper}{text}{tag}{others} → {' → '.join(leads)}")

    def _add_line(self, paragraph: Element) -> None:
        """Add a line to the cover or the colophon."""
        what, said = "paragraph", self._said(paragraph)
        parts = split(self._bits(paragraph))
        lang = language(paragraph, self._lang)
        match style(paragraph):
            case "Title":
                what = "title"
            case "Heading1":
                what = "heading"
            case "TermWithDefinition" if len(parts) > 1:
                term, said = (self._words(part, lang) for part in parts[:2])
                what = term.text
                more = "".join(self._words(part, lang).text for part in parts[2:])
                what += f" {more}" if more else ""
        marks = "".join(f" → {to}" for _, to in said.links)
        marks += f" [{said.ids}]" if said.ids != (bookmark("") if what == "heading" else "") else ""
        marks += "".join(f" ({tag}: {text})" for tag, text in said.foreign)
        marks += "" if told(lang) == told(self._lang) else f" ({told(lang)})"
        self._added.setdefault(self._order[-1], []).append(f"{what}: {said.text}{marks}")

    def _end_of_section(self) -> None:
        """Say the notes that a section called, in the order of their calls."""
        for name in self._pending:
            paragraphs = self._notes.get(name, [])
            for place, paragraph in enumerate(paragraphs):
                bits = self._bits(paragraph)
                own = [bit for bit in bits if isinstance(bit, Bit) and bit.said == "own-mark"]
                number = self._numbers.get(name, "") if own and not place else ""
                said = self._words(bits, language(paragraph, self._lang), "word/footnotes.xml")
                self._add("note", paragraph, said, number=number)
        self._pending.clear()

    # --- Paragraphs ---

    def _paragraph(self, paragraph: Element) -> None:  # noqa: PLR0912  (one for each style)
        named, lang = style(paragraph), language(paragraph, self._lang)
        bits = self._bits(paragraph)
        for bit in bits:
            if isinstance(bit, Bit) and bit.said == "control":
                raise NotUnderstood("A field stands in the text.")
        number, rest = leading(bits, "Number")
        parts = split(rest)
        if number and len(parts) > 1 and not parts[0]:  # the tab after a number
            parts = parts[1:]
        number, rest = normalise(number), [bit for part in parts for bit in part]
        match named:
            case "Heading1" if self._words(rest, lang).ids == bookmark(""):
                self._end_of_section()
                self._order.append(COLOPHON)
                self._add_line(paragraph)
            case "Heading1":
                self._end_of_section()
                number = re.sub(r"^Part (\S+):$", r"\1", number)
                self._say("part", paragraph, rest, number=number)
            case "Heading2":
                self._end_of_section()
                self._say("section", paragraph, rest, number=number)
            case "Heading3" | "Heading4" | "Heading5":
                self._say("heading", paragraph, rest, number=number, label=HEADINGS[named])
            case "TermWithDefinition" if len(parts) > 1:
                self._say("term", paragraph, parts[0], number=number)
                meaning = [bit for part in parts[1:] for bit in part]
                self._say("paragraph", paragraph, meaning)
            case "Figure":
                self._drawings(paragraph, rest, lang)
            case "Quote" | "Quotation":
                self._quote(paragraph, rest, number)
            case "BetweenTables" if not rest:
                pass
            case callout if re.fullmatch("Callout.+Title", callout):
                self._callout(paragraph, rest, number)
            case _ if paragraph.find(f"{W}pPr/{W}numPr") is not None:
                self._say("item", paragraph, rest, number=number, label=self._mark(paragraph))
            case other:
                kind = BY_STYLE.get(other, "paragraph")
                self._say(kind, paragraph, rest, number=number, label=HEADS.get(other, ""))
        self._pending += [bit.text for bit in bits if isinstance(bit, Bit) and bit.said == "call"]

    def _mark(self, paragraph: Element) -> str:
        found = paragraph.find(f"{W}pPr/{W}numPr")
        assert found is not None
        values = {str(one.tag).removeprefix(W): one.get(f"{W}val", "") for one in found}
        level = values.get("ilvl", "0")
        return self._lists.mark(values.get("numId", ""), int(level) if level.isdecimal() else 0)

    def _quote(self, paragraph: Element, rest: Part, number: str) -> None:
        """Say a quote, and its first paragraph; the word "Quote" stands for one that has none."""
        label, rest = leading(rest, "Label")
        said = self._words(rest, language(paragraph, self._lang))
        self._add("quote", paragraph, Words("", (), (), said.ids), number=number)
        said = replace(said, text=normalise(f"{label} {said.text}"), ids="")
        if said != Words("Quote", (), (), ""):
            self._add("paragraph", paragraph, said)

    def _callout(self, paragraph: Element, rest: Part, number: str) -> None:
        """Say a callout's title; its kind stands before it, or is what it begins with."""
        kind, rest = leading(rest, "Label")
        said = self._words(rest, language(paragraph, self._lang))
        begins = (name for name in KINDS if re.match(rf"{name}(\W|$)", said.text))
        label = kind.removesuffix(": ") or next(begins, "")
        self._add("callout", paragraph, said, number=number, label=label)

    def _drawings(self, paragraph: Element, rest: Part, lang: str) -> None:
        """Say the text alternative of a drawing; words beside it are a paragraph."""
        drawn = [bit for bit in rest if isinstance(bit, Bit) and bit.said == "drawing"]
        others = [bit for bit in rest if bit not in drawn]
        said = self._words(others, lang)
        for bit in drawn:
            alternative = Words(normalise(bit.text), (), (), said.ids)
            self._add("alternative", paragraph, alternative)
        if said.text or said.links or not drawn:
            self._add("paragraph", paragraph, Words(said.text, said.foreign, said.links, ""))

    # --- Units ---

    def _bits(self, paragraph: Element) -> list[Bit | Bookmark]:
        return list(read_bits(paragraph, self._lang))

    def _words(self, part: Part, lang: str, of: str = BODY) -> Words:
        return words(part, lang, lambda to: self._lead(to, of), self._number)

    def _said(self, paragraph: Element, of: str = BODY) -> Words:
        return self._words(self._bits(paragraph), language(paragraph, self._lang), of)

    def _lead(self, target: str, of: str) -> str:
        if target.startswith("#"):
            return target
        lead = self._word.lead(of, target)
        return lead.target if lead and lead.outside else f"?{target}"

    def _number(self, name: str) -> str:
        return self._numbers.get(name, "?")

    def _say(
        self, kind: Kind, paragraph: Element, part: Part, *, number: str = "", label: str = ""
    ) -> None:
        said = self._words(part, language(paragraph, self._lang))
        self._add(kind, paragraph, said, number=number, label=label)

    def _add(
        self, kind: Kind, paragraph: Element, said: Words, *, number: str = "", label: str = ""
    ) -> None:
        lang = told(language(paragraph, self._lang))
        unit = Unit(kind, said.text, number, label, lang, said.foreign, said.links, said.ids)
        if kind == "note":
            place = f"footnote {number}"
        else:
            self._place = place = f"“{said.text[:40]}”" if said.text else self._place
        self._body.append(Found(unit, f"after {place}" if not said.text else place))


def _whole_language(word: WordFile) -> str:
    path = f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"
    found = word.xml(word.target("styles")).find(path)
    return "" if found is None else found.get(f"{W}val", "")


def _notes(word: WordFile) -> dict[str, list[Element]]:
    """Return the paragraphs of each footnote by its id."""
    root = word.xml(word.target("footnotes"))
    return {one.get(f"{W}id", ""): list(one.iter(f"{W}p")) for one in root.iter(f"{W}footnote")}


def _numbers(word: WordFile) -> dict[str, str]:
    """Return the number of each footnote: Word counts them in the order of their calls."""
    called = (one.get(f"{W}id", "") for one in word.xml(BODY).iter(f"{W}footnoteReference"))
    numbers: dict[str, str] = {}
    for place, name in enumerate(called, start=1):
        numbers.setdefault(name, str(place))
    return numbers

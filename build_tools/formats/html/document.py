"""The page from its top: what is around the parts, the parts, and the sections in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

from build_tools.formats.furniture import (
    COLOPHON,
    CONTENTS,
    COVER,
    ORDER,
    SECTIONS,
    SKIP,
    WINDOW,
)
from build_tools.formats.html.article import Article, parse
from build_tools.formats.html.furniture import entries, lines, said
from build_tools.formats.html.words import Gatherer, hidden
from build_tools.formats.units import Found, Reading, normalise

_DEEPER = 2
"""Levels that a section's title is below the page's."""
_OTHERS = "what else is on the page"


def read_page(folder: Path, path: str) -> Reading:
    """Read a page; raise `Unreadable` when there is none."""
    root = parse(folder, path)
    document = _Document(path)
    document.page(root)
    return Reading(tuple(document.units), document.added())


@dataclass(slots=True)
class _Document:
    path: str
    units: list[Found] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    around: dict[str, str] = field(default_factory=dict)
    sections: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def added(self) -> dict[str, str]:
        """Return the furniture by its names."""
        made = {
            **self.around,
            SECTIONS: "\n".join(self.sections),
            ORDER: ", ".join(self.order),
            _OTHERS: "\n".join(self.others),
        }
        return {name: words for name, words in made.items() if words}

    def page(self, root: html.HtmlElement) -> None:
        self.around[WINDOW] = normalise(root.findtext("./head/title") or "")
        for body in root.iterfind("body"):
            self._loose(body.text)
            for child in body:
                self._around(child)
                self._loose(child.tail)

    def _around(self, child: html.HtmlElement) -> None:
        match child.tag, child.get("class"):
            case "a", "skip":
                self._adds(SKIP, said(child))
            case "header", None:
                self._adds(COVER, "\n".join(lines(child)))
            case "nav", None:
                self._adds(CONTENTS, "\n".join(entries(child)))
            case "footer", None:
                self._adds(COLOPHON, "\n".join(lines(child)))
            case "main", None:
                self.order.append("parts")
                self._parts(child)
            case _:
                self._other(child)

    def _adds(self, name: str, words: str) -> None:
        self.order.append(name)
        self.around[name] = words

    def _parts(self, main: html.HtmlElement) -> None:
        self._loose(main.text)
        for child in main:
            if child.tag == "section" and child.get("class") == "part":
                self._part(child)
            else:
                self._other(child)
            self._loose(child.tail)

    def _part(self, part: html.HtmlElement) -> None:
        self._loose(part.text)
        for child in part:
            match child.tag, child.get("class"):
                case "header", None:
                    self._part_head(child, part.get("id", ""))
                case "article", None:
                    self._section(child)
                case "p", "up":
                    self.sections.append(said(child))
                case _:
                    self._other(child)
            self._loose(child.tail)

    def _part_head(self, head: html.HtmlElement, name: str) -> None:
        reader = self._reader("part:", "the head of a part")
        self._loose(head.text)
        for child in head:
            words = reader.gather.words(child) if isinstance(child.tag, str) else None
            if words and child.tag == "h2":
                number = words.number
                if number:
                    said_so = number.startswith("Part ")
                    number = number.removeprefix("Part ") if said_so else f"‘{number}’"
                self.units.append(reader.found("part", child, words, number=number, name=name))
            elif words and child.tag == "p" and child.get("class") == "lead":
                self.units.append(reader.found("summary", child, words))
            else:
                self._other(child)
            self._loose(child.tail)

    def _section(self, article: html.HtmlElement) -> None:
        name = article.get("id", "")
        self.sections.append(name)
        self.units += self._reader(f"{name}--", f"section {name}").units(article)

    def _reader(self, prefix: str, place: str) -> Article:
        gather = Gatherer(str, self.around, prefix)
        return Article(place, self.path, gather, deeper=_DEEPER)

    def _other(self, element: html.HtmlElement) -> None:
        if isinstance(element.tag, str) and not hidden(element):
            self.others.append(f"{element.tag}: {said(element)}")

    def _loose(self, text: str | None) -> None:
        if words := normalise(text or ""):
            self.others.append(f"words: {words}")

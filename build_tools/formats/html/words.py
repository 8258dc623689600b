"""Inlines → words, with the links, languages, numbers and calls of notes in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import html

from build_tools.formats.furniture import LINKS_BACK
from build_tools.formats.units import call_mark, normalise

INLINE = frozenset({"a", "b", "br", "code", "del", "em", "span", "strong", "sup"})


@dataclass(slots=True)
class Words:
    """Inlines as they are gathered."""

    text: str = ""
    number: str = ""
    foreign: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.number)


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Gathers the words of one article; links back from notes go into `furniture`.

    `target` puts an `href` into the form in which the edition tells where links lead. All ids of
    the article begin with `prefix`, which is no part of a unit's address.
    """

    target: Callable[[str], str]
    furniture: dict[str, str]
    prefix: str = ""

    def words(self, element: html.HtmlElement) -> Words:
        """Return the words of an element that holds inlines only."""
        gathered = Words()
        self._gather(element, gathered)
        return gathered

    def _gather(self, element: html.HtmlElement, into: Words) -> None:
        into.text += element.text or ""
        for child in element:
            self.inline(child, into)
            into.text += child.tail or ""

    def inline(self, element: html.HtmlElement, into: Words) -> None:
        """Add one inline."""
        if not isinstance(element.tag, str) or hidden(element):
            return
        classes = element.get("class", "")
        if classes == "number" and element.tag in ("a", "span"):
            into.number = normalise(element.text_content())
            own = element.getparent().get("id") or element.getparent().getparent().get("id")
            if element.tag == "a" and element.get("href") != f"#{own}":
                into.number += f" → {element.get('href')}"
        elif classes == "back":
            self._back(element)
        elif classes == "call":
            into.text += call_mark(self._call(element))
        elif element.tag == "br":
            into.text += "\n"
        elif element.tag == "del":
            into.text += "⟦"
            self._gather(element, into)
            into.text += "⟧"
        else:
            start, foreign, links = len(into.text), len(into.foreign), len(into.links)
            self._gather(element, into)
            words = normalise(into.text[start:])
            if element.tag == "a":
                made = (words, self.target(element.get("href", "")))
                into.links = (*into.links[:links], made, *into.links[links:])
            elif element.get("lang"):
                made = (element.get("lang"), words)
                into.foreign = (*into.foreign[:foreign], made, *into.foreign[foreign:])

    def _back(self, element: html.HtmlElement) -> None:
        before = self.furniture.get(LINKS_BACK, "")
        words = normalise(element.text_content())
        leads = element.get("href", "").replace(f"#{self.prefix}", "#", 1)
        leads += "" if words == "↩" else f" “{words}”"
        self.furniture[LINKS_BACK] = f"{before} {leads}".strip()

    def _call(self, element: html.HtmlElement) -> str:
        """Return the number of the note that is called, with whatever about it is not so."""
        number = normalise(element.text_content())
        leads = next((link.get("href") for link in element.iterfind("a")), "")
        name = re.escape(f"{self.prefix}call-{number}-")
        at_home = re.fullmatch(rf"{name}\d+", element.get("id", ""))
        leads_on = leads == f"#{self.prefix}note-{number}"
        return number if leads_on and at_home else f"{number} → {leads}"


def hidden(element: html.HtmlElement) -> bool:
    """Whether nobody is told of an element."""
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"

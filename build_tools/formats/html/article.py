"""An `article`, or any element that holds blocks → units, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree, html

from build_tools.formats.html.words import INLINE, Gatherer, Words, hidden
from build_tools.formats.units import Found, Kind, Unit, Unreadable, inside, normalise
from build_tools.issues import SourceSpan
from build_tools.publication.words import kind_name

_HEADING = re.compile(r"h([1-6])")
_ALTERNATIVES = {"figure": "Image: ", "chart": "Chart: "}
"""What holds a drawing → how its text alternative begins where it stands alone, to be read."""
_PARTS_OF_TABLES = ("caption", "thead", "tbody", "tr", "th", "td")


def parse(folder: Path, path: str) -> html.HtmlElement:
    """Return a page's root; raise `Unreadable` when there is none."""
    try:
        return html.parse(str(folder / path), html.HTMLParser(encoding="utf-8")).getroot()
    except (OSError, etree.LxmlError) as error:
        raise Unreadable(f"The page can't be read: {error}", f"page {path}") from None


def only_article(root: html.HtmlElement, place: str) -> html.HtmlElement:
    """Return a page's only `article`; raise `Unreadable` when it has none, or several."""
    articles = root.findall(".//article")
    if len(articles) != 1:
        raise Unreadable(f"It has {len(articles)} articles and should have one", place)
    return articles[0]


def language(element: html.HtmlElement) -> str:
    """Return the language in force at an element."""
    holders = (element, *element.iterancestors())
    return next((one.get("lang") for one in holders if one.get("lang")), "")


@dataclass(frozen=True, slots=True)
class Article:
    """One article, read from the top: `place` in words ("page a.html"), `file` ("site/a.html").

    `deeper` is how many levels its title is below h1.
    """

    place: str
    file: str
    gather: Gatherer
    deeper: int = 0

    def units(self, article: html.HtmlElement) -> Iterator[Found]:
        """Iterate over its units."""
        yield from self.flow(article, language(article))

    def found(  # noqa: PLR0913
        self,
        kind: Kind,
        element: html.HtmlElement,
        words: Words,
        *,
        number: str = "",
        label: str = "",
        lang: str = "",
        name: str = "",
    ) -> Found:
        """Return a unit with its place."""
        unit = Unit(
            kind,
            normalise(words.text),
            number or words.number,
            label,
            lang or language(element),
            words.foreign,
            words.links,
            name.removeprefix(self.gather.prefix),
        )
        line = element.sourceline or 0
        return Found(unit, self.place, line, SourceSpan(self.file, line))

    def flow(self, element: html.HtmlElement, lang: str) -> Iterator[Found]:
        """Iterate over the units of an element that holds blocks, or words, or both."""
        run = Words(element.text or "")
        for child in element:
            if not isinstance(child.tag, str) or hidden(child):
                pass
            elif child.tag in INLINE:
                self.gather.inline(child, run)
            else:
                yield from self._ran(run, element, lang)
                run = Words()
                yield from self._block(child, child.get("lang") or lang)
            run.text += child.tail or ""
        yield from self._ran(run, element, lang)

    def _ran(self, run: Words, element: html.HtmlElement, lang: str) -> Iterator[Found]:
        run.text = normalise(run.text)
        if run:
            yield self.found("paragraph", element, run, lang=lang)

    def _block(  # noqa: PLR0912  (one for each kind)
        self, element: html.HtmlElement, lang: str
    ) -> Iterator[Found]:
        tag, classes = element.tag, element.get("class", "")
        name = element.get("id", "")
        if heading := _HEADING.fullmatch(tag):
            yield self._heading(element, int(heading[1]) - self.deeper, lang, name)
        elif tag == "p" and classes == "alternative":
            yield self._told(element, lang)
        elif tag == "p":
            kind: Kind = "summary" if classes == "lead" else "paragraph"
            yield self.found(kind, element, self.gather.words(element), lang=lang, name=name)
        elif tag in ("ul", "ol"):
            yield from self._list(element, lang)
        elif tag == "dl":
            yield from self._definitions(element, lang)
        elif tag == "table":
            yield from self._table(element, lang)
        elif tag == "figcaption":
            kind = "speaker" if classes == "speaker" else "caption"
            yield self.found(kind, element, self.gather.words(element), lang=lang)
        elif classes == "note":
            yield self.found("note", element, self.gather.words(element), lang=lang, name=name)
        elif classes.startswith("callout "):
            yield from self._callout(element, lang, classes)
        elif classes in ("pull-quote", "quotation"):
            number = Words()
            if len(element) and element[0].get("class") == "number":
                self.gather.inline(element[0], number)
                element[0].drop_tree()
            yield self.found("quote", element, number, lang=lang, name=name)
            yield from self.flow(element, lang)
        elif tag == "blockquote":
            yield from inside("quote", self.flow(element, lang))
        elif classes == "description":
            yield from inside("description", self.flow(element, lang))
        elif tag in ("img", "svg") or etree.QName(tag).localname == "svg":
            yield self._alternative(element, lang)
        else:
            yield from self.flow(element, lang)

    def _heading(self, element: html.HtmlElement, level: int, lang: str, name: str) -> Found:
        words = self.gather.words(element)
        if level == 1:
            return self.found("section", element, words, lang=lang)
        return self.found("heading", element, words, label=str(level), lang=lang, name=name)

    def _list(self, element: html.HtmlElement, lang: str) -> Iterator[Found]:
        notes = element.getparent().get("class") == "notes"
        if not (start := element.get("start", "1")).isdecimal():
            raise Unreadable(f"A list starts with “{start}”", self.place, element.sourceline)
        yield from self._astray(element, lang, "li")
        for place, item in enumerate(element.iterfind("li"), int(start)):
            own, name = item.get("lang") or lang, item.get("id", "")
            if notes:
                words = self.gather.words(item)
                yield self.found("note", item, words, number=str(place), lang=own, name=name)
                continue
            label = f"{place}." if element.tag == "ol" else "•"
            held = list(self.flow(item, own))
            if held and held[0].unit.kind == "paragraph":
                first = held.pop(0)
                address = name.removeprefix(self.gather.prefix)
                unit = replace(first.unit, kind="item", label=label, id=address)
                yield replace(first, unit=unit)
            else:
                yield self.found("item", item, Words(), label=label, lang=own, name=name)
            yield from inside("item", held)

    def _astray(self, holder: html.HtmlElement, lang: str, *own: str) -> Iterator[Found]:
        """Iterate over what stands in a list or table and is no part of it, yet is shown."""
        loose = [holder.text, *(child.tail for child in holder)]
        if words := normalise(" ".join(text or "" for text in loose)):
            yield self.found("paragraph", holder, Words(words), lang=lang)
        for child in holder:
            if isinstance(child.tag, str) and child.tag not in own and not hidden(child):
                yield from self._block(child, child.get("lang") or lang)

    def _definitions(self, element: html.HtmlElement, lang: str) -> Iterator[Found]:
        yield from self._astray(element, lang, "dt", "dd", "div")
        for entry in element.iterfind("div"):
            yield from self._astray(entry, lang, "dt", "dd")
        for child in element.iterdescendants("dt", "dd"):
            if child.getparent() is not element and child.getparent().getparent() is not element:
                continue
            own = child.get("lang") or lang
            if child.tag == "dt":
                name = child.get("id", "")
                yield self.found("term", child, self.gather.words(child), lang=own, name=name)
            else:
                yield from inside("definition", self.flow(child, own))

    def _table(self, element: html.HtmlElement, lang: str) -> Iterator[Found]:
        for holder in (element, *element.iterdescendants("thead", "tbody", "tr")):
            yield from self._astray(holder, lang, *_PARTS_OF_TABLES)
        for part in element.iterdescendants("caption", "th", "td"):
            own = part.get("lang") or part.getparent().get("lang") or lang
            if part.tag == "caption":
                yield self.found("caption", part, self.gather.words(part), lang=own)
            elif part.tag == "td":
                yield self.found("cell", part, self.gather.words(part), lang=own)
            else:
                label = {"col": "column"}.get(part.get("scope", ""), part.get("scope", ""))
                yield self.found("header", part, self.gather.words(part), label=label, lang=own)

    def _callout(self, element: html.HtmlElement, lang: str, classes: str) -> Iterator[Found]:
        title = element[0] if len(element) else None
        if title is not None and title.get("class") != "callout-title":
            title = None
        label = kind_name(classes.rpartition("callout-")[2])
        words = self.gather.words(title) if title is not None else Words()
        name = element.get("id", "")
        yield self.found("callout", element, words, label=label, lang=lang, name=name)
        if title is not None:
            title.drop_tree()
        yield from inside("callout", self.flow(element, lang))

    def _alternative(self, element: html.HtmlElement, lang: str) -> Found:
        words = element.get("alt", "")
        if element.tag != "img":
            words = next((one.text or "" for one in element if one.tag.endswith("title")), "")
        name = _around(element).get("id", "")
        return self.found("alternative", element, Words(words), lang=lang, name=name)

    def _told(self, element: html.HtmlElement, lang: str) -> Found:
        """Return a text alternative that stands in its drawing's place."""
        around, words = _around(element), self.gather.words(element)
        label = _ALTERNATIVES.get(around.get("class", ""), "")
        is_told = bool(label) and words.text.startswith(label)
        words.text = words.text.removeprefix(label) if is_told else f"[unlabelled] {words.text}"
        name = around.get("id", "")
        return self.found("alternative", element, words, lang=lang, name=name)


def _around(drawing: html.HtmlElement) -> html.HtmlElement:
    """Return what holds a drawing's figure."""
    return drawing.getparent().getparent()

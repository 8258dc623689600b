"""The finished website → units, from its HTML alone.

The publication's words are those inside each page's `article`, and the parts on the home page,
whose lists say in which order pages are read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree, html

from build_tools.checks.parity.apparatus import CONTENTS, LINKS_BACK
from build_tools.checks.parity.expected import Idiom
from build_tools.checks.parity.units import (
    Found,
    Kind,
    Reading,
    Unit,
    Unreadable,
    call_mark,
    inside,
    normalise,
)
from build_tools.issues import SourceSpan
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Reference
from build_tools.publication.words import kind_name

IDIOM = Idiom(ids=True, nested=True, kinds=True)
HOME = "index.html"

_INLINE = frozenset({"a", "br", "code", "em", "span", "strong", "sup"})
_HEADINGS = {f"h{level}": str(level) for level in range(2, 7)}


def target_form(publication: Publication, target: Reference | Address) -> str:
    """Return a target as this reading gives it: "themes/connected/#cover", or the address."""
    if isinstance(target, Address):
        return target.url
    fragment = f"#{target.block}" if target.block else ""
    return f"{publication.section(target.section).path}/{fragment}"


def read_site(folder: Path) -> Reading:
    """Read a whole site: the home page, the sections that it lists, and any other section."""
    home = _parse(folder, HOME)
    body: list[Found] = []
    notes: list[Found] = []
    apparatus = _cover(home)
    contents: list[str] = []
    listed: dict[str, None] = {HOME: None}
    for part in home.iterfind(".//main//section[@class='part']"):
        body += _part(part)
        for link in part.iterfind("ol/li/a"):
            path = posixpath.join(link.get("href", ""), HOME)
            listed[path] = None
            contents.append(normalise(link.text_content()))
            _add(_Page(folder, path, apparatus), body, notes)
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        if path not in listed and _parse(folder, path).find(".//article") is not None:
            _add(_Page(folder, path, apparatus), body, notes)
    return Reading(tuple(body), tuple(notes), {**apparatus, CONTENTS: "\n".join(contents)})


def _add(page: _Page, body: list[Found], notes: list[Found]) -> None:
    for found in page.units():
        (notes if found.unit.kind == "note" else body).append(found)


def _parse(folder: Path, path: str) -> html.HtmlElement:
    try:
        return html.parse(str(folder / path), html.HTMLParser(encoding="utf-8")).getroot()
    except (OSError, etree.LxmlError) as error:
        raise Unreadable(f"The page can't be read: {error}", f"page {path}") from None


def _cover(home: html.HtmlElement) -> dict[str, str]:
    """Return what the home page has besides its parts."""
    said: dict[str, str] = {}
    for element in home.iterfind(".//header[@id='_main']//*"):
        name = {"h1": "title"}.get(element.tag, element.get("class", ""))
        if name in ("title", "subtitle", "lead", "notice"):
            said[name] = f"{said.get(name, '')} {normalise(element.text_content())}".strip()
    return said


def _part(part: html.HtmlElement) -> Iterator[Found]:
    title = part.find("h2")
    if title is None:
        raise Unreadable("A part has no heading", f"page {HOME}", part.sourceline)
    page = _Page(Path(), HOME, {})
    page.lang = page.language(part)
    words = page.words(title)
    name, _, rest = words.text.partition(": ")
    number = name.removeprefix("Part ")
    yield page.found(
        "part", title, replace(words, text=rest), number=number, name=part.get("id", "")
    )
    for summary in part.iterfind("p"):
        if summary.get("aria-hidden") != "true":
            yield page.found("summary", summary, page.words(summary))


@dataclass(slots=True)
class _Words:
    """Inlines as they are gathered."""

    text: str = ""
    number: str = ""
    foreign: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.number)


@dataclass(slots=True)
class _Page:
    """One page, read from the top."""

    folder: Path
    path: str
    apparatus: dict[str, str]
    lang: str = ""
    taken: list[str] = field(default_factory=list)

    def units(self) -> Iterator[Found]:
        root = _parse(self.folder, self.path)
        articles = root.findall(".//article")
        if len(articles) != 1:
            raise Unreadable(f"It has {len(articles)} articles and should have one", self.place)
        yield from self.flow(articles[0], self.language(articles[0]))

    @property
    def place(self) -> str:
        return f"page {self.path}"

    def language(self, element: html.HtmlElement) -> str:
        """Return the language in force at an element."""
        holders = (element, *element.iterancestors())
        return next((one.get("lang") for one in holders if one.get("lang")), "")

    def found(  # noqa: PLR0913
        self,
        kind: Kind,
        element: html.HtmlElement,
        words: _Words,
        *,
        number: str = "",
        label: str = "",
        lang: str = "",
        name: str = "",
    ) -> Found:
        unit = Unit(
            kind,
            normalise(words.text),
            number or words.number,
            label,
            lang or self.language(element),
            words.foreign,
            words.links,
            name,
        )
        line = element.sourceline or 0
        return Found(unit, self.place, line, SourceSpan(f"site/{self.path}", line))

    # --- Inlines ---

    def words(self, element: html.HtmlElement) -> _Words:
        """Return the words of an element that holds inlines only."""
        gathered = _Words()
        self._gather(element, gathered)
        return gathered

    def _gather(self, element: html.HtmlElement, into: _Words) -> None:
        into.text += element.text or ""
        for child in element:
            self._inline(child, into)
            into.text += child.tail or ""

    def _inline(self, element: html.HtmlElement, into: _Words) -> None:
        if not isinstance(element.tag, str) or _hidden(element):
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
            into.text += call_mark(_call(element))
        elif element.tag == "br":
            into.text += "\n"
        else:
            start, foreign, links = len(into.text), len(into.foreign), len(into.links)
            self._gather(element, into)
            words = normalise(into.text[start:])
            if element.tag == "a":
                made = (words, self._target(element.get("href", "")))
                into.links = (*into.links[:links], made, *into.links[links:])
            elif element.get("lang"):
                made = (element.get("lang"), words)
                into.foreign = (*into.foreign[:foreign], made, *into.foreign[foreign:])

    def _target(self, href: str) -> str:
        whole = urljoin(f"/{self.path}", href)
        if not whole.startswith("/"):
            return whole
        path, hash_sign, fragment = whole[1:].partition("#")
        return path.removesuffix(HOME) + hash_sign + fragment

    def _back(self, element: html.HtmlElement) -> None:
        before = self.apparatus.get(LINKS_BACK, "")
        self.apparatus[LINKS_BACK] = f"{before} {element.get('href')}".strip()

    # --- Blocks ---

    def flow(self, element: html.HtmlElement, lang: str) -> Iterator[Found]:
        """Iterate over the units of an element that holds blocks, or words, or both."""
        run = _Words(element.text or "")
        for child in element:
            if not isinstance(child.tag, str) or _hidden(child):
                pass
            elif child.tag in _INLINE:
                self._inline(child, run)
            else:
                yield from self._ran(run, element, lang)
                run = _Words()
                yield from self._block(child, child.get("lang") or lang)
            run.text += child.tail or ""
        yield from self._ran(run, element, lang)

    def _ran(self, run: _Words, element: html.HtmlElement, lang: str) -> Iterator[Found]:
        run.text = normalise(run.text)
        if run:
            yield self.found("paragraph", element, run, lang=lang)

    def _block(  # noqa: PLR0912  (one for each kind)
        self, element: html.HtmlElement, lang: str
    ) -> Iterator[Found]:
        tag, classes = element.tag, element.get("class", "")
        name = element.get("id", "")
        if tag == "h1":
            yield self.found("section", element, self.words(element), lang=lang)
        elif tag in _HEADINGS:
            words = self.words(element)
            yield self.found("heading", element, words, label=_HEADINGS[tag], lang=lang, name=name)
        elif tag == "p":
            kind: Kind = "summary" if classes == "lead" else "paragraph"
            yield self.found(kind, element, self.words(element), lang=lang, name=name)
        elif tag in ("ul", "ol"):
            yield from self._list(element, lang)
        elif tag == "dl":
            yield from self._definitions(element, lang)
        elif tag == "table":
            yield from self._table(element, lang)
        elif tag == "figcaption":
            kind = "speaker" if classes == "speaker" else "caption"
            yield self.found(kind, element, self.words(element), lang=lang)
        elif classes.startswith("callout "):
            yield from self._callout(element, lang, classes)
        elif classes == "pull-quote":
            number = _Words()
            if len(element) and element[0].get("class") == "number":
                self._inline(element[0], number)
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

    def _list(self, element: html.HtmlElement, lang: str) -> Iterator[Found]:
        notes = element.getparent().get("class") == "notes"
        if not (start := element.get("start", "1")).isdecimal():
            raise Unreadable(f"A list starts with “{start}”", self.place, element.sourceline)
        for place, item in enumerate(element.iterfind("li"), int(start)):
            own, name = item.get("lang") or lang, item.get("id", "")
            if notes:
                words = self.words(item)
                yield self.found("note", item, words, number=str(place), lang=own, name=name)
                continue
            label = f"{place}." if element.tag == "ol" else "•"
            held = list(self.flow(item, own))
            if held and held[0].unit.kind == "paragraph":
                first = held.pop(0)
                unit = replace(first.unit, kind="item", label=label, id=name)
                yield replace(first, unit=unit)
            else:
                yield self.found("item", item, _Words(), label=label, lang=own, name=name)
            yield from inside("item", held)

    def _definitions(self, element: html.HtmlElement, lang: str) -> Iterator[Found]:
        for child in element.iterdescendants("dt", "dd"):
            if child.getparent() is not element and child.getparent().getparent() is not element:
                continue
            own = child.get("lang") or lang
            if child.tag == "dt":
                name = child.get("id", "")
                yield self.found("term", child, self.words(child), lang=own, name=name)
            else:
                yield from inside("definition", self.flow(child, own))

    def _table(self, element: html.HtmlElement, lang: str) -> Iterator[Found]:
        for part in element.iterdescendants("caption", "th", "td"):
            own = part.get("lang") or part.getparent().get("lang") or lang
            if part.tag == "caption":
                yield self.found("caption", part, self.words(part), lang=own)
            elif part.tag == "td":
                yield self.found("cell", part, self.words(part), lang=own)
            else:
                label = {"col": "column"}.get(part.get("scope", ""), part.get("scope", ""))
                yield self.found("header", part, self.words(part), label=label, lang=own)

    def _callout(self, element: html.HtmlElement, lang: str, classes: str) -> Iterator[Found]:
        title = element.find("p[@class='callout-title']")
        label = kind_name(classes.rpartition("callout-")[2])
        words = self.words(title) if title is not None else _Words()
        name = element.get("id", "")
        yield self.found("callout", element, words, label=label, lang=lang, name=name)
        if title is not None:
            title.drop_tree()
        yield from inside("callout", self.flow(element, lang))

    def _alternative(self, element: html.HtmlElement, lang: str) -> Found:
        words = element.get("alt", "")
        if element.tag != "img":
            words = next((one.text or "" for one in element if one.tag.endswith("title")), "")
        around = element.getparent().getparent()
        name = around.get("id", "")
        return self.found("alternative", element, _Words(words), lang=lang, name=name)


def _hidden(element: html.HtmlElement) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def _call(element: html.HtmlElement) -> str:
    """Return the number of the note that is called, with whatever about it is not so."""
    number = normalise(element.text_content())
    target = next((link.get("href") for link in element.iterfind("a")), "")
    at_home = element.get("id", "").startswith(f"call-{number}-")
    return number if target == f"#note-{number}" and at_home else f"{number} → {target}"

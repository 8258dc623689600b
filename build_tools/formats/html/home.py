"""The home page: the parts and their sections, and around them what only the site has."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from lxml import etree, html

from build_tools.formats.html.addresses import HOME, target
from build_tools.formats.html.article import Article
from build_tools.formats.html.words import Gatherer, hidden
from build_tools.formats.units import Found, Unreadable, normalise

_HOLDERS = frozenset({"main", "header", "div", "section"})


@dataclass(slots=True)
class Home:
    """The home page, read once.

    `parts` are the units of each part, and the pages of the sections that it lists; `cover` and
    `contents` are lines.
    """

    cover: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    parts: list[tuple[list[Found], list[str]]] = field(default_factory=list)


def read_home(root: html.HtmlElement) -> Home:
    """Read all that stands in the page's `main`."""
    mains = root.findall(".//main")
    if len(mains) != 1:
        raise Unreadable(f"It has {len(mains)} main elements, not one", f"page {HOME}")
    home = Home()
    _read(mains[0], home)
    return home


def _read(holder: html.HtmlElement, home: Home) -> None:
    """Read what holds blocks: parts, and whatever else there is, line by line."""
    _loose(holder.text, home)
    for child in holder:
        if isinstance(child.tag, str) and not hidden(child):
            if child.tag == "section" and child.get("class") == "part":
                _part(child, home)
            elif "band" in child.get("class", "").split():
                _parts(child, home)
            elif child.tag in _HOLDERS:
                _read(child, home)
            else:
                name = "title" if child.tag == "h1" else child.get("class") or child.tag
                home.cover.append(f"{name}: {_words(child)}{_told(child)}")
        _loose(child.tail, home)


def _parts(band: html.HtmlElement, home: Home) -> None:
    """Read the parts in a band of ways into the publication.

    The rest of a band is navigation: names of sections, made from metadata, whose links are
    checked as links.
    """
    for part in band.iterfind(".//section[@class='part']"):
        _part(part, home)


def _loose(text: str | None, home: Home) -> None:
    if words := normalise(text or ""):
        home.cover.append(f"words: {words}")


def _words(element: html.HtmlElement) -> str:
    return normalise(element.text_content())


def _told(element: html.HtmlElement) -> str:
    lang = element.get("lang")
    return f" ({lang})" if lang else ""


def _part(part: html.HtmlElement, home: Home) -> None:
    title = part.find("h2")
    if title is None:
        raise Unreadable("A part has no heading", f"page {HOME}", part.sourceline)
    page = Article(f"page {HOME}", f"site/{HOME}", Gatherer(partial(target, HOME), {}))
    units: list[Found] = []
    listed: list[str] = []
    _loose(part.text, home)
    for child in part:
        if not isinstance(child.tag, str) or hidden(child):
            pass
        elif child is title:
            words = page.gather.words(title)
            name, rest = "", words.text
            if title.find("span[@class='unseen']") is not None:
                name, _, rest = rest.partition(": ")
            number = name.removeprefix("Part ")
            at = replace(words, text=rest)
            units.append(page.found("part", title, at, number=number, name=part.get("id", "")))
        elif child.tag == "p":
            units.append(page.found("summary", child, page.gather.words(child)))
        elif child.tag == "ol":
            listed += _list(child, home)
        else:
            home.cover.append(f"{child.tag}: {_words(child)}")
        _loose(child.tail, home)
    home.parts.append((units, listed))


def _list(contents: html.HtmlElement, home: Home) -> Iterator[str]:
    """Iterate over the pages of the sections that a list names, in its order."""
    for entry in contents.iterchildren(etree.Element):
        home.contents.append(f"{_words(entry)}{_told(entry)}")
        for link in entry.iter("a"):
            yield posixpath.join(link.get("href", ""), HOME)


def foot_of(root: html.HtmlElement, path: str) -> str:
    """Return the lines at a page's foot, with where their links lead."""
    lines = []
    for block in root.iterfind(".//body/footer/*"):
        leads = (f" → {target(path, link.get('href', ''))}" for link in block.iter("a"))
        lines.append(normalise(" ".join(block.itertext())) + "".join(leads))
    return "\n".join(lines)

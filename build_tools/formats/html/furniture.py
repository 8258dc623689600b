"""What the page adds → lines: its head, its contents, its foot.

Every element gives a line, whatever it is, and so do words that stand in none, so that nothing
goes unread.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from build_tools.formats.html.words import hidden
from build_tools.formats.units import normalise

_NAMES = {"h1": "title", "h2": "heading", "p": "paragraph"}
_HOLDERS = frozenset({"dl", "div"})


def lines(holder: html.HtmlElement) -> Iterator[str]:
    """Iterate over the lines of what holds blocks: "title: Words", "Email: a@b → mailto:a@b"."""
    yield from _loose(holder.text)
    for child in holder:
        if isinstance(child.tag, str) and not hidden(child):
            if _is_pair(child):
                yield ": ".join(map(said, child))
            elif child.tag in _HOLDERS:
                yield from lines(child)
            else:
                name = child.get("class") or _NAMES.get(child.tag, child.tag)
                yield f"{name}: {said(child)}"
        yield from _loose(child.tail)


def entries(holder: html.HtmlElement) -> Iterator[str]:
    """Iterate over the lines of the contents; an entry below another one is indented."""
    yield from _loose(holder.text)
    for child in holder:
        if child.tag in ("details", "summary"):
            yield from entries(child)
        elif child.tag == "ol":
            yield from _items(child, "")
        elif isinstance(child.tag, str) and not hidden(child):
            yield said(child)
        yield from _loose(child.tail)


def _items(listed: html.HtmlElement, indent: str) -> Iterator[str]:
    yield from _loose(listed.text)
    for item in listed:
        below = item.findall("ol")
        is_first = below and item[-1] is not below[-1]
        for inner in below:
            inner.drop_tree()
        yield f"{indent}{said(item)}{' after what is below it' if is_first else ''}"
        for inner in below:
            yield from _items(inner, f"{indent}  ")
        yield from _loose(item.tail)


def said(element: html.HtmlElement) -> str:
    """Return an element's words, its language and where its links lead."""
    return normalise(element.text_content()) + _lang(element) + _leads(element)


def _lang(element: html.HtmlElement) -> str:
    return "".join(f" ({one.get('lang')})" for one in element.iter() if one.get("lang"))


def _leads(element: html.HtmlElement) -> str:
    return "".join(f" → {link.get('href', '')}" for link in element.iter("a"))


def _is_pair(element: html.HtmlElement) -> bool:
    return element.tag == "div" and [child.tag for child in element] == ["dt", "dd"]


def _loose(text: str | None) -> Iterator[str]:
    if words := normalise(text or ""):
        yield f"words: {words}"

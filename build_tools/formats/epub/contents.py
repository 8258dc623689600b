"""The navigation document → lines: titles in order, each as deep as it stands, and its target."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree, html

from build_tools.formats.epub.book import EPUB_TYPE
from build_tools.formats.units import normalise

Target = Callable[[str], str]


def read_lines(nav: html.HtmlElement, target: Target) -> Iterator[str]:
    """Iterate over a `nav`: its heading, and a line for each entry (EPUB 3.3, 7.3)."""
    yield from _loose(nav.text)
    for child in nav.iterchildren(etree.Element):
        if child.tag == "ol":
            yield from _entries(child, target, 0)
        else:
            yield f"heading: {normalise(child.text_content())}"
        yield from _loose(child.tail)


def _entries(entries: html.HtmlElement, target: Target, depth: int) -> Iterator[str]:
    yield from _loose(entries.text)
    for entry in entries.iterchildren(etree.Element):
        if not len(entry):
            yield f"words: {normalise(entry.text_content())}"
            continue
        link, *below = entry.iterchildren(etree.Element)
        kind, lang = link.get(EPUB_TYPE), link.get("lang") or entry.get("lang")
        said = (f"{kind}: " if kind else "", f" ({lang})" if lang else "")
        words, leads = normalise(link.text_content()), target(link.get("href", ""))
        yield f"{'  ' * depth}{words.join(said)} → {leads}"
        for inner in below:
            yield from _entries(inner, target, depth + 1)
        yield from _loose(entry.text)
        for child in entry:
            yield from _loose(child.tail)
        yield from _loose(entry.tail)


def _loose(text: str | None) -> Iterator[str]:
    if words := normalise(text or ""):
        yield f"words: {words}"

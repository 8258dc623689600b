"""The navigation document → lines: titles in order, each as deep as it stands, and its target."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree, html

from build_tools.checks.parity.epub.book import EPUB_TYPE
from build_tools.checks.parity.units import normalise

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
    for entry in entries.iterchildren(etree.Element):
        link, *below = entry.iterchildren(etree.Element)
        lang = link.get("lang") or entry.get("lang")
        said = f" ({lang})" if lang else ""
        leads = target(link.get("href", ""))
        yield f"{'  ' * depth}{normalise(link.text_content())}{said} → {leads}"
        for inner in below:
            yield from _entries(inner, target, depth + 1)
        yield from _loose(entry.text)
        for child in entry:
            yield from _loose(child.tail)


def _loose(text: str | None) -> Iterator[str]:
    if words := normalise(text or ""):
        yield f"words: {words}"


def read_landmarks(nav: html.HtmlElement, target: Target) -> Iterator[str]:
    """Iterate over the landmarks, each with its kind."""
    for link in nav.iter("a"):
        words, leads = normalise(link.text_content()), target(link.get("href", ""))
        yield f"{link.get(EPUB_TYPE)}: {words} → {leads}"

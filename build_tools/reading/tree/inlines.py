"""Words and the marks inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import (
    Address,
    Code,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Strong,
    Text,
    plain,
)
from build_tools.publication.records import is_language_tag
from build_tools.reading.elements import CALL, RAW
from build_tools.reading.tree.places import Places

_LEFTOVERS = (
    (
        re.compile(r"(?:^|\n)\d+[.)][ \t][^\n]*\n\d+[.)][ \t]"),
        "MD-010",
        "A list that begins with another number than 1 stands inside a paragraph.",
        "Put a blank line before the list.",
    ),
    (
        re.compile(r"\n:(?=\s|$)"),
        "MD-008",
        "A line that begins with a colon defines nothing.",
        "Write the term alone on the line before it, and its definition after the colon.",
    ),
    (
        re.compile(r"\[\^[^\]]*\]"),
        "MD-011",
        "No footnote with this label is written in the file.",
        "Add a paragraph that begins with the label and a colon.",
    ),
    (
        re.compile(r"(?:^|\n)\s*\|.*\|"),
        "MD-012",
        "This looks like a table and is not one.",
        "Put an empty line before it and a line |---|---| below its first row.",
    ),
    (
        re.compile(r"\]\(|\]\["),
        "MD-013",
        "This looks like a link and is not one.",
        "Write [words](address), without spaces in the address.",
    ),
    (
        re.compile(r"\{(?:lang=|#|:|\.)"),
        "MD-014",
        "A mark in curly brackets stands where it has no meaning.",
        "Headings take {#id} at their end; words take [words]{lang=cy}.",
    ),
)
"""Marks that Markdown left in the words because it did not understand them."""


_SHOWN = 60


@dataclass
class OpenTag:
    """The element of raw HTML that was reported last, until its end tag."""

    name: str = ""
    depth: int = 0

    def covers(self, markup: str) -> bool:
        """Whether `markup` stands inside the element; if not, it begins another one."""
        inside = self.depth > 0
        if not inside:
            found = re.match(r"\s*</?([A-Za-z][\w-]*)", markup)
            self.name = found[1].lower() if found else ""
        if self.name:
            lower = markup.lower()
            self.depth += len(re.findall(rf"<{self.name}\b[^>/]*>", lower))
            self.depth = max(0, self.depth - len(re.findall(rf"</{self.name}\b", lower)))
        return inside


@dataclass(frozen=True)
class InlineReader:
    """Reads the inlines of one text; `calls` counts how often each note has been called so far."""

    places: Places
    calls: dict[str, int] = field(default_factory=dict)
    _open: OpenTag = field(default_factory=OpenTag)

    def read(
        self, element: etree._Element, *, until: int | None = None, heading: bool = False
    ) -> tuple[Inline, ...]:
        """Return the inlines of an element (of its first `until` children), trimmed at its ends."""
        return trimmed(_joined(self._run(element, until, heading=heading)))

    def _inside(self, element: etree._Element) -> tuple[Inline, ...]:
        """Return the inlines of an inline, with the spaces at its ends: words stand beside it."""
        return _joined(self._run(element))

    def _run(
        self, element: etree._Element, until: int | None = None, *, heading: bool = False
    ) -> Iterator[Inline]:
        yield from self._text(element.text, element, heading=heading)
        for child in list(element)[:until]:
            yield from self._inline(child)
            yield from self._text(child.tail, element, heading=heading)

    def _text(
        self, text: str | None, element: etree._Element, *, heading: bool
    ) -> Iterator[Inline]:
        if not text:
            return
        for pattern, code, problem, remedy in _LEFTOVERS:
            found = pattern.search(text)
            if found and not (heading and code == "MD-014"):
                line = self.places.span(element).line
                place = self.places.source.find(found[0].strip().split("\n")[0], line)
                self.places.fault(code, place, problem, remedy)
        words = re.sub(r"[ \t\n]+", " ", text)
        if words:
            yield Text(words)

    def _inline(self, element: etree._Element) -> Iterator[Inline]:
        match str(element.tag):
            case "em":
                yield Emphasis(self._inside(element))
            case "strong":
                yield Strong(self._inside(element))
            case "code":
                yield Code(" ".join("".join(map(str, element.itertext())).split()))
            case "br":
                yield LineBreak()
            case "span":
                tag = element.get("lang") or ""
                check_language(tag, self.places.span(element), self.places)
                yield Foreign(tag, self._inside(element))
            case "a":
                yield from self._link(element)
            case tag if tag == CALL:
                name = element.get("name", "")
                self.calls[name] = self.calls.get(name, 0) + 1
                yield NoteCall(name, 0, self.calls[name])
            case "img":
                self.places.fault(
                    "MD-036",
                    self.places.span(element),
                    "A picture stands in the middle of a sentence.",
                    "Give it a paragraph of its own.",
                )
            case tag if tag == RAW:
                self.refuse_html(element)
            case _:
                raise AssertionError(f"Markdown gave <{element.tag}> in a sentence")

    def _link(self, element: etree._Element) -> Iterator[Inline]:
        address = element.get("href") or ""
        content = self._inside(element)
        if not plain(content).strip():
            self.places.fault(
                "MD-038",
                self.places.address(address, self.places.span(element)),
                f"The link to '{address}' has no words.",
                "Write between the square brackets where it leads.",
            )
            return
        yield Link(Address(address), content)

    def refuse_html(self, element: etree._Element) -> None:
        """Report raw HTML; what stands before its end tag goes without saying after its start."""
        markup = element.text or ""
        if self._open.covers(markup):
            return
        first, *more = markup.strip().splitlines()
        place = self.places.source.find(first, self.places.span(element).line)
        shown = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"
        self.places.fault(
            "MD-037",
            place,
            f"Raw HTML: {shown}{' …' if more else ''}",
            "Write it in Markdown; DIALECT.md shows how. A plain < is written \\<.",
        )


def check_language(tag: str, span: SourceSpan, places: Places) -> None:
    """Report what is not a language tag; words and whole blocks can have one."""
    if not is_language_tag(tag):
        places.fault(
            "MD-033",
            span,
            f"The language is '{tag}'.",
            "Write a language tag, such as 'cy' for Welsh or 'pl' for Polish.",
        )


def _joined(content: Iterator[Inline]) -> tuple[Inline, ...]:
    """Return inlines with neighbouring texts made one."""
    found: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(re.sub(" +", " ", found[-1].text + inline.text))
        elif isinstance(inline, Text) and found and isinstance(found[-1], LineBreak):
            found.append(Text(inline.text.lstrip(" ")))
        else:
            found.append(inline)
    return tuple(found)


def trimmed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inlines without white space at their two ends (Python-Markdown adds some to notes)."""
    found = list(content)
    if found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip())
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip())
    return tuple(inline for inline in found if inline != Text(""))

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
    Deleted,
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
from build_tools.publication.uris import shown
from build_tools.reading.elements import CALL, RAW
from build_tools.reading.tree.places import Places

_SHOWN = 60
_BARE = ("mailto:", "tel:")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
"""Elements of HTML that have no end tag."""


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
            name = found[1].lower() if found else ""
            self.name = "" if name in _VOID else name
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

    def read(self, element: etree._Element) -> tuple[Inline, ...]:
        """Return the inlines of an element, trimmed at its ends."""
        return trimmed(_joined(self._run(element)))

    def _inside(self, element: etree._Element) -> tuple[Inline, ...]:
        """Return the inlines of an inline, with the spaces at its ends: words stand beside it."""
        return _joined(self._run(element))

    def _run(self, element: etree._Element) -> Iterator[Inline]:
        yield from _text(element.text)
        for child in element:
            yield from self._inline(child)
            yield from _text(child.tail)

    def _inline(self, element: etree._Element) -> Iterator[Inline]:
        match str(element.tag):
            case "em":
                yield Emphasis(self._inside(element))
            case "strong":
                yield Strong(self._inside(element))
            case "del":
                yield Deleted(self._inside(element))
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
            case tag if tag == RAW and _is_break(element) and _in_cell(element):
                yield LineBreak()
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
                f"The link to '{shown(address)}' has no words.",
                "Write between the square brackets where it leads.",
            )
        elif address.partition(":")[2 if address.startswith(_BARE) else 0] in ("", "#"):
            self.places.fault(
                "MD-079",
                self.places.address(address, self.places.span(element)),
                f"The link '{plain(content)}' has no address.",
                "Write it between the round brackets: [words](address).",
            )
        else:
            yield Link(Address(address), content)

    def refuse_html(self, element: etree._Element) -> None:
        """Report raw HTML; what stands before its end tag goes without saying after its start."""
        markup = element.text or ""
        if self._open.covers(markup):
            return
        first, *more = markup.strip().splitlines()
        place = self.places.source.find(first, self.places.span(element).line)
        shown = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"
        remedy = "Write it in Markdown; DIALECT.md shows how. A plain < is written \\<."
        if _BREAK.fullmatch(markup):
            remedy = "End the line with two spaces and go on in the next; <br> is for table cells."
        self.places.fault("MD-037", place, f"Raw HTML: {shown}{' …' if more else ''}", remedy)


_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
"""The one HTML tag of the dialect: a new line in a table's cell, which Markdown has no mark for."""


def _is_break(raw: etree._Element) -> bool:
    return _BREAK.fullmatch(raw.text or "") is not None


def _in_cell(element: etree._Element) -> bool:
    return next(element.iterancestors("td", "th"), None) is not None


def check_language(tag: str, span: SourceSpan, places: Places) -> None:
    """Report what is not a language tag; words and whole blocks can have one."""
    if not is_language_tag(tag):
        places.fault(
            "MD-033",
            span,
            f"The language is '{tag}'.",
            "Write a language tag, such as 'cy' for Welsh or 'pl' for Polish.",
        )


def _text(text: str | None) -> Iterator[Inline]:
    words = re.sub(r"[ \t\n]+", " ", text or "")
    if words:
        yield Text(words)


def _joined(content: Iterator[Inline]) -> tuple[Inline, ...]:
    """Return inlines with neighbouring texts made one."""
    found: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(re.sub(" +", " ", found[-1].text + inline.text))
        elif isinstance(inline, Text) and found and isinstance(found[-1], LineBreak):
            found.extend([Text(words)] if (words := inline.text.lstrip(" ")) else [])
        elif isinstance(inline, LineBreak) and found and isinstance(found[-1], LineBreak):
            pass  # an empty line in a cell has no words
        else:
            found.append(inline)
    return tuple(found)


def trimmed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inlines without white space at their two ends ."""
    found = list(content)
    while found and _is_blank(found[0]):
        del found[0]
    while found and _is_blank(found[-1]):
        del found[-1]
    if found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip())
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip())
    return tuple(inline for inline in found if inline != Text(""))


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.text.strip())
